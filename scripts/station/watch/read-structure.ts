import { open } from 'node:fs/promises';
import type { ScanFacts } from '../../../intake/facts.ts';
import { HEAD_BYTES, recogniseFormat } from '../../../intake/format.ts';
import { readTiff } from '../../../intake/tiff.ts';
import { sourceOf } from '../../../workers/local-source.ts';

/** What a file is, and where a TIFF says that its pixels lie. */
export type Structure = Pick<ScanFacts, 'sizeBytes' | 'format' | 'tiff'>;

/** Reads headers and directories only: milliseconds, however large the file is. @throws where it cannot be read. */
export async function readStructure(path: string): Promise<Structure> {
  const file = await open(path, 'r');
  try {
    const source = await sourceOf(file);
    const { sizeBytes } = source;
    const format = recogniseFormat(await source.read(0, Math.min(HEAD_BYTES, sizeBytes)));
    const isTiff = format?.name === 'TIFF' || format?.name === 'BigTIFF';
    return { sizeBytes, format, tiff: isTiff ? await readTiff(source) : undefined };
  } finally {
    await file.close();
  }
}
