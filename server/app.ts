import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { Fault } from '../model/fault.ts';
import { allowEveryone, answerOptions } from './http/cors.ts';
import { nameRequest } from './http/name-request.ts';
import { protect } from './http/protect.ts';
import { createTrust } from './http/trust.ts';
import type { Parts } from './parts.ts';
import { sendProblem } from './problems.ts';
import { affectedRoutes } from './routes/affected.ts';
import { batchesRoutes } from './routes/batches.ts';
import { captureSessionsRoutes } from './routes/capture-sessions.ts';
import { copyStandRoutes } from './routes/copy-stand.ts';
import { describingRoutes } from './routes/describing.ts';
import { deskRoutes } from './routes/desk.ts';
import { discoveryRoutes } from './routes/discovery.ts';
import { downloadsRoutes } from './routes/downloads.ts';
import { eventsRoutes } from './routes/events.ts';
import { filesRoutes } from './routes/files.ts';
import { healthRoutes } from './routes/health.ts';
import { identifiersRoutes } from './routes/identifiers.ts';
import { itemsRoutes } from './routes/items.ts';
import { presentationRoutes } from './routes/presentation.ts';
import { profilesRoutes } from './routes/profiles.ts';
import { publishedRoutes } from './routes/published.ts';
import { rangesRoutes } from './routes/ranges.ts';
import { rescansRoutes } from './routes/rescans.ts';
import { reviewsRoutes } from './routes/reviews.ts';
import { samplesRoutes } from './routes/samples.ts';
import { sessionRoutes } from './routes/session.ts';
import { sitemapRoutes } from './routes/sitemap.ts';
import { stationWatchesRoutes } from './routes/station-watches.ts';
import { stationsRoutes } from './routes/stations.ts';
import { statisticsRoutes } from './routes/statistics.ts';
import { tableRoutes } from './routes/table.ts';
import { targetsRoutes } from './routes/targets.ts';
import { tokensRoutes } from './routes/tokens.ts';
import { uploadsRoutes } from './routes/uploads.ts';
import { usersRoutes } from './routes/users.ts';
import { answerPeople, viewRoutes } from './routes/view.ts';
import { webRoutes } from './routes/web.ts';

/**
 * Everything that the server answers, but for images, which `images/` takes first. Each list of routes writes
 * its paths in full, and the role that each needs beside them.
 */
export function createApp(parts: Parts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', createTrust(parts.config));
  app.use(nameRequest(parts.log), protect(parts.config));

  app.use(healthRoutes(parts)); //       /health/live, /health/ready, /metrics
  app.use('/api', keepNothing);
  app.use(sessionRoutes(parts)); //      /api/session
  app.use(usersRoutes(parts)); //        /api/users
  app.use(tokensRoutes(parts)); //       /api/tokens
  app.use(stationsRoutes(parts)); //     /api/stations
  app.use(stationWatchesRoutes(parts)); // /api/stations/{id}/watches, /api/station-watches
  app.use(captureSessionsRoutes(parts)); // /api/capture-sessions
  app.use(affectedRoutes(parts)); //     /api/capture-sessions/{id}/affected
  app.use(targetsRoutes(parts)); //      /api/target-readings, targets of sessions
  app.use(itemsRoutes(parts)); //        /api/items, /api/surfaces
  app.use(deskRoutes(parts)); //         /api/items/{id}/desk
  app.use(tableRoutes(parts)); //        /api/items/{id}/table
  app.use(publishedRoutes(parts)); //    /api/published.csv
  app.use(reviewsRoutes(parts)); //      /api/reviews
  app.use(rescansRoutes(parts)); //      /api/rescans, /api/surfaces/{id}/rescan and /current
  app.use(profilesRoutes(parts)); //     /api/profiles, /api/rules
  app.use(samplesRoutes(parts)); //      /api/batches/{id}/samples, /api/samples
  app.use(statisticsRoutes(parts)); //   /api/statistics
  app.use(filesRoutes(parts)); //        /api/items/{id}/files, /api/files
  app.use(uploadsRoutes(parts)); //      /api/uploads (tus)
  app.use(copyStandRoutes(parts)); //    /api/copy-stand, /api/items/{id}/finish, /api/queue
  app.use(batchesRoutes(parts)); //      /api/batches, /api/batch-mappings
  app.use(describingRoutes(parts)); //   /api/describing, /api/labels, /api/dates, /api/items/{id}/structure
  app.use(eventsRoutes(parts)); //       /api/events (server-sent)
  answerWorld(app, parts);

  app.use((req) => {
    throw new Fault('not-found', `There is nothing at ${req.path}.`);
  });
  app.use(answerPeople(parts), answerProblems(parts));
  return app;
}

/** What anybody may ask for, and the web app. */
function answerWorld(app: Express, parts: Parts): void {
  app.use('/iiif', openToAll);
  app.use(downloadsRoutes(parts)); //    /iiif/presentation/{id}/pdf and /zip, /api/items/{id}/downloads
  app.use(presentationRoutes(parts)); // /iiif/presentation
  app.use(rangesRoutes(parts)); //       /iiif/presentation/{id}/range
  app.use(discoveryRoutes(parts)); //    /iiif/discovery
  app.use(['/id', '/dataset'], openToAll);
  app.use(identifiersRoutes(parts)); //  /id, /api/items/{id}/pids, /dataset
  app.use(viewRoutes(parts)); //         /view
  app.use(sitemapRoutes(parts)); //      /sitemap.xml, /sitemap-{n}.xml, /robots.txt
  app.use(webRoutes()); //               the app, /vendor, /pages
}

/** What the API says is true now and may be false in a second: nobody keeps it, nobody asks whether it changed. */
const keepNothing: RequestHandler = (req, res, next) => {
  res.setHeader('Cache-Control', 'no-store');
  delete req.headers['if-none-match'];
  delete req.headers['if-modified-since'];
  next();
};

/** Any page of any site may read what is IIIF, problems included. */
const openToAll: RequestHandler = (req, res, next) => {
  allowEveryone(res);
  res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  if (req.method === 'OPTIONS') answerOptions(res);
  else next();
};

/** Express knows it for what it is by its four parameters. */
function answerProblems({ log }: Parts): ErrorRequestHandler {
  return (thrown, req, res, _next) => sendProblem(req, res, thrown, log);
}
