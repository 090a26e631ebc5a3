import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Metadata, type Sharp, type SharpOptions } from 'sharp';
import { Fault } from '../../model/fault.ts';
import type { LabSamples } from '../../model/lab-samples.ts';
import { decoding } from '../decode-fault.ts';
import { writeLabAsRgb } from '../lab-file.ts';
import { PYRAMID, type Tiling } from '../pyramid.ts';
import { changesColours } from './profile.ts';
import { standUpright, TURNS, VIPS_HEADER_BYTES } from './upright.ts';

/** Which file, what is known of it, and what of it is taken. */
export interface MasterOptions {
  /** The master: a local file. */
  readonly input: string;
  /** Set where `input` says RGB and its samples are L*a*b*: a copy made for it, since libvips cannot read them. */
  readonly lab?: LabSamples | undefined;
  /** More pixels than this are refused. */
  readonly maxPixels: number;
  readonly signal?: AbortSignal;
}

/** A master that can be read from top to bottom, as often as is wanted. */
export interface Master {
  readonly tiling: Tiling;
  /** A new pipeline over the master: upright, opaque sRGB. */
  readonly open: () => Sharp;
}

/**
 * Opens a master. One that is not upright, or whose L*a*b* we read ourselves, goes through files in `scratch`, which
 * are read instead of it.
 *
 * @throws Fault('bad-image') where it cannot be decoded without a warning, Fault('too-large'), the signal's reason
 */
export async function openMaster(options: MasterOptions, scratch: string): Promise<Master> {
  const { input, maxPixels, signal, lab } = options;
  const facts = await decoding(sharp(input, { failOn: 'warning', limitInputPixels: false }).metadata());
  if (facts.width * facts.height > maxPixels) {
    throw new Fault('too-large', `The image has more than ${maxPixels} pixels.`);
  }
  const strict: SharpOptions = { failOn: 'warning', limitInputPixels: maxPixels };
  const path = lab === undefined ? input : await readLab({ ...options, lab }, facts, scratch);
  const isTransparent = facts.hasAlpha && lab === undefined;
  const ignoreIcc = lab === undefined && (await isPlainSrgb(facts));
  const openStored = () => {
    const master = sharp(path, { ...strict, ignoreIcc });
    return (isTransparent ? master.flatten({ background: '#ffffff' }) : master).toColourspace('srgb');
  };
  const { width, height } = facts.autoOrient;
  const tiling = { width, height, tileSize: PYRAMID.tileSizePx };
  const turn = TURNS.get(facts.orientation ?? 1);
  if (turn === undefined) return { tiling, open: openStored };
  const upright = await standUpright(openStored(), { ...tiling, ...turn, signal }, scratch);
  return { tiling, open: () => sharp(upright, strict) };
}

/** Whether the samples are sRGB as they stand, and the profile only says so: then applying it is a third of the work. */
async function isPlainSrgb({ icc, space, depth, channels }: Metadata): Promise<boolean> {
  const isRgb = space === 'srgb' && depth === 'uchar' && (channels === 3 || channels === 4);
  return isRgb && icc !== undefined && !(await changesColours(icc));
}

/** The samples as they are, into a file; then, by what they mean, into another. */
async function readLab(
  { input, lab, signal }: MasterOptions & { lab: LabSamples },
  { width, height, channels }: Metadata,
  scratch: string,
): Promise<string> {
  const samples = join(scratch, 'lab.v');
  const result = join(scratch, 'lab.tif');
  const plain = sharp(input, { failOn: 'warning', limitInputPixels: false, ignoreIcc: true });
  await decoding(plain.toColourspace(lab.bits === 16 ? 'rgb16' : 'srgb').toFile(samples));
  const from = { path: samples, offset: VIPS_HEADER_BYTES, width, height, coding: lab };
  await writeLabAsRgb({ ...from, channels: channels === 4 ? 4 : 3 }, result, signal);
  await rm(samples);
  return result;
}
