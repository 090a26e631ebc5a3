import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { heldSentence } from '../../../intake/held.ts';
import { asFault, Fault } from '../../../model/fault.ts';
import { createStationClient, type StationClient } from '../client.ts';
import type { Language } from '../language.ts';
import { createPatience } from '../patience.ts';
import { openResumeState } from '../resume-state.ts';
import { keepTelling, tellSession } from '../tell-session.ts';
import type { WatchOptions } from '../watch-options.ts';
import { createDesk, type Desk, isIdle, settleDesk, takeLook } from './desk.ts';
import { followStand } from './follow-stand.ts';
import { held } from './held-back.ts';
import { DONE, type Look, lookAround, lookIntoFolders } from './look-around.ts';
import { type NamePattern, patternOfServer } from './name-pattern.ts';
import { createNap, type Nap } from './nap.ts';
import { type FolderNow, knowFolder } from './same-folder.ts';
import { type FolderLock, takeFolder } from './take-folder.ts';
import { startTelling } from './tell-server.ts';
import { createVerdicts } from './verdicts.ts';
import { createWhose, type Whose } from './whose.ts';

/** What a watch needs of the world. */
export interface WatchWorld {
  readonly stateDir: string;
  readonly language: Language;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

const SLOWEST_POLL_MS = 2_000;
const TRY_AGAIN_MS = 10_000;
/** A share that has gone can keep a look waiting for minutes. */
const SLOW_LOOK_MS = 30_000;

/** How a watch ended: with everything in `done/`, with something left, or because the folder is another's. */
export type WatchEnd = 'done' | 'left' | 'taken';

/**
 * Watches a folder until it is stopped or, with `once`, until everything in it is dealt with.
 *
 * @throws Fault whatever made it impossible to begin or, with `once`, to go on; and when it is stopped.
 */
export async function watchFolder(options: WatchOptions, world: WatchWorld): Promise<WatchEnd> {
  const lock = await take(options, world);
  if (lock === undefined) return 'taken';
  const signal = AbortSignal.any([world.signal, lock.lost]);
  setMaxListeners(0, signal);
  try {
    return await watch(options, { ...world, signal, isTaken: () => lock.lost.aborted });
  } catch (thrown) {
    if (!lock.lost.aborted) throw thrown;
    world.say(asFault(lock.lost.reason).detail);
    return 'taken';
  } finally {
    await lock.release();
  }
}

async function watch(
  options: WatchOptions,
  world: WatchWorld & { readonly isTaken: () => boolean },
): Promise<WatchEnd> {
  const nap = createNap(world.signal);
  const over = new AbortController();
  const signal = AbortSignal.any([world.signal, over.signal]);
  setMaxListeners(0, signal);
  const desk = await openDesk(options, { ...world, signal }, nap.wake).catch((thrown: unknown) => {
    over.abort();
    throw thrown;
  });
  const session = { client: desk.options.deal.client, session: options.session, say: world.say, signal };
  const telling = await startTelling({ ...options, desk });
  try {
    // It ends when it is stopped.
    keepTelling(session, await tellSession(session)).catch(() => undefined);
    return await keepLooking(desk, nap, { options, world });
  } finally {
    over.abort();
    await settleDesk(desk);
    await telling.end({ isTaken: world.isTaken() });
  }
}

/** Takes the folder, unless another has it. One that is not there yet, or on a full disk, is waited for. */
async function take({ dir, once }: WatchOptions, world: WatchWorld): Promise<FolderLock | undefined> {
  for (let told = ''; ; ) {
    try {
      return await takeFolder({ dir, ...world });
    } catch (thrown) {
      world.signal.throwIfAborted();
      const { code, detail } = asFault(thrown);
      if (code === 'conflict') {
        world.say(detail);
        return undefined;
      }
      if (once || code !== 'unavailable') throw thrown;
      if (detail !== told) world.say(`${detail} Waiting for it.`);
      told = detail;
      await pause(TRY_AGAIN_MS, undefined, { signal: world.signal });
    }
  }
}

async function openDesk(options: WatchOptions, world: WatchWorld, freed: () => void): Promise<Desk> {
  const { server, token, session, patienceMs, steadyMs, parallel } = options;
  const { say, signal, language } = world;
  const patience = createPatience({ server, giveUpAfterMs: patienceMs, say, signal });
  const client = createStationClient({ server, token, patience, signal });
  await client.whoAmI();
  const whose = await openWhose(options, client, world);
  const state = await openResumeState(world.stateDir);
  const deal = { client, token, session, patience, signal, state, whose, language, say };
  return createDesk({ steadyMs, parallel, deal, freed });
}

/** With `--item` everything is of that one; else folders, names or the station's stand say whose it is. */
async function openWhose(options: WatchOptions, client: StationClient, world: WatchWorld): Promise<Whose> {
  const { dir, reference, register, steadyMs } = options;
  const { say, signal, stateDir } = world;
  if (reference === undefined) {
    const about = { dir, stateDir, steadyMs, client, say, signal };
    const stand =
      options.names === undefined
        ? await followStand(about, (station) =>
            say(`The token is ${boundTo(station)} now: ${whatSays(undefined, station)}.`),
          )
        : () => undefined;
    const names = await openNames(options, world, stand() !== undefined);
    const what = whatSays(names(), stand()?.station);
    say(`Watching ${dir}: ${what}. Accepted scans go to ${DONE}/ beside where they lay.`);
    return createWhose({ client, names, stand, register, signal });
  }
  const item = await client.makeItem({ reference });
  say(`Watching ${dir} for ${item.reference}. Accepted scans go to ${DONE}/.`);
  const verdicts = createVerdicts(client, item, signal);
  return { of: async () => verdicts, noticed: async () => {} };
}

/** What was given goes before what the server's profile says, and a stand needs no names. */
async function openNames(options: WatchOptions, world: WatchWorld, hasStand: boolean): Promise<NamePattern> {
  const { names, server, token } = options;
  if (names !== undefined || hasStand) return () => names;
  return patternOfServer({ ...world, server, token });
}

function boundTo(station: string | undefined): string {
  return station === undefined ? 'bound to no station' : `bound to ${station}`;
}

function whatSays(names: string | undefined, station: string | undefined): string {
  const folders = 'a folder in it is named after its item';
  if (station !== undefined) return `${folders}, a file in it is of what lies on the stand at ${station}`;
  return names === undefined ? folders : `${folders}, a file in it as ${names}`;
}

async function keepLooking(
  desk: Desk,
  nap: Nap,
  { options, world }: { readonly options: WatchOptions; readonly world: WatchWorld },
): Promise<WatchEnd> {
  const pollMs = Math.min(SLOWEST_POLL_MS, options.steadyMs / 4);
  const lookPatiently = patientLook(options, world, desk, await knowFolder(options.dir));
  for (;;) {
    const look = await lookPatiently();
    if (look !== undefined) {
      await desk.options.deal.whose.noticed(look);
      await takeLook(desk, look);
      if (options.once && isIdle(desk)) {
        const isAllDone = tellPassedOver(look, world.say) === 0 && desk.entries.size === 0;
        return isAllDone ? 'done' : 'left';
      }
    }
    await nap.sleep(pollMs);
  }
}

/** Says of each file that was passed over why it was. @returns how many there are. */
function tellPassedOver({ unfinished, links, unreadable }: Look, say: WatchWorld['say']): number {
  for (const name of unfinished)
    say(
      `${name} was left: by its name another program still writes it. It is sent when it has been renamed.`,
    );
  for (const name of links) say(`${name} was left: ${heldSentence(held('link')).en}`);
  return unfinished.length + links.length + unreadable.length;
}

/** Looks at the folder; undefined where that cannot be done now, which is told once, and once more when it is over. */
function patientLook(
  options: WatchOptions,
  { say }: WatchWorld,
  desk: Desk,
  folderNow: () => Promise<FolderNow>,
): () => Promise<Look | undefined> {
  const { dir, once } = options;
  let unreadable: readonly string[] = [];
  const tellAway = (why: string) => {
    if (!desk.isAway) say(`${why} Waiting for it; nothing is lost.`);
    desk.isAway = true;
  };
  return async () => {
    const slow = setTimeout(tellAway, SLOW_LOOK_MS, `The folder ${dir} does not answer.`);
    try {
      const look = await lookKnowing(options, folderNow);
      const sentences = look.unreadable.map((one) => heldSentence(one.held).en);
      for (const why of sentences) if (!unreadable.includes(why)) say(why);
      unreadable = sentences;
      if (desk.isAway) say(`The folder ${dir} is back. Going on.`);
      desk.isAway = false;
      return look;
    } catch (thrown) {
      if (once) throw thrown;
      tellAway(asFault(thrown).detail);
      return undefined;
    } finally {
      clearTimeout(slow);
    }
  };
}

/** @throws Fault('unavailable') where the folder, or what was mounted there, cannot be seen now. */
async function lookKnowing(
  { dir, reference }: WatchOptions,
  folderNow: () => Promise<FolderNow>,
): Promise<Look> {
  const look = await (reference === undefined ? lookIntoFolders(dir) : lookAround(dir));
  const now = await folderNow();
  if (now === 'gone') throw new Fault('unavailable', `The disk or share of ${dir} is not there.`);
  return { ...look, isOther: now === 'other' };
}
