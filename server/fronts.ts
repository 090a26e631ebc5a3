import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../model/fault.ts';
import { environmentFor } from '../runtime/config.ts';
import type { Log } from '../runtime/log.ts';
import { type FrontProcess, keepFront } from './front-process.ts';
import { adoptPeer } from './http/peer.ts';
import { type Answer, drain } from './listener.ts';
import { openDealtPort } from './port.ts';
import type { PublicSide } from './public-side.ts';
import { openSocketDir, type SocketDir } from './socket-dir.ts';

/** What fronts, which speak to strangers, have no use for and so do not get. */
const NOT_FOR_FRONTS = ['RECTO_ADMIN_EMAIL', 'RECTO_ADMIN_PASSWORD', 'REDIS_URL', 'REDIS_BIN'] as const;

const START_MS = 30_000;
const METRICS_MS = 800;
/** Much longer than fronts keep a connection that they do not use, so that it is they who close. */
const KEEP_ALIVE_MS = 300_000;
/** What a front lets in must come in here too, with what the front says of it. */
const MAX_HEADER_BYTES = 64 * 1024;

/**
 * Opens the public port for fronts: processes that answer it for this one, and pass on to it what they cannot answer.
 * They are forked when it starts. This process accepts the connections and deals them out (docs/decisions/0009).
 *
 * @throws Fault('conflict') if the port is taken, Fault('unavailable') if it may not be listened on.
 */
export async function openFronts(given: {
  readonly port: number;
  readonly host: string;
  readonly processes: number;
  readonly log: Log;
}): Promise<PublicSide> {
  const { processes, log } = given;
  const fronts: FrontProcess[] = [];
  const door = await openDealtPort(given, takeTurns(fronts));
  let dir: SocketDir | undefined;
  let app: Server | undefined;
  const names = Array.from({ length: processes }, (_, index) => `front-${index + 1}`);

  return {
    port: door.port,
    async start(config, answer) {
      dir = await openSocketDir();
      app = await listenForFronts(dir.app, answer);
      const env = environmentFor(config, NOT_FOR_FRONTS);
      const heard = { onFree: door.deal, onReturn: door.giveBack };
      for (const name of names) {
        fronts.push(keepFront({ name, env, args: [dir.app, dir.pathOf(name)], log, ...heard }));
      }
      await untilOneIsReady(fronts);
    },
    isAnswering: () => fronts.some((front) => front.isReady),
    async forget(itemId) {
      await Promise.all(fronts.map((front) => front.forget(itemId)));
    },
    readMetrics: () => Promise.all(fronts.map((front) => front.readMetrics(METRICS_MS))),
    async close() {
      door.close();
      await Promise.all(fronts.map((front) => front.close()));
      if (app !== undefined) await drain(app);
      await dir?.remove();
    },
  };
}

/** One after the other, but none that has not taken the connection before. */
function takeTurns(fronts: readonly FrontProcess[]): () => FrontProcess['take'] | undefined {
  let turn = 0;
  return () => {
    for (let tries = 0; tries < fronts.length; tries += 1) {
      turn = (turn + 1) % fronts.length;
      const front = fronts[turn];
      if (front?.canTake()) return front.take;
    }
    return undefined;
  };
}

/** Nobody but the fronts of this user gets at the socket file, so what they say of a peer is so. */
async function listenForFronts(path: string, answer: Answer): Promise<Server> {
  // Bounds against strangers are kept by the fronts.
  const bounds = { requestTimeout: 0, headersTimeout: 0, maxHeaderSize: MAX_HEADER_BYTES };
  const app = createServer({ ...bounds, requireHostHeader: false }, (req, res) => {
    adoptPeer(req);
    answer(req, res);
  });
  app.keepAliveTimeout = KEEP_ALIVE_MS;
  app.listen(path);
  await once(app, 'listening');
  return app;
}

async function untilOneIsReady(fronts: readonly FrontProcess[]): Promise<void> {
  const untilMs = Date.now() + START_MS;
  while (!fronts.some((front) => front.isReady)) {
    if (Date.now() > untilMs)
      throw new Fault('unavailable', 'The processes that answer the public port cannot be started.');
    await sleep(20);
  }
}
