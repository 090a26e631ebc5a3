import { referenceIn } from '../../../intake/item-of-name.ts';
import { parseReference } from '../../../model/item.ts';
import type { StationClient } from '../client.ts';
import { HeldBack, held } from './held-back.ts';
import type { Look, SeenScan } from './look-around.ts';
import type { NamePattern } from './name-pattern.ts';
import type { StandWatch } from './stand-watch.ts';
import { createVerdicts, type Verdicts } from './verdicts.ts';

/** Finds the item that a scan belongs to, with what the server decides on its files. */
export interface Whose {
  /** @throws Fault that says why nobody can tell, and what to do. */
  of(scan: SeenScan): Promise<Verdicts>;
  /** Takes in what a look saw, before anything is done with it. */
  noticed(look: Look): Promise<void>;
}

export interface WhoseOptions {
  readonly client: Pick<StationClient, 'makeItem' | 'findItem' | 'readItem'>;
  /** The pattern by which names of files say whose they are, where no stand says it. */
  readonly names: NamePattern;
  /** What lies on the stand of the token's station; it gives undefined where that is bound to none now. */
  readonly stand: () => StandWatch | undefined;
  /** Makes items that are not there yet. */
  readonly register: boolean;
  readonly signal: AbortSignal;
}

/** A folder of a thousand scans of an item that is not there asks for it no more often. */
const ASK_AGAIN_MS = 5_000;
/** Items are large where they have many pages. */
const MOST_KEPT = 32;

/**
 * The items of a folder for many: that of a folder in it has the folder's name, that of a file in it is in the file's
 * name or lies on the stand. Nothing is guessed: where none of them says it, nobody can tell.
 */
export function createWhose(options: WhoseOptions): Whose {
  const kept = new Map<string, Promise<Verdicts>>();

  function itemOf(reference: string): Promise<Verdicts> {
    const known = kept.get(reference) ?? ask(reference);
    kept.delete(reference);
    kept.set(reference, known);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return known;
  }

  function ask(reference: string): Promise<Verdicts> {
    const asked = findVerdicts(options, reference);
    asked.catch(() => setTimeout(() => kept.delete(reference), ASK_AGAIN_MS).unref());
    return asked;
  }

  async function of(scan: SeenScan): Promise<Verdicts> {
    const stand = options.stand();
    const isOfStand = stand !== undefined && scan.folder === '';
    return itemOf(isOfStand ? (await stand.itemOf(scan)).reference : referenceOf(scan, options.names()));
  }

  return Object.freeze({ of, noticed: async (look: Look) => options.stand()?.noticed(look) });
}

async function findVerdicts(options: WhoseOptions, reference: string): Promise<Verdicts> {
  const { client, register, signal } = options;
  const item = register ? await client.makeItem({ reference }) : await client.findItem(reference);
  if (item !== undefined) return createVerdicts(client, item, signal);
  throw new HeldBack(held('unknown-item', reference));
}

function referenceOf({ folder, name }: SeenScan, names: string | undefined): string {
  const said = folder !== '' ? folder : names === undefined ? undefined : referenceIn(names, name);
  const reference = said === undefined ? undefined : parseReference(said);
  if (reference !== undefined) return reference;
  throw new HeldBack(folder === '' ? nobodySays(names) : held('no-reference', folder));
}

function nobodySays(names: string | undefined) {
  return names === undefined ? held('nobody-says') : held('off-pattern', names);
}
