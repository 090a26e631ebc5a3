import { thumbnailUrl } from '../../manifests/images.ts';
import type { StripEntry, StripView } from '../../model/copy-stand.ts';
import type { Finding, Message } from '../../model/finding.ts';
import { packSizes } from '../../storage/records/derivatives.ts';
import { findingsOfFile } from '../../storage/records/findings.ts';
import type { Rows } from '../../storage/records/records.ts';
import { type StandFile, standFiles, standUploads } from '../../storage/records/stand.ts';
import type { Parts } from '../parts.ts';
import { readProgress } from './progress.ts';

/** What is told at once. */
const MOST_AT_ONCE = 100;
/** What one look catches up with. What it leaves would stay on the screen as it was. */
const MOST_CHANGED = 1_000;
/** Several servers write: what one of them noted a moment earlier may be seen a moment later. */
const OVERLAP_MS = 5_000;
/** Of one scan. */
const MOST_SENTENCES = 3;

/**
 * What came in for an item, the newest first, and how far it is.
 *
 * @param asked.after the `cursor` of an earlier answer: then only what has changed since. Some of it may be told again.
 * @throws Fault('not-found')
 */
export async function readStrip(
  { records, base }: Pick<Parts, 'records'> & { readonly base: string },
  itemId: string,
  asked: { readonly after?: number | undefined; readonly stationId?: string | undefined },
): Promise<StripView> {
  return records.read(async (rows) => {
    const progress = await readProgress(rows, itemId, asked.stationId);
    const { after = 0 } = asked;
    const limit = after === 0 ? MOST_AT_ONCE : MOST_CHANGED;
    const files = await standFiles(rows, itemId, { since: after - OVERLAP_MS, limit });
    const sizes = await packSizes(
      rows,
      files.filter(({ state }) => state === 'ready').map(({ id }) => id),
    );
    const uploads = await standUploads(rows, itemId);
    const entries: StripEntry[] = uploads.map(entryOfUpload);
    for (const file of files)
      entries.push({
        ...entryOfFile(file, await sentencesOf(rows, file)),
        picture: pictureOf(file, sizes.get(file.id), base),
      });
    return {
      entries: entries.sort((one, other) => other.at - one.at),
      cursor: Math.max(after, ...files.map(({ updatedAt }) => updatedAt)),
      arriving: uploads.map(({ id }) => id),
      progress,
    };
  });
}

type StandUpload = Awaited<ReturnType<typeof standUploads>>[number];

function entryOfUpload({ id, fileName, state, detail, createdAt }: StandUpload): StripEntry {
  return {
    id,
    surfaceId: null,
    name: fileName,
    version: null,
    state,
    isUndone: false,
    isLatest: true,
    picture: null,
    sentences: detail === null ? [] : [{ en: detail, nl: REFUSED_NL }],
    at: createdAt,
  };
}

/** The sentence of a refusal is kept as it was said, in English. */
const REFUSED_NL =
  'Er kwamen andere bytes aan dan de afzender had beloofd. Stuur hetzelfde bestand nog eens.';

function entryOfFile(file: StandFile, sentences: readonly Message[]): Omit<StripEntry, 'picture'> {
  const { id, surfaceId, name, version, state, isLatest, undoneAt, createdAt } = file;
  const isUndone = undoneAt !== null;
  return { id, surfaceId, name, version, state, isLatest, isUndone, sentences, at: createdAt };
}

async function sentencesOf(rows: Rows, { id, state, failure }: StandFile): Promise<readonly Message[]> {
  if (state === 'received' || state === 'checking') return [];
  const findings: readonly Finding[] = await findingsOfFile(rows, id);
  const said = findings.slice(0, MOST_SENTENCES).map(({ message }) => message);
  return state === 'failed' ? [failedWith(failure), ...said] : said;
}

function failedWith(failure: string | null): Message {
  return {
    en: `It could not be checked, which is our fault and not the scan’s. ${failure ?? ''}`.trim(),
    nl: `Hij kon niet worden gecontroleerd; dat ligt aan ons en niet aan de scan. ${failure ?? ''}`.trim(),
  };
}

function pictureOf(
  file: StandFile,
  size: { readonly width: number; readonly height: number } | undefined,
  base: string,
): string | null {
  const { id, surfaceId, version, previewKey } = file;
  if (size !== undefined) return thumbnailUrl(base, { surfaceId, version }, size);
  return previewKey === null ? null : `/api/files/${id}/preview`;
}
