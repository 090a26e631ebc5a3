import type { LabSamples } from '../model/lab-samples.ts';
import type { ByteSource } from './bytes.ts';
import { HEAD_BYTES, recogniseFormat } from './format.ts';
import {
  readDirectory,
  readLayout,
  readNumbers,
  type TiffDirectory,
  type TiffField,
} from './tiff-directory.ts';
import { TAG } from './tiff-names.ts';

/** What to write over a copy of a Lab TIFF so that a decoder hands out its samples as they are. */
export interface LabLabel {
  readonly samples: LabSamples;
  readonly patches: readonly { readonly offset: number; readonly bytes: Uint8Array }[];
}

const CODINGS: Readonly<Record<number, LabSamples['coding']>> = { 8: 'CIELab', 9: 'ICCLab' };
const RGB = 2;
const SHORT = 3;
const [ASSOCIATED_ALPHA, UNASSOCIATED_ALPHA] = [1, 2] as const;

/**
 * How to relabel the first image of a TIFF as RGB, where it is Lab of a kind that libvips refuses or gets wrong:
 * 8 bits, ICCLab, or with transparency. Undefined for everything else, and for what is broken.
 *
 * Reads the first directory only. Compression, byte order, strips and tiles have no part in it.
 */
export async function planLabLabel(source: ByteSource): Promise<LabLabel | undefined> {
  const head = await source.read(0, Math.min(HEAD_BYTES, source.sizeBytes));
  const format = recogniseFormat(head)?.name;
  const layout = format === 'TIFF' || format === 'BigTIFF' ? readLayout(head) : undefined;
  if (layout === undefined) return undefined;
  const { directory, damage } = await readDirectory(source, layout, layout.first);
  if (damage !== undefined) return undefined;
  const numbersOf = (tag: number) => readNumbers(source, layout, directory.get(tag));
  const samples = samplesOf({
    photometric: await numbersOf(TAG.photometric),
    bits: await numbersOf(TAG.bitsPerSample),
    count: await numbersOf(TAG.samplesPerPixel),
    extra: await numbersOf(TAG.extraSamples),
    formats: await numbersOf(TAG.sampleFormat),
  });
  if (samples === undefined) return undefined;
  const wanted = samples.isPremultiplied
    ? [[TAG.photometric, RGB] as const, [TAG.extraSamples, UNASSOCIATED_ALPHA] as const]
    : [[TAG.photometric, RGB] as const];
  const patches = wanted.flatMap(([tag, value]) =>
    patchOf(fieldOf(directory, tag), value, layout.littleEndian),
  );
  return patches.length === wanted.length ? { samples, patches } : undefined;
}

interface LabTags {
  readonly photometric: readonly number[];
  readonly bits: readonly number[];
  readonly count: readonly number[];
  readonly extra: readonly number[];
  readonly formats: readonly number[];
}

function samplesOf({ photometric, bits, count, extra, formats }: LabTags): LabSamples | undefined {
  const coding = CODINGS[photometric[0] ?? 0];
  const [depth] = bits;
  const hasAlpha = count[0] === 4;
  if (coding === undefined || (depth !== 8 && depth !== 16) || (count[0] !== 3 && !hasAlpha))
    return undefined;
  if (bits.some((each) => each !== depth) || formats.some((each) => each !== 1)) return undefined;
  const isReadAnyway = coding === 'CIELab' && depth === 16 && !hasAlpha;
  if (isReadAnyway) return undefined;
  return { coding, bits: depth, isPremultiplied: hasAlpha && extra[0] === ASSOCIATED_ALPHA };
}

/** One SHORT, which lies in the directory itself. */
function fieldOf(directory: TiffDirectory, tag: number): TiffField | undefined {
  const field = directory.get(tag);
  return field?.type === SHORT && field.count === 1 ? field : undefined;
}

function patchOf(field: TiffField | undefined, value: number, littleEndian: boolean): LabLabel['patches'] {
  if (field === undefined) return [];
  return [{ offset: field.offset, bytes: Uint8Array.of(...(littleEndian ? [value, 0] : [0, value])) }];
}
