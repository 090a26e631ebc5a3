import { setMaxListeners } from 'node:events';
import { join } from 'node:path';
import { createToken } from '../../server/actions/create-token.ts';
import { openRecords } from '../../storage/records/open.ts';
import { type PrivateRedis, startPrivateRedis } from '../redis.ts';
import { openLogFile } from '../start/log-files.ts';
import { claimPort } from '../start/port.ts';
import { type Hand, hire } from './crew.ts';
import { feed } from './feeder.ts';
import { readFound } from './found.ts';
import { type Kills, keepKilling, sumOf, type Victim } from './kills.ts';
import { letTimePass } from './let-time-pass.ts';
import { noteProgress, openPlace, type Place, type Progress } from './place.ts';
import { violationsOf } from './prove.ts';
import { untilAllHaveEnded } from './until-all-have-ended.ts';

/** What a torture showed. */
export interface TortureReport {
  readonly seed: string;
  readonly files: number;
  readonly tookMs: number;
  readonly kills: Kills;
  /** Programs that ended without having been killed. */
  readonly deaths: number;
  /** Left by what was killed, and gone once its time was over. */
  readonly tidied: number;
  readonly violations: readonly string[];
}

export interface TortureWork {
  readonly files: number;
  readonly seed: string;
  readonly everyMs: number;
  readonly dir: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

const TELL_MS = 10_000;

/** Sends, kills and proves. What was broken off in `dir` goes on. @throws what the signal was aborted with. */
export async function torture(work: TortureWork): Promise<TortureReport> {
  const { place, progress } = await openPlace(work.dir, { seed: work.seed, files: work.files });
  const before = Date.now();
  const { kills, deaths } = await sendAndKill(work, place, progress);
  work.say('Everything has come to its end. Proving it …');
  const tookMs = progress.tookMs + Date.now() - before;
  const tidied = await letTimePass(place, () => startRectoAlone(place));
  const violations = violationsOf(work.seed, work.files, await readFound(place));
  return { seed: work.seed, files: work.files, tookMs, kills, deaths, tidied, violations };
}

async function sendAndKill(work: TortureWork, place: Place, progress: Progress) {
  const { seed, everyMs, files } = work;
  const kills = { ...progress.kills };
  const crew = await startCrew(place);
  const stopping = new AbortController();
  const signal = AbortSignal.any([work.signal, stopping.signal]);
  setMaxListeners(0, signal);
  const killed = (victim: Victim) => {
    kills[victim] += 1;
  };
  const teller = startTelling(work, { place, progress, kills });
  const { kill } = crew;
  const settled = teller.count;
  const killing = keepKilling({ seed, everyMs, from: sumOf(progress.kills), signal, kill, killed, settled });
  try {
    const { url, token } = crew;
    const { settled: from } = progress;
    await feed({ place, seed, files, from, url, token, signal, settled: teller.settled });
    stopping.abort();
    await killing;
    await untilAllHaveEnded(place, files, work.signal);
  } finally {
    stopping.abort();
    await killing;
    await teller.stop();
    await crew.stop();
  }
  return { kills, deaths: crew.deaths() };
}

/** Says how far it is, and notes it for who goes on with it. */
function startTelling(
  work: TortureWork,
  { place, progress, kills }: { place: Place; progress: Progress; kills: Kills },
) {
  const startedAt = Date.now();
  let counts = { all: progress.settled, inOrder: progress.settled };
  const note = () => {
    const tookMs = progress.tookMs + Date.now() - startedAt;
    return noteProgress(place, { ...progress, settled: counts.inOrder, kills, tookMs });
  };
  const telling = setInterval(() => {
    const rate = ((counts.all - progress.settled) * 1_000) / (Date.now() - startedAt);
    work.say(`${counts.all} of ${work.files} files, ${rate.toFixed(1)} a second, ${sumOf(kills)} kills.`);
    void note().catch(() => undefined);
  }, TELL_MS);
  return {
    count: () => counts.all,
    settled(now: { readonly inOrder: number; readonly all: number }): void {
      counts = now;
    },
    async stop(): Promise<void> {
      clearInterval(telling);
      await note();
    },
  };
}

interface Crew {
  readonly url: string;
  readonly token: string;
  kill(victim: Victim): boolean;
  stop(): Promise<void>;
  deaths(): number;
}

/** Redis, the server, its workers and a station that watches the folder, each started again when it has ended. */
async function startCrew(place: Place): Promise<Crew> {
  const redis = await startRedis(place);
  const token = await makeToken(place);
  const port = await claimPort(0, '127.0.0.1');
  const url = `http://127.0.0.1:${port}`;
  const { server, workers } = startRecto(place, redis, port);
  const station = hire({
    name: 'station',
    args: [
      ...['bin/recto-station.js', 'watch', place.folder, '--register', '--server', url],
      ...['--steady', '0.2', '--parallel', '8'],
    ],
    env: { RECTO_TOKEN: token, XDG_STATE_HOME: place.state },
    log: openLogFile(join(place.logs, 'station.log')),
  });
  const hands: Readonly<Record<Exclude<Victim, 'redis'>, Hand>> = { server, workers, station };
  return {
    url,
    token,
    kill: (victim) => (victim === 'redis' ? killRedis(redis) : hands[victim].kill()),
    async stop() {
      for (const hand of [station, workers, server]) await hand.stop();
      await redis.stop();
    },
    deaths: () => server.deaths + workers.deaths + station.deaths,
  };
}

function startRecto(place: Place, redis: PrivateRedis, port: number) {
  const env = {
    ...{ RECTO_DATA: place.data, REDIS_URL: redis.url, PORT: String(port), LOG_LEVEL: 'warn' },
    ...{ RECTO_PROCESSES: '0', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  };
  const program = (name: 'server' | 'workers') =>
    hire({
      name,
      args: ['--import', 'tsx', `${name}/main.ts`],
      env,
      log: openLogFile(join(place.logs, `${name}.log`)),
    });
  return { server: program('server'), workers: program('workers') };
}

/** Starts server and workers, to tidy, and stops them. */
async function startRectoAlone(place: Place) {
  const redis = await startRedis(place);
  const { server, workers } = startRecto(place, redis, await claimPort(0, '127.0.0.1'));
  return {
    async stop() {
      await workers.stop();
      await server.stop();
      await redis.stop();
    },
  };
}

function startRedis(place: Place): Promise<PrivateRedis> {
  const log = openLogFile(join(place.logs, 'redis.log'));
  return startPrivateRedis({ dir: join(place.data, 'redis'), log: (line) => void log.write(`${line}\n`) });
}

/** SIGKILL, as by the system when memory runs out. */
function killRedis(redis: PrivateRedis): boolean {
  try {
    return redis.pid > 0 && process.kill(redis.pid, 'SIGKILL');
  } catch {
    return false;
  }
}

async function makeToken({ data }: Place): Promise<string> {
  const records = await openRecords({ dataDir: data });
  try {
    const wanted = { name: 'torture', role: 'technician', createdBy: 'torture' } as const;
    return (await createToken({ records }, wanted)).secret;
  } finally {
    await records.close();
  }
}
