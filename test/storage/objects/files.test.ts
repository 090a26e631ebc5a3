import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileObjects } from '../../../storage/objects/files.ts';
import { describeObjects } from '../../contract/objects.ts';

describeObjects('files', async () =>
  createFileObjects({ root: await mkdtemp(join(tmpdir(), 'recto-files-')) }),
);
