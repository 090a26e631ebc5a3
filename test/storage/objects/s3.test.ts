import { expect } from 'chai';
import { openObjects } from '../../../storage/objects/open.ts';
import { describeObjects } from '../../contract/objects.ts';
import { radosgw } from '../../fixtures/radosgw.ts';
import { makeBucket, type S3Server } from '../../fixtures/s3-server.ts';
import { type S3Stub, startS3Stub } from '../../fixtures/s3-stub.ts';

describeObjects('S3 as Ceph radosgw has it', async (dataDir) => {
  const server = await radosgw();
  return openObjects({ dataDir, s3: { ...server, bucket: await makeBucket(server), prefix: 'recto' } });
});

for (const checksums of ['WHEN_REQUIRED', 'WHEN_SUPPORTED'] as const) {
  describe(`the strict S3 stub, checksums ${checksums}`, () => {
    let stub: S3Stub;
    let bucket: string;

    before(async () => {
      stub = await startS3Stub({ pageSize: 100 });
      bucket = await makeBucket(stub);
    });
    after(async () => {
      expect(stub.openUploads(bucket), 'unfinished uploads').to.equal(0);
      await stub.close();
    });

    describeObjects('the stub', async (dataDir) =>
      openObjects({ dataDir, s3: { ...stub, bucket, checksums, partSizeBytes: 5 * 1024 ** 2 } }),
    );
  });
}

/** Any other server, by S3_TEST_ENDPOINT, S3_TEST_REGION, S3_TEST_ACCESS_KEY_ID and S3_TEST_SECRET_ACCESS_KEY. */
function serverByEnvironment(): S3Server | undefined {
  const endpoint = process.env['S3_TEST_ENDPOINT'];
  if (!endpoint) return undefined;
  return {
    endpoint,
    region: process.env['S3_TEST_REGION'] ?? 'us-east-1',
    accessKeyId: process.env['S3_TEST_ACCESS_KEY_ID'] ?? '',
    secretAccessKey: process.env['S3_TEST_SECRET_ACCESS_KEY'] ?? '',
  };
}

const given = serverByEnvironment();
if (given !== undefined) {
  describeObjects(`S3 at ${given.endpoint}`, async (dataDir) =>
    openObjects({
      dataDir,
      s3: { ...given, bucket: process.env['S3_TEST_BUCKET'] ?? (await makeBucket(given)) },
    }),
  );
}
