import express, { type RequestHandler, Router } from 'express';
import { Fault } from '../../model/fault.ts';
import { MIRADOR_FILE, PAGE_FILES, WEB_DIST } from '../places.ts';

/** What Vite names by its content never changes under its name. */
const FOR_EVER = { immutable: true, maxAge: '1y', index: false, fallthrough: false } as const;
const SHORTLY = { maxAge: '10m', index: false, fallthrough: false } as const;

/** Addresses of the web app's screens: whatever is none of the server's own. */
const NOT_A_SCREEN =
  /^\/(api|iiif|health|metrics|view|id|dataset|vendor|pages|assets)(\/|$)|\.[a-z0-9]{1,5}$/i;

/** The web app, and the files of the pages for the public. */
export function webRoutes(): Router {
  const router = Router();
  router.get('/vendor/mirador.min.js', sendMirador);
  router.use('/pages', express.static(PAGE_FILES, SHORTLY));
  router.use('/assets', express.static(`${WEB_DIST}/assets`, FOR_EVER));
  router.use(express.static(WEB_DIST, { index: false, maxAge: '10m' }));
  router.get('/{*screen}', (req, res, next) => {
    if (NOT_A_SCREEN.test(req.path)) return next();
    res.setHeader('Cache-Control', 'no-cache');
    return res.sendFile('index.html', { root: WEB_DIST }, (error) => {
      if (error && !res.headersSent) next(withoutApp(error));
    });
  });
  return router;
}

const sendMirador: RequestHandler = (_req, res, next) => {
  res.sendFile(MIRADOR_FILE, { maxAge: '1d', dotfiles: 'allow' }, (error) => {
    if (!error || res.headersSent) return;
    next(new Fault('not-found', 'The viewer has not been fetched. Run `npm run setup`.', { cause: error }));
  });
};

function withoutApp(cause: Error): Fault {
  return new Fault('not-found', 'The web app has not been built. Run `npm start`, or `npm run build`.', {
    cause,
  });
}
