import { createHash } from 'node:crypto';
import { anythingIiifCanShow } from '../../intake/profile.ts';
import type { CaptureProfile, RuleName } from '../../model/capture-profile.ts';
import type { Region, Severity } from '../../model/finding.ts';
import { makeProfile } from './icc.ts';
import type { Random } from './random.ts';
import { drawPage, type PageLook, type Raster } from './raster.ts';
import type { Tools } from './tools.ts';
import {
  type FieldValue,
  ratio,
  short,
  type TiffForm,
  type TiffImage,
  type WrittenTiff,
  writeTiff,
} from './write-tiff.ts';

/** A finding that has to be given. */
export interface ExpectedFinding {
  readonly rule: RuleName;
  readonly severity: Severity;
  /** What its English sentence has to say. */
  readonly says: RegExp;
  /** Where on the upright image, where it is known to the pixel. */
  readonly region?: Region;
}

/** A scan of the same item that stands beside the one that is judged. */
export interface OtherScan {
  readonly fileName: string;
  readonly bytes: Buffer;
}

/** What a kind makes. The parts that are left out are those of a good scan. */
export interface MadeScan {
  readonly bytes: Buffer;
  readonly fileName?: string;
  /** What was said on sending; of the bytes themselves unless it is told. */
  readonly promised?: { readonly sizeBytes: number; readonly sha256: string };
  readonly others?: readonly OtherScan[];
  /** A scan of another item with the same bytes. */
  readonly elsewhere?: { readonly reference: string; readonly name: string };
  /** The size of the original in the catalogue. */
  readonly original?: { readonly widthMm: number; readonly heightMm: number };
  /** Regions by rule, which only the making knows. */
  readonly regions?: Readonly<Partial<Record<RuleName, Region>>>;
}

export type Writer = 'own bytes' | 'libtiff' | 'ImageMagick';

/** A way in which a scan is broken, mixed up or suspicious; with nothing expected, a way in which it is good. */
export interface Kind {
  readonly kind: string;
  /** What is wrong with it, in a few words. */
  readonly about: string;
  readonly writer: Writer;
  readonly profile: ProfileName;
  readonly expects: readonly ExpectedFinding[];
  readonly make: (random: Random, tools: Tools) => MadeScan | Promise<MadeScan>;
}

/** A kind that is judged by the profile under which anything goes, and is nothing but the bytes that are made. */
export function bytesKind(
  { kind, about, writer }: Pick<Kind, 'kind' | 'about' | 'writer'>,
  expects: Kind['expects'],
  make: (random: Random, tools: Tools) => Buffer | Promise<Buffer>,
): Kind {
  const makeScan: Kind['make'] = async (...given) => ({ bytes: await make(...given) });
  return { kind, about, writer, profile: 'any', expects, make: makeScan };
}

/** What the default profile and a strict one hold; the strict one is that of a digitisation contract. */
export const PROFILES = Object.freeze({
  any: anythingIiifCanShow(100_000_000),
  strict: {
    ...anythingIiifCanShow(100_000_000),
    name: 'Contract of the seeded scans',
    namePattern: '{item}_{sequence:5}{side?}',
    formats: ['TIFF'],
    minBytes: 5_000,
    compressions: ['none'],
    bits: [8],
    samples: [3],
    photometrics: ['RGB'],
    iccProfiles: ['Adobe RGB (1998)'],
    orientations: [1],
    ppi: { min: 300, max: 300, tolerancePct: 1 },
  },
} satisfies Record<string, CaptureProfile>);
export type ProfileName = keyof typeof PROFILES;

/** The scan that is judged is the third of its item. */
export const FILE_NAME = 'ARCH00860.1_00003.tif';

/** One finding of a kind. */
export function error(rule: RuleName, says: RegExp): ExpectedFinding {
  return { rule, severity: 'error', says };
}

/** One finding of a kind that lets the scan in. */
export function warning(rule: RuleName, says: RegExp): ExpectedFinding {
  return { rule, severity: 'warning', says };
}

/** Lower-case hex, as stations send it. */
export function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** What every good master says of itself: upright, 300 per inch, Adobe RGB. */
export function masterFields(): Record<number, FieldValue | null> {
  return {
    274: short(1),
    282: ratio(300),
    283: ratio(300),
    296: short(2),
    34675: { type: 7, values: makeProfile('Adobe RGB (1998)') },
  };
}

/** A master of a raster: all that the strict profile asks for, unless the image says otherwise. */
export function masterOf(
  raster: Raster,
  image: Omit<TiffImage, 'raster'> = {},
  form?: TiffForm,
): WrittenTiff {
  const fields = { ...masterFields(), ...image.fields };
  return writeTiff([{ ...image, raster, fields }], form);
}

/** A master of a page that chance draws. */
export function pageMaster(
  random: Random,
  image?: Omit<TiffImage, 'raster'>,
  form?: TiffForm,
  look?: PageLook,
): WrittenTiff {
  return masterOf(drawPage(random, look), image, form);
}
