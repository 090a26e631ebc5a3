import type { IncomingMessage } from 'node:http';
import { Router } from 'express';
import { Fault } from '../../model/fault.ts';
import { includesRole } from '../../model/user.ts';
import { listTokens } from '../../storage/records/agents.ts';
import { identifyRequest } from '../auth/identify.ts';
import type { Parts } from '../parts.ts';

const PATIENCE_MS = 2_000;
/** Any key does: what counts is that the store answers. */
const PROBE_KEY = 'revisions/health.json';

/** Whether the process runs, whether it can serve, and its numbers. */
export function healthRoutes(parts: Parts): Router {
  const router = Router();

  router.get('/health/live', (_req, res) => {
    res.json({ status: 'live' });
  });
  router.get('/health/ready', async (_req, res) => {
    const state = parts.readiness.state();
    const stores = state === 'ready' ? await askStores(parts) : {};
    const isStanding = state === 'ready' && parts.publicSide.isAnswering();
    const isReady = isStanding && Object.values(stores).every((answers) => answers);
    if (!isReady) res.setHeader('Retry-After', '2');
    res.setHeader('Cache-Control', 'no-store');
    res.status(isReady ? 200 : 503).json({ status: state, stores });
  });
  router.get('/metrics', async (req, res) => {
    if (!isFromHere(req)) {
      const identity = await identifyRequest(parts, req);
      if (identity === undefined) throw new Fault('unauthenticated', 'Metrics are for administrators.');
      if (!includesRole(identity.agent.role, 'admin'))
        throw new Fault('forbidden', 'Metrics are for administrators.');
    }
    res.setHeader('Content-Type', parts.metrics.contentType);
    res.end(await parts.metrics.text(await parts.publicSide.readMetrics()));
  });
  return router;
}

async function askStores(parts: Parts): Promise<Record<'records' | 'objects' | 'queue', boolean>> {
  const [records, objects, queue] = await Promise.all([
    answers(() => parts.records.read(listTokens)),
    answers(() => parts.objects.stat(PROBE_KEY)),
    answers(() => parts.jobs.ping()),
  ]);
  return { records, objects, queue };
}

async function answers(ask: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  const asked = ask().then(
    () => true,
    () => false,
  );
  const isAnswered = await Promise.race([asked, late]);
  clearTimeout(timer);
  return isAnswered;
}

/** From this machine, and not passed on by a proxy on it: then it may be anybody. */
function isFromHere(req: IncomingMessage): boolean {
  const { remoteAddress = '' } = req.socket;
  const isLoopback = /^(::ffff:)?127\.|^::1$/.test(remoteAddress);
  const isPassedOn = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => name in req.headers);
  return isLoopback && !isPassedOn;
}
