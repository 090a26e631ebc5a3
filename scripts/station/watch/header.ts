import { open } from 'node:fs/promises';
import { HEAD_BYTES, recogniseFormat } from '../../../intake/format.ts';
import { readTiff } from '../../../intake/tiff.ts';
import { sourceOf } from '../../../workers/local-source.ts';
import type { HeaderState } from './steady.ts';

const TIFF_NAME = /\.tiff?$/i;

/**
 * Whether a file is complete, as far as its header tells: in a TIFF every strip and tile must lie inside the file.
 * A file that cannot be opened, or that is longer or shorter than the folder says, is still somebody else's.
 */
export async function readHeader(path: string, sizeBytes: number): Promise<HeaderState> {
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) return 'part';
  try {
    const source = await sourceOf(file);
    if (source.sizeBytes !== sizeBytes) return 'part';
    const head = await source.read(0, Math.min(HEAD_BYTES, sizeBytes));
    const format = recogniseFormat(head)?.name;
    if (!isTiff(format)) return TIFF_NAME.test(path) && isNothing(format) ? 'part' : 'unknown';
    return (await readTiff(source)).damage === undefined ? 'whole' : 'part';
  } catch {
    return 'part';
  } finally {
    await file.close().catch(() => undefined);
  }
}

function isTiff(format: string | undefined): boolean {
  return format === 'TIFF' || format === 'BigTIFF';
}

/** The first bytes of a TIFF alone are text as well. */
function isNothing(format: string | undefined): boolean {
  return format === undefined || format === 'text';
}
