import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { refusal } from '../../contract/store-under-test.ts';
import { isGet, isPart, isPut, LARGE, openS3Bench } from '../../fixtures/s3-bench.ts';
import { rawClient } from '../../fixtures/s3-server.ts';

describe('S3 with checksums', function () {
  this.timeout(60_000);
  const bench = openS3Bench();

  it('sends a checksum of every part, and finds an answer that was damaged', async () => {
    const checking = await bench.open({ checksums: 'WHEN_SUPPORTED' });
    try {
      await checking.write(bench.key, Readable.from([LARGE]));
      expect(bench.stub.requests.filter(isPart)).to.have.length(3);
      for (const { headers } of bench.stub.requests.filter(isPart)) {
        expect(headers['x-amz-checksum-crc32']).to.be.a('string');
      }
      bench.renewKey();
      await checking.write(bench.key, Readable.from([randomBytes(1000)]));
      bench.stub.fail({ kind: 'damage-answer' }, isGet);
      await refusal(checking.read(bench.key).then(buffer), 'unavailable');
    } finally {
      await checking.close();
    }
  });

  it('is refused by the stub where a trailing checksum is wrong, and served where it is right', async () => {
    const client = rawClient(bench.stub, { requestChecksumCalculation: 'WHEN_SUPPORTED', maxAttempts: 1 });
    const bytes = randomBytes(200_000);
    const input = { Bucket: bench.bucket, Key: bench.key, ContentLength: bytes.byteLength };
    const send = () => client.send(new PutObjectCommand({ ...input, Body: Readable.from([bytes]) }));
    try {
      bench.stub.fail({ kind: 'damage-received' }, isPut);
      expect(await send().catch((error: Error) => error.name)).to.equal('BadDigest');
      await send();
      expect(bench.stub.requests.at(-1)?.headers['x-amz-trailer']).to.equal('x-amz-checksum-crc32');
      expect((await bench.stored()).equals(bytes)).to.equal(true);
      const answer = await client.send(new GetObjectCommand({ Bucket: bench.bucket, Key: bench.key }));
      const read = Buffer.from((await answer.Body?.transformToByteArray()) ?? []);
      expect(read.equals(bytes)).to.equal(true);
    } finally {
      client.destroy();
    }
  });
});
