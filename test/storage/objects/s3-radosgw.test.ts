import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openObjects } from '../../../storage/objects/open.ts';
import { describeObjects } from '../../contract/objects.ts';
import { makeBucket, radosgw } from '../../fixtures/radosgw.ts';

describeObjects('S3 as Ceph radosgw has it', async () => {
  const server = await radosgw();
  const dataDir = await mkdtemp(join(tmpdir(), 'recto-s3-'));
  return openObjects({ dataDir, s3: { ...server, bucket: await makeBucket(server), prefix: 'recto' } });
});
