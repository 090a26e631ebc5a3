import { thumbnailUrl } from '../../manifests/images.ts';
import { uris } from '../../manifests/uris.ts';
import { NO_CAPTURE_NOTES } from '../../model/capture.ts';
import { Fault } from '../../model/fault.ts';
import type { FileVersion } from '../../model/file-version.ts';
import { itemState } from '../../model/item.ts';
import type { FileView, ItemListEntry, ItemView, RevisionView, SurfaceView } from '../../model/views.ts';
import type { Config } from '../../runtime/config.ts';
import { agentNames } from '../../storage/records/agents.ts';
import { batchesOfItem } from '../../storage/records/batches.ts';
import { findCaptureNotes } from '../../storage/records/capture-notes.ts';
import { findSessionOfFile, sessionsOfItem } from '../../storage/records/capture-sessions.ts';
import { packSizes } from '../../storage/records/derivatives.ts';
import { findFileVersion } from '../../storage/records/file-versions.ts';
import { findingsOfFile, findingsOfItem } from '../../storage/records/findings.ts';
import { findItemByReference, type ItemSummary, summarise } from '../../storage/records/items.ts';
import type { Rows } from '../../storage/records/records.ts';
import { type Revision, revisionsOf } from '../../storage/records/revisions.ts';
import { type ItemSearch, searchItems } from '../../storage/records/search-items.ts';
import { uploadsOfItem } from '../../storage/records/uploads.ts';
import type { Parts } from '../parts.ts';
import { draftRevision } from './draft.ts';
import { gatesOf, hardOf, publishBlockers } from './gates.ts';
import { type Holding, type Holdings, readHoldings } from './holdings.ts';

/** Where it is read, and what every address in it begins with. */
export type ViewSource = Pick<Parts, 'records'> & { readonly base: string };

/** Of the deliveries of an item, so many are named. */
const MOST_BATCHES = 10;

/** What is kept beside a scan. */
type Known = Pick<FileView, 'findings' | 'session'>;

/** A scan as the API shows it. `base` is the public URL. */
function fileView(file: FileVersion, { findings, session }: Known, base: string): FileView {
  const { surfaceId, version } = file;
  return {
    id: file.id,
    version,
    name: file.originalName,
    state: file.state,
    failure: file.failure,
    sizeBytes: file.sizeBytes,
    sha256: file.sha256,
    digestOrigin: file.digestOrigin,
    facts: file.facts,
    findings,
    image: file.state === 'ready' ? infoUrl(base, surfaceId, version) : null,
    preview: file.previewKey === null ? null : `/api/files/${file.id}/preview`,
    session,
    createdAt: file.createdAt,
    updatedAt: file.updatedAt,
  };
}

/** Reads a scan with its findings. @throws Fault('not-found') */
export async function findFileView({ records, base }: ViewSource, fileVersionId: string): Promise<FileView> {
  return records.read(async (rows) => {
    const file = await findFileVersion(rows, fileVersionId);
    if (file === undefined) throw new Fault('not-found', 'There is no such file.');
    const findings = await findingsOfFile(rows, fileVersionId);
    const session = (await findSessionOfFile(rows, fileVersionId)) ?? null;
    return fileView(file, { findings, session }, base);
  });
}

/** An item with everything in it, as the API shows it. @throws Fault('not-found') */
export async function buildItemView(source: ItemViewSource, itemId: string): Promise<ItemView> {
  return source.records.read(async (rows) => {
    const holdings = await readHoldings(rows, itemId);
    if (holdings === undefined) throw new Fault('not-found', 'There is no such item.');
    return viewHoldings(rows, holdings, source);
  });
}

/** And what its manifest says of the institution. */
type ItemViewSource = ViewSource & Pick<Parts, 'config'>;

async function viewHoldings(
  rows: Rows,
  found: Holdings,
  { base, config }: ItemViewSource,
): Promise<ItemView> {
  const { item, holdings, sizes } = found;
  const gates = gatesOf(found);
  const knownOf = await readKnown(rows, item.id);
  const [summary] = await summarise(rows, [item]);
  if (summary === undefined) throw new Fault('internal', 'An item could not be summed up.');
  const notes = (await findCaptureNotes(rows, item.id)) ?? NO_CAPTURE_NOTES;
  const revisions = await revisionsOf(rows, item.id);
  const names = await agentNames(
    rows,
    revisions.map((one) => one.publishedBy),
  );
  return {
    ...entryOf(summary, sizes, base),
    ...notes,
    summary: item.summary,
    rights: item.rights,
    requiredStatement: item.requiredStatement,
    viewingDirection: item.viewingDirection,
    access: item.access,
    accessReason: item.accessReason,
    accessBasis: item.accessBasis,
    embargoUntil: item.embargoUntil,
    profileId: item.profileId,
    edition: item.edition,
    withdrawnAt: item.withdrawnAt,
    publishWhenReady: item.publishWhenReadyBy !== null,
    isUpToDate: isUpToDate(found, revisions, config),
    manifest: uris.manifest(base, item.id),
    viewer: uris.viewer(base, item.id),
    createdAt: item.createdAt,
    blockers: hardOf(gates).map(({ message }) => message),
    gates,
    revisions: revisions.map((revision) => viewRevision(revision, names)),
    uploads: await refusedUploads(rows, item.id),
    batches: await batchesOfItem(rows, item.id, MOST_BATCHES),
    surfaces: holdings.map((holding) => viewSurface(holding, knownOf, base)),
  };
}

function viewRevision(
  { revision, note, override, publishedBy, publishedAt }: Revision,
  names: ReadonlyMap<string, string>,
): RevisionView {
  return {
    ...{ revision, note, override, publishedAt },
    publishedBy: names.get(publishedBy) ?? publishedBy,
  };
}

/** Whether what readers see is what would be published now. */
function isUpToDate(found: Holdings, revisions: readonly Revision[], config: Config): boolean {
  const { publishedRevision, withdrawnAt } = found.item;
  const shown = revisions.find(({ revision }) => revision === publishedRevision);
  if (shown === undefined || withdrawnAt !== null || publishBlockers(found).length > 0) return false;
  return draftRevision(found, config).sha256 === shown.sha256;
}

async function refusedUploads(rows: Rows, itemId: string): Promise<ItemView['uploads']> {
  const refused = await uploadsOfItem(rows, itemId, 'refused');
  return refused.map(({ id, fileName, sizeBytes, state, detail, createdAt }) => {
    return { id, fileName, sizeBytes, state, detail, createdAt };
  });
}

/** What is kept beside every scan of an item, by the scan. */
async function readKnown(rows: Rows, itemId: string): Promise<(file: FileVersion) => Known> {
  const findings = await findingsOfItem(rows, itemId);
  const sessions = await sessionsOfItem(rows, itemId);
  return ({ id }) => ({ findings: findings.get(id) ?? [], session: sessions.get(id) ?? null });
}

function viewSurface(holding: Holding, knownOf: (file: FileVersion) => Known, base: string): SurfaceView {
  const { surface, versions, shown } = holding;
  return {
    id: surface.id,
    name: surface.name,
    label: surface.label,
    state: surface.state,
    position: surface.position,
    image: shown ? infoUrl(base, surface.id, shown.file.version) : null,
    thumbnail: shown
      ? thumbnailUrl(base, { surfaceId: surface.id, version: shown.file.version }, shown)
      : null,
    width: shown?.width ?? null,
    height: shown?.height ?? null,
    currentVersion: shown?.file.version ?? null,
    versions: versions.map((file) => fileView(file, knownOf(file), base)),
  };
}

/** Items as a list shows them, most recently changed first. */
export async function listItems(
  { records, base }: ViewSource,
  search: ItemSearch,
): Promise<{ items: ItemListEntry[]; total: number }> {
  return records.read(async (rows) => {
    const { items, total } = await searchItems(rows, search);
    return { items: await entriesOf(rows, items, base), total };
  });
}

/** The item of a reference, as a list of one or none. */
export async function listItem(
  { records, base }: ViewSource,
  reference: string,
): Promise<{ items: ItemListEntry[]; total: number }> {
  return records.read(async (rows) => {
    const item = await findItemByReference(rows, reference);
    const found = await summarise(rows, item === undefined ? [] : [item]);
    return { items: await entriesOf(rows, found, base), total: found.length };
  });
}

async function entriesOf(rows: Rows, items: readonly ItemSummary[], base: string): Promise<ItemListEntry[]> {
  const shown = items.flatMap(({ thumbnail }) => (thumbnail ? [thumbnail.fileVersionId] : []));
  const sizes = await packSizes(rows, shown);
  return items.map((summary) => entryOf(summary, sizes, base));
}

function entryOf(
  { item, counts, thumbnail }: ItemSummary,
  sizes: Holdings['sizes'],
  base: string,
): ItemListEntry {
  const size = thumbnail && sizes.get(thumbnail.fileVersionId);
  return {
    id: item.id,
    reference: item.reference,
    kind: item.kind,
    label: item.label,
    state: itemState(item, counts),
    counts,
    thumbnail: thumbnail && size ? thumbnailUrl(base, thumbnail, size) : null,
    updatedAt: item.updatedAt,
    publishedRevision: item.publishedRevision,
  };
}

function infoUrl(base: string, surfaceId: string, version: number): string {
  return `${uris.imageService(base, { surfaceId, version })}/info.json`;
}
