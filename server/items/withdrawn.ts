import { uris } from '../../manifests/uris.ts';
import { Fault } from '../../model/fault.ts';
import type { LanguageMap } from '../../model/language.ts';
import { findItem } from '../../storage/records/items.ts';
import { pidsOf } from '../../storage/records/pids.ts';
import type { Rows } from '../../storage/records/records.ts';
import { findRevision } from '../../storage/records/revisions.ts';
import { findTombstone } from '../../storage/records/tombstones.ts';
import type { Parts } from '../parts.ts';
import { wholeDayOf } from './closed.ts';

/** What an item was published as. */
export interface PublishedName {
  readonly reference: string;
  readonly title: LanguageMap;
}

/** The item that a withdrawn one turned out to be, and where it is. */
export interface Successor extends PublishedName {
  readonly id: string;
  readonly manifest: string;
  readonly viewer: string;
}

/** What is said to strangers where a withdrawn item was. Never the internal reason. */
export interface Withdrawal extends PublishedName {
  /** When, in ms since 1970. */
  readonly at: number;
  /** Why, in words for everybody; empty where nobody wrote any. */
  readonly statement: LanguageMap;
  readonly movedTo: Successor | null;
}

/** The answer to a stranger who asks for what was withdrawn: one sentence in English, and what it is made of. */
export class Withdrawn extends Fault {
  readonly withdrawal: Withdrawal;

  constructor(withdrawal: Withdrawal, timeZone: string) {
    super('gone', sayWithdrawn(withdrawal, timeZone), { facts: factsOf(withdrawal) });
    this.withdrawal = withdrawal;
  }
}

/**
 * Reads what is said where a withdrawn item was.
 *
 * @param base what the addresses begin with
 */
export async function readWithdrawn(
  { records, config }: Pick<Parts, 'records' | 'config'>,
  itemId: string,
  base: string,
): Promise<Withdrawn> {
  const withdrawal = await records.read(async (rows) => {
    const item = await findItem(rows, itemId);
    const { statement, movedTo } = await findTombstone(rows, itemId);
    return {
      ...(await nameOf(rows, itemId)),
      at: item?.withdrawnAt ?? 0,
      statement,
      movedTo: movedTo === null ? null : await successorOf(rows, movedTo, base),
    };
  });
  return new Withdrawn(withdrawal, config.RECTO_TIME_ZONE);
}

async function nameOf(rows: Rows, itemId: string): Promise<PublishedName> {
  const item = await findItem(rows, itemId);
  const revision = await findRevision(rows, itemId, item?.publishedRevision ?? 0);
  return { reference: item?.reference ?? '', title: revision?.label ?? {} };
}

async function successorOf(rows: Rows, itemId: string, base: string): Promise<Successor> {
  const pids = await pidsOf(rows, [itemId]);
  return {
    ...(await nameOf(rows, itemId)),
    id: uris.pid(base, pids.get(itemId)?.[0] ?? itemId),
    manifest: uris.manifest(base, itemId),
    viewer: uris.viewer(base, itemId),
  };
}

function sayWithdrawn({ at, movedTo }: Withdrawal, timeZone: string): string {
  const day = wholeDayOf(at, { timeZone, language: 'en' });
  const start = `This was published, and was withdrawn on ${day}.`;
  return movedTo === null ? start : `${start} It is ${movedTo.reference} now: ${movedTo.id}`;
}

function factsOf({
  reference,
  title,
  at,
  statement,
  movedTo,
}: Withdrawal): Readonly<Record<string, unknown>> {
  return {
    item: { reference, title },
    withdrawnAt: new Date(at).toISOString(),
    statement,
    ...(movedTo !== null && { movedTo }),
  };
}
