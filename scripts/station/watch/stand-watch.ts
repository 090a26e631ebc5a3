import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { StationClient } from '../client.ts';
import { kindOfName } from '../scans.ts';
import { HeldBack, held } from './held-back.ts';
import { type Look, type SeenScan, seeFile } from './look-around.ts';
import { type Begins, type Choice, finalNameOf, seeFiles, settleFiles } from './stand.ts';
import { memoryPath, recall, remember, textOf } from './stand-memory.ts';

const own = z.object({
  station: z
    .object({
      id: z.string(),
      name: z.string(),
      choices: z.number(),
      currentItem: z.object({ id: z.string(), reference: z.string() }).nullable(),
    })
    .nullable(),
});

/** Knows of each file in a folder itself what lay on the station's stand when its writing began. */
export interface StandWatch {
  readonly station: string;
  readonly stationId: string;
  /** Takes in what a look saw, before anything is done with it. */
  noticed(look: Look): Promise<void>;
  /** Waits until it is known. @throws HeldBack that says why nobody can tell, as when another stand is watched by now. */
  itemOf(scan: SeenScan): Promise<NonNullable<Choice['item']>>;
}

export interface StandWatchOptions {
  readonly dir: string;
  readonly stateDir: string;
  readonly steadyMs: number;
  readonly client: Pick<StationClient, 'read'>;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

const ASK_EVERY_MS = 1_000;
const LOOK_MS = 100;

/** The answer of the server that came last, and when it had been asked. */
interface Asked {
  readonly choice: Choice;
  readonly atMs: number;
}

/** Watches the stand of the token's station; undefined where the token is bound to none. */
export async function watchStand(options: StandWatchOptions): Promise<StandWatch | undefined> {
  const first = await ask(options);
  if (first === undefined) return undefined;
  const { station } = first.choice;
  const path = await memoryPath(options.stateDir, options.dir);
  const kept = await recall(path);
  const left = kept?.station === station.id ? kept : undefined;
  let begins: Begins = left?.begins ?? new Map();
  // Of the choice before the look before: what is new in a look came after that one.
  let known = left?.known ?? null;
  let latest = first;
  let beforeLook = first.choice.number;
  let written = '';

  async function noticed(look: Look): Promise<void> {
    const nowMs = performance.now();
    const seen = await filesOf(options.dir, look);
    if (look.isOther === true) known = null;
    begins = seeFiles(begins, seen, { known, nowMs, steadyMs: options.steadyMs });
    known = beforeLook;
    beforeLook = latest.choice.number;
    settle();
    const text = textOf({ station: station.id, known, begins });
    if (text !== written) await remember(path, text);
    written = text;
  }

  function settle(): void {
    begins = settleFiles(begins, latest.choice, latest.atMs);
  }

  void keepAsking(options, (asked) => {
    // The token was bound to another: its choices are counted by themselves.
    if (asked.choice.station.id !== station.id) return;
    tellChange(options, latest.choice, asked.choice);
    latest = asked;
    settle();
  });
  return Object.freeze({
    station: station.name,
    stationId: station.id,
    noticed,
    async itemOf(scan: SeenScan) {
      for (;;) {
        const end = begins.get(scan.name)?.end;
        if (end !== undefined && 'item' in end) return end.item;
        if (end !== undefined) throw new HeldBack(end.held);
        if (options.signal.aborted) throw new HeldBack(held('stand-changed', station.name));
        await pause(LOOK_MS);
      }
    },
  });
}

async function keepAsking(options: StandWatchOptions, told: (asked: Asked) => void): Promise<void> {
  while (!options.signal.aborted) {
    const asked = await ask(options).catch(() => undefined);
    if (asked !== undefined) told(asked);
    await pause(ASK_EVERY_MS, undefined, { signal: options.signal }).catch(() => undefined);
  }
}

/** The station that the token is bound to now, with what lies on its stand; undefined where it is bound to none. */
export async function stationNow({ client }: Pick<StandWatchOptions, 'client'>) {
  return (await client.read('/api/stations/own', own)).station ?? undefined;
}

async function ask(options: StandWatchOptions): Promise<Asked | undefined> {
  const atMs = performance.now();
  const station = await stationNow(options);
  if (station === undefined) return undefined;
  const { id, name, choices: number, currentItem: item } = station;
  return { choice: { station: { id, name }, number, item }, atMs };
}

function tellChange({ say }: StandWatchOptions, before: Choice, now: Choice): void {
  if (before.number === now.number) return;
  say(`On the stand at ${now.station.name}: ${now.item?.reference ?? 'nothing'}.`);
}

/** The files of the folder itself, those that are still being written too, under the names that they will have. */
async function filesOf(dir: string, { scans, unfinished }: Look) {
  const partly = unfinished.filter((name) => !name.includes('/') && kindOfName(name) === 'unfinished');
  const begun = await Promise.all(partly.map((name) => seeFile(`${dir}/${name}`, name)));
  const whole = [...scans.values()].filter(({ folder }) => folder === '');
  const seen = [...begun.filter((one) => one !== undefined), ...whole];
  return seen.map((one) => {
    const name = finalNameOf(one.name);
    return { ...one, name, isPart: name !== one.name };
  });
}
