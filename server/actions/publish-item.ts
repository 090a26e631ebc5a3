import { Readable } from 'node:stream';
import { canvasSizes, imagesOn } from '../../manifests/canvas.ts';
import { Fault } from '../../model/fault.ts';
import type { Gate, Override } from '../../model/publishing.ts';
import { revisionKey } from '../../storage/objects/keys.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { notePublished } from '../../storage/records/file-versions.ts';
import { findItem, setPublication, touchItem, updateItem } from '../../storage/records/items.ts';
import { findPublishWish, removePublishWish } from '../../storage/records/publish-wishes.ts';
import type { Rows } from '../../storage/records/records.ts';
import { insertRevision, type Revision, revisionsOf } from '../../storage/records/revisions.ts';
import { updateSurface } from '../../storage/records/surfaces.ts';
import { removeTombstone } from '../../storage/records/tombstones.ts';
import { uploadsOfItem } from '../../storage/records/uploads.ts';
import { draftRevision } from '../items/draft.ts';
import { gatesOf, hardOf, isOlderShown } from '../items/gates.ts';
import { canvasesOf, type Holdings, readHoldings } from '../items/holdings.ts';
import type { Parts } from '../parts.ts';
import { publicationChanged } from '../publications.ts';
import { announce } from './announce.ts';
import { askForFiles } from './ask-for-files.ts';
import { publishRenderings } from './publish-renderings.ts';

const MAX_TRIES = 5;
const ABANDONED_AFTER_MS = 24 * 3_600_000;

/** Who publishes, and why. */
export interface Publishing {
  /** Id of a user or a token. */
  readonly agent: string;
  readonly note?: string | undefined;
  /** Why it is to be published in spite of what may be overridden; nothing or '' where it is not to be. */
  readonly override?: string | undefined;
  /** Nobody asks now, somebody asked before: it is done only if that still stands. */
  readonly isAwaited?: boolean;
}

/** What came of it. `isNew` is false where what is published already says the same. */
export interface Published {
  readonly revision: number;
  readonly isNew: boolean;
}

type Publisher = Pick<Parts, 'records' | 'objects' | 'jobs' | 'config' | 'log'>;

/**
 * Publishes an item as its next revision: the manifest as JSON under its digest, and then, in one transaction,
 * all that follows from it. Where nothing has changed since the last revision, that one stands.
 *
 * @throws Fault('not-found'), Fault('conflict') with what is missing, in words.
 */
export async function publishItem(parts: Publisher, itemId: string, by: Publishing): Promise<Published> {
  for (let attempt = 1; attempt <= MAX_TRIES; attempt += 1) {
    const { json, sha256 } = await parts.records.read(async (rows) =>
      draftRevision((await readPublishable(rows, itemId, by)).found, parts.config),
    );
    const key = revisionKey(sha256);
    await parts.objects.write(key, Readable.from([Buffer.from(json)]), {
      sha256,
      contentType: 'application/ld+json',
    });
    const draft = { key, sha256, sizeBytes: Buffer.byteLength(json) };
    const published = await parts.records.write((rows) => record(rows, { itemId, parts, by, draft }));
    if (published === undefined) continue;
    await publicationChanged(itemId);
    await announce(parts, { kind: 'item', itemId });
    await publishRenderings(parts);
    return published;
  }
  throw new Fault('conflict', 'The item keeps changing. Please try again in a moment.');
}

/**
 * Publishes an item if somebody asked for that as soon as it is ready, and it is. Call it when one of its scans
 * has come to its end.
 *
 * @returns whether it was published.
 */
export async function publishIfReady(parts: Publisher, itemId: string): Promise<boolean> {
  const by = await parts.records.read(async (rows) => {
    if ((await findItem(rows, itemId))?.publishWhenReadyBy == null) return null;
    const found = await readHoldings(rows, itemId);
    if (!found || found.item.publishWhenReadyBy === null || found.holdings.some(isOlderShown)) return null;
    const wish = await findPublishWish(rows, itemId);
    if (standingIn(gatesOf(found), wish).length > 0) return null;
    const coming = await uploadsOfItem(rows, itemId, 'receiving');
    const isComing = coming.some((upload) => upload.createdAt > Date.now() - ABANDONED_AFTER_MS);
    return isComing ? null : { agent: found.item.publishWhenReadyBy, ...wish };
  });
  if (by === null) return false;
  await publishItem(parts, itemId, { ...by, isAwaited: true });
  return true;
}

/** Reads an item that is to be published. @throws Fault('not-found'), Fault('conflict') */
async function readPublishable(rows: Rows, itemId: string, by: Publishing): Promise<Publishable> {
  const found = await readHoldings(rows, itemId);
  if (found === undefined) throw new Fault('not-found', 'There is no such item.');
  const gates = gatesOf(found);
  const standing = standingIn(gates, by);
  if (standing.length > 0) throw new Fault('conflict', sayStanding(standing), { facts: { gates } });
  const reason = by.override ?? '';
  const override = gates.length === 0 ? null : { reason, gates: gates.map(({ code }) => code) };
  return { found, override };
}

/** An item that may be published, and in spite of what. */
interface Publishable {
  readonly found: Holdings;
  readonly override: Override | null;
}

/** What stands in the way of who gives this reason, or none. */
function standingIn(
  gates: readonly Gate[],
  { override = '' }: Pick<Publishing, 'override'>,
): readonly Gate[] {
  return override === '' ? gates : hardOf(gates);
}

function sayStanding(gates: readonly Gate[]): string {
  const hard = hardOf(gates);
  const say = (some: readonly Gate[]) => some.map(({ message }) => message.en).join(' ');
  if (hard.length > 0) return `It cannot be published yet. ${say(hard)}`;
  return `Something is missing. ${say(gates)} To publish it all the same, say why (override).`;
}

interface Recording {
  readonly itemId: string;
  readonly parts: Publisher;
  readonly by: Publishing;
  readonly draft: Pick<Revision, 'key' | 'sha256' | 'sizeBytes'>;
}

/** @returns undefined, and nothing is changed, where the item is not any more what was written down. */
async function record(rows: Rows, recording: Recording): Promise<Published | undefined> {
  const { itemId, parts, by, draft } = recording;
  const { found, override } = await readPublishable(rows, itemId, by);
  if (draftRevision(found, parts.config).sha256 !== draft.sha256) return undefined;
  const { item } = found;
  // It was published meanwhile, or withdrawn: the wish ended with that.
  if (by.isAwaited === true && item.publishWhenReadyBy === null)
    return { revision: item.publishedRevision ?? 0, isNew: false };
  const at = Date.now();
  const revisions = await revisionsOf(rows, itemId);
  const standing = revisions.find(
    (one) => one.revision === item.publishedRevision && one.sha256 === draft.sha256,
  );
  if (item.publishWhenReadyBy !== null) await updateItem(rows, item, { publishWhenReadyBy: null }, at);
  await removePublishWish(rows, itemId);
  if (standing !== undefined && item.withdrawnAt === null)
    return { revision: standing.revision, isNew: false };
  const revision = standing?.revision ?? (revisions[0]?.revision ?? 0) + 1;
  if (standing === undefined) {
    await insertRevision(rows, {
      itemId,
      revision,
      ...draft,
      note: by.note ?? '',
      publishedBy: by.agent,
      publishedAt: at,
      label: found.item.label,
      override,
    });
  }
  await removeTombstone(rows, itemId);
  await setPublication(rows, itemId, { publishedRevision: revision, withdrawnAt: null }, at);
  await settleSurfaces(rows, found, at);
  await askForFiles(rows, { itemId, revision, kinds: found.downloads, at });
  await touchItem(rows, itemId, at);
  const detail = sayPublished(revision, { note: by.note, override });
  await appendEvent(rows, { type: 'publication', detail, agent: by.agent, itemId, at });
  return { revision, isNew: standing === undefined };
}

/** What the trail says. */
function sayPublished(
  revision: number,
  { note, override }: { note: string | undefined; override: Override | null },
): string {
  const why = override && `In spite of ${override.gates.join(', ')}: ${override.reason}`;
  return [`Published as revision ${revision}.`, note, why].filter(Boolean).join(' ');
}

/** From now on the canvases keep their size, and their scans are public; who published them has passed them. */
async function settleSurfaces(rows: Rows, found: Holdings, at: number): Promise<void> {
  const canvases = canvasesOf(found);
  const sizes = canvasSizes(canvases);
  for (const [index, { surface }] of canvases.entries()) {
    const { width, height } = sizes[index] ?? {};
    if (width !== surface.canvasWidth || height !== surface.canvasHeight)
      await updateSurface(rows, surface.id, { canvasWidth: width ?? null, canvasHeight: height ?? null });
  }
  const byId = new Map(found.holdings.map((holding) => [holding.surface.id, holding]));
  for (const { surfaceId } of canvases.flatMap(imagesOn)) {
    const holding = byId.get(surfaceId);
    if (holding?.surface.state === 'captured') await updateSurface(rows, surfaceId, { state: 'passed' });
    if (holding?.shown !== undefined) await notePublished(rows, holding.shown.file.id, at);
  }
}
