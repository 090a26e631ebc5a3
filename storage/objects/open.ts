import { join } from 'node:path';
import { createFileObjects } from './files.ts';
import type { Objects } from './objects.ts';
import { createS3Objects } from './s3.ts';
import type { S3Settings } from './s3-client.ts';

/** Where the bytes are kept. */
export interface ObjectSettings {
  /** The one directory of this machine. */
  readonly dataDir: string;
  /** Unset: files in `dataDir`. */
  readonly s3?: Omit<S3Settings, 'scratchDir'> | undefined;
}

/**
 * The store of bytes that the settings ask for: files in `<dataDir>/objects`, or S3, which then uses
 * `<dataDir>/scratch` for the copies that image libraries read.
 *
 * @throws Fault('bad-request') for settings that cannot be, Fault('unavailable')
 */
export async function openObjects({ dataDir, s3 }: ObjectSettings): Promise<Objects> {
  if (s3 === undefined) return createFileObjects({ root: join(dataDir, 'objects') });
  return createS3Objects({ ...s3, scratchDir: join(dataDir, 'scratch') });
}
