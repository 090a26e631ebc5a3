import type { CaptureProfile } from '../model/capture-profile.ts';
import type { TechnicalFacts } from '../model/file-version.ts';
import type { Finding } from '../model/finding.ts';
import { isAcceptable } from '../model/finding.ts';
import type { Look } from '../model/look.ts';
import type { ByteSource } from './bytes.ts';
import { findWrongSum } from './deflate-sums.ts';
import type { Complaint, ScanFacts } from './facts.ts';
import { type Format, HEAD_BYTES, recogniseFormat } from './format.ts';
import { findHoles } from './holes.ts';
import { planLabLabel } from './lab-label.ts';
import { findLostBlocks } from './lost-blocks.ts';
import { type Image, type PixelReading, readHeader, readPixels } from './read-pixels.ts';
import type { Preview } from './read-preview.ts';
import { judge } from './rules/table.ts';
import { readTiff, type TiffReading } from './tiff.ts';

/** A file as it is stored, and what was promised of it. */
export interface Scan extends Pick<ScanFacts, 'originalName' | 'sha256' | 'promised'> {
  /** The file itself, to read pieces of. */
  readonly source: ByteSource;
  /** The same for the decoder, or what was relabelled for it where it is Lab (`lab-label.ts`). */
  readonly image: Image;
}

export interface Examination {
  /** null where the file could not even be read as an image. */
  readonly facts: TechnicalFacts | null;
  readonly findings: readonly Finding[];
  /** null where the pixels were not all decoded, or are too long a strip to be looked at. */
  readonly look: Look | null;
  /** undefined where the pixels were not decoded. */
  readonly preview: Preview | undefined;
}

/**
 * Examines one scan against a profile: what it is, its structure, then, if nothing speaks against it so far,
 * every pixel. A scan's faults are findings, however broken it is.
 *
 * A program that has the scan as a local file opens it, and gives `sourceOf(handle)` (workers/local-source.ts) and
 * `image: (await asDecodable(path, folder)).path` (workers/decodable.ts), with the digest that it took before; or
 * gives what `readOnce(createReadStream(path), …)` (workers/read-once.ts) found in one reading.
 *
 * @throws Fault('unavailable') where the fault is not the scan's.
 */
export async function examine(
  scan: Scan,
  profile: CaptureProfile,
  signal?: AbortSignal,
): Promise<Examination> {
  const { source, image, originalName, sha256, promised } = scan;
  const format = recogniseFormat(await source.read(0, Math.min(HEAD_BYTES, source.sizeBytes)));
  const accepted = format !== undefined && profile.formats.includes(format.name) ? format : undefined;
  const tiff = accepted !== undefined && isTiff(accepted) ? await readTiff(source) : undefined;
  const header = accepted === undefined ? undefined : await readTechnical(image, accepted, tiff);
  const technical = header !== undefined && 'puid' in header ? header : undefined;
  const complaint = header !== undefined && 'words' in header ? header : undefined;
  const facts: ScanFacts = {
    originalName,
    sizeBytes: source.sizeBytes,
    sha256,
    promised,
    format,
    tiff,
    technical,
    decoding: complaint === undefined ? undefined : { ok: false, complaint },
    look: undefined,
    resolutionUnit: tiff?.pages[0]?.resolutionUnit,
  };
  const first = judge(facts, profile);
  if (technical === undefined || !isAcceptable(first))
    return { facts: technical ?? null, findings: first, look: null, preview: undefined };
  signal?.throwIfAborted();
  const { preview, ...seen } = await seePixels(scan, technical, profile, signal);
  const lost = { holes: await findHoles(source), lostBlocks: await findLostBlocks(source) };
  const findings = judge({ ...facts, ...seen, ...lost }, profile);
  return { facts: technical, findings, look: seen.look ?? null, preview };
}

/** Decodes every pixel, and meanwhile proves the checksums that the decoder passes over. Waits for both to end. */
async function seePixels(
  { source, image }: Scan,
  technical: TechnicalFacts,
  profile: CaptureProfile,
  signal: AbortSignal | undefined,
): Promise<PixelReading> {
  const limits = {
    size: technical,
    bitsPerSample: technical.bitsPerSample,
    orientation: technical.orientation,
    levels: (await planLabLabel(source)) === undefined ? ('luminance' as const) : ('first' as const),
    ...{ bandPct: profile.bandPct, maxPixels: profile.maxPixels, signal },
  };
  const [pixels, sum] = await Promise.allSettled([readPixels(image, limits), findWrongSum(source, signal)]);
  if (pixels.status === 'rejected') throw pixels.reason;
  if (sum.status === 'rejected') throw sum.reason;
  if (sum.value === undefined || !pixels.value.decoding.ok) return pixels.value;
  return { ...pixels.value, decoding: { ok: false, complaint: sum.value }, look: undefined };
}

function isTiff({ name }: Format): boolean {
  return name === 'TIFF' || name === 'BigTIFF';
}

/** Of a TIFF, from its own structure: what the file claims; of the others, from their header. */
async function readTechnical(
  image: Image,
  format: Format,
  tiff: TiffReading | undefined,
): Promise<TechnicalFacts | Complaint | undefined> {
  if (tiff === undefined) return await readHeader(image, format);
  const [first] = tiff.pages;
  if (first === undefined) return undefined;
  const {
    isSecondary: _secondary,
    isTiled: _tiled,
    partHeight: _part,
    resolutionUnit: _unit,
    ...facts
  } = first;
  const pages = Math.max(1, tiff.pages.filter((page) => !page.isSecondary).length);
  return { puid: format.puid ?? '', formatName: format.name, ...facts, pages };
}
