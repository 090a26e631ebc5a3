import { createHash } from 'node:crypto';
import { randomOf } from '../defects/random.ts';
import { drawPage } from '../defects/raster.ts';
import { writeTiff } from '../defects/write-tiff.ts';

/** One file that comes in, and what has to become of it. */
export interface PlannedFile {
  readonly index: number;
  /** Of its item; the name of the folder that it is put into. */
  readonly reference: string;
  readonly name: string;
  /** `twice`: the same file is put there again when it has been taken in. */
  readonly way: 'watch' | 'twice' | 'put';
  /** How a program writes it: under another name at first, or piece by piece. */
  readonly writing: 'renamed' | 'slowly';
  readonly end: 'ready' | 'rejected';
  /** What its bytes are made of: files of one number have the same bytes. */
  readonly content: { readonly number: number; readonly kind: 'good' | 'cut' | 'text' };
}

/** So many pages has an item. */
const PAGES = 50;
const SIDE = { width: 120, height: 160 } as const;

/** The file of a number: the same for the same seed, whatever else there is. */
export function plannedFile(seed: string, index: number): PlannedFile {
  const random = randomOf(`${seed}/file/${index}`);
  const chance = random.next();
  const [reference, name] = placeOf(index);
  const writing = random.next() < 0.85 ? 'renamed' : 'slowly';
  const base = { index, reference, name, writing, way: 'watch' } as const;
  const good = { ...base, end: 'ready', content: { number: index, kind: 'good' } } as const;
  if (chance < 0.08) return { ...base, end: 'rejected', content: { number: index, kind: 'cut' } };
  if (chance < 0.12) return { ...base, end: 'rejected', content: { number: index, kind: 'text' } };
  // Bytes that another page has, of this item or of another.
  if (chance < 0.2 && index > 0)
    return { ...good, content: contentOf(seed, random.int(Math.max(0, index - 2 * PAGES), index - 1)) };
  if (chance < 0.25) return { ...good, way: 'twice' };
  return chance < 0.35 ? { ...good, way: 'put' } : good;
}

/** Only good pages are copied, so that a copy is one. */
function contentOf(seed: string, index: number): PlannedFile['content'] {
  const { content } = plannedFile(seed, index);
  return content.kind === 'good' ? content : { number: index, kind: 'good' };
}

/** Four items fill at once, as four stations would. */
function placeOf(index: number): [reference: string, name: string] {
  const [group, inGroup] = [Math.floor(index / (4 * PAGES)), index % (4 * PAGES)];
  const item = group * 4 + (inGroup % 4);
  const page = Math.floor(inGroup / 4) + 1;
  return [`TORTURE-${String(item + 1).padStart(5, '0')}`, `${String(page).padStart(4, '0')}.tif`];
}

/** The bytes of a planned file. */
export function bytesOf(seed: string, { content }: Pick<PlannedFile, 'content'>): Buffer {
  const random = randomOf(`${seed}/bytes/${content.number}`);
  if (content.kind === 'text') return Buffer.from(`Not a scan, but line ${content.number} of a letter.\n`);
  const { bytes } = writeTiff([{ raster: drawPage(random, SIDE) }], { directory: 'first' });
  return content.kind === 'cut' ? bytes.subarray(0, Math.floor(bytes.length * 0.6)) : bytes;
}

/** SHA-256, in lower-case hex. */
export function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
