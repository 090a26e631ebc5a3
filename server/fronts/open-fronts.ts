import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../../model/fault.ts';
import { environmentFor } from '../../runtime/config.ts';
import type { Log } from '../../runtime/log.ts';
import { listenToFronts } from '../http/passed-on.ts';
import { drain } from '../listener.ts';
import { openDealtPort } from './dealt-port.ts';
import { type FrontProcess, keepFront } from './keep-front.ts';
import type { PublicSide } from './public-side.ts';
import { openSocketDir, type SocketDir } from './socket-dir.ts';

/** What fronts, which speak to strangers, have no use for and so do not get. */
const NOT_FOR_FRONTS = ['RECTO_ADMIN_EMAIL', 'RECTO_ADMIN_PASSWORD', 'REDIS_URL', 'REDIS_BIN'] as const;

const START_MS = 30_000;
const METRICS_MS = 800;

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
      app = await listenToFronts(dir.app, answer);
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

async function untilOneIsReady(fronts: readonly FrontProcess[]): Promise<void> {
  const untilMs = Date.now() + START_MS;
  while (!fronts.some((front) => front.isReady)) {
    if (Date.now() > untilMs)
      throw new Fault('unavailable', 'The processes that answer the public port cannot be started.');
    await sleep(20);
  }
}
