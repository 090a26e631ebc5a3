import { chmod, constants, copyFile, open } from 'node:fs/promises';
import { join } from 'node:path';
import { type LabLabel, planLabLabel } from '../intake/lab-label.ts';
import { Fault } from '../model/fault.ts';
import type { LabSamples } from '../model/lab-samples.ts';
import { sourceOf } from './local-source.ts';

/** A file that the image library can decode. */
export interface Decodable {
  readonly path: string;
  /** What its samples really are, where it says RGB and is not. */
  readonly lab: LabSamples | undefined;
}

/**
 * The master itself; or, where it is Lab that the image library refuses or gets wrong, a copy in `folder` that
 * says RGB, so that its samples are handed out as they are. The master is never touched.
 *
 * @throws Fault('unavailable') where there is no room for the copy
 */
export async function asDecodable(master: string, folder: string): Promise<Decodable> {
  const label = await labelOf(master);
  if (label === undefined) return { path: master, lab: undefined };
  const path = join(folder, 'relabelled.tif');
  try {
    await copyFile(master, path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    // A copy is as little writable as what it was made of.
    await chmod(path, 0o600);
    const file = await open(path, 'r+');
    try {
      for (const { offset, bytes } of label.patches) await file.write(bytes, 0, bytes.length, offset);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new Fault('unavailable', 'The master could not be copied: the disk may be full.', { cause });
  }
  return { path, lab: label.samples };
}

async function labelOf(master: string): Promise<LabLabel | undefined> {
  const file = await open(master);
  try {
    return await planLabLabel(await sourceOf(file));
  } finally {
    await file.close();
  }
}
