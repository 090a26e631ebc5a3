import type { ScanFacts } from '../../intake/facts.ts';
import type { Neighbour, PlaceFacts } from '../../intake/place.ts';
import { judgePlace } from '../../intake/rules/table.ts';
import type { CaptureProfile } from '../../model/capture-profile.ts';
import type { FileVersion, TechnicalFacts } from '../../model/file-version.ts';
import type { Finding } from '../../model/finding.ts';
import type { Look } from '../../model/look.ts';
import { findCaptureNotes } from '../../storage/records/capture-notes.ts';
import { type ScanAside, scansAside, scansOfSameBytes } from '../../storage/records/places.ts';
import type { Rows } from '../../storage/records/records.ts';
import { findSurface } from '../../storage/records/surfaces.ts';

/** A scan that was checked by itself. */
export interface CheckedScan {
  readonly file: Pick<FileVersion, 'id' | 'surfaceId' | 'itemId' | 'originalName' | 'sizeBytes' | 'sha256'>;
  /** null where it could not be read as an image. */
  readonly facts: TechnicalFacts | null;
  /** null where its pixels were not all decoded, or nobody looked. */
  readonly look: Look | null;
}

/**
 * Judges a scan among those of its item, and says where else its bytes are. Reads rows alone, and no more of them for
 * an item of thousands of pages than for one of a hundred.
 *
 * @see docs/decisions/0015-a-scan-is-judged-in-its-item-once.md for why it is done once
 */
export async function judgeInItem(
  rows: Rows,
  scan: CheckedScan,
  profile: CaptureProfile,
): Promise<readonly Finding[]> {
  const { file } = scan;
  const surface = await findSurface(rows, file.surfaceId);
  if (surface === undefined) return [];
  const { before, after } = await scansAside(rows, surface);
  const same = await scansOfSameBytes(rows, { fileVersionId: file.id, surface, sha256: file.sha256 });
  const place: PlaceFacts = {
    sameBytes: same.map(({ name, reference, itemId }) => ({
      name,
      reference,
      isSameItem: itemId === file.itemId,
    })),
    before: neighbourOf(file, before[0]),
    after: neighbourOf(file, after[0]),
    siblings: usualAmong([...before, ...after].filter((other) => other !== undefined)),
    original: await originalOf(rows, file.itemId),
  };
  return judgePlace(factsOf(scan), place, profile);
}

/** The size of the original, where the catalogue gives both sides of it. */
async function originalOf(rows: Rows, itemId: string): Promise<PlaceFacts['original']> {
  const { widthMm = null, heightMm = null } = (await findCaptureNotes(rows, itemId)) ?? {};
  return widthMm === null || heightMm === null ? undefined : { widthMm, heightMm };
}

/** What is known of a scan once it was checked; what only its own rules ask for is left out. */
function factsOf({ file, facts, look }: CheckedScan): ScanFacts {
  const { originalName, sizeBytes, sha256 } = file;
  return {
    originalName,
    sizeBytes,
    sha256,
    promised: { sizeBytes, sha256 },
    format: undefined,
    tiff: undefined,
    technical: facts ?? undefined,
    decoding: undefined,
    look: look ?? undefined,
    resolutionUnit: undefined,
  };
}

/** The very same file looks the same too, but that has been said. */
function neighbourOf({ sha256 }: CheckedScan['file'], other: ScanAside | undefined): Neighbour | undefined {
  if (other === undefined || other.look === null || other.sha256 === sha256) return undefined;
  const { name, look, facts } = other;
  return { name, look, width: facts.width, height: facts.height };
}

function usualAmong(scans: readonly ScanAside[]): PlaceFacts['siblings'] {
  if (scans.length === 0) return undefined;
  return {
    count: scans.length,
    medianWidth: medianOf(scans.map(({ facts }) => facts.width)),
    medianHeight: medianOf(scans.map(({ facts }) => facts.height)),
  };
}

function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return ((low ?? 0) + (high ?? 0)) / 2;
}
