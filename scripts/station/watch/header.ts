import { readStructure } from './read-structure.ts';
import type { HeaderState } from './steady.ts';

const TIFF_NAME = /\.tiff?$/i;

/**
 * Whether a file is complete, as far as its header tells: in a TIFF every strip and tile must lie inside the file.
 * A file that cannot be opened, or that is longer or shorter than the folder says, is still somebody else's.
 */
export async function readHeader(path: string, sizeBytes: number): Promise<HeaderState> {
  const structure = await readStructure(path).catch(() => undefined);
  if (structure === undefined || structure.sizeBytes !== sizeBytes) return 'part';
  const { format, tiff } = structure;
  if (tiff !== undefined) return tiff.damage === undefined ? 'whole' : 'part';
  // The first bytes of a TIFF alone are text as well.
  const isNothing = format === undefined || format.name === 'text';
  return isNothing && TIFF_NAME.test(path) ? 'part' : 'unknown';
}
