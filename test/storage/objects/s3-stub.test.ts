import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { openS3Bench } from '../../fixtures/s3-bench.ts';
import { rawClient } from '../../fixtures/s3-server.ts';

describe('the stub of S3', function () {
  this.timeout(60_000);
  const bench = openS3Bench();

  it('refuses what S3 refuses', async () => {
    const client = rawClient(bench.stub, { maxAttempts: 1 });
    const wrong = rawClient({ ...bench.stub, secretAccessKey: 'wrong' }, { maxAttempts: 1 });
    const input = { Bucket: bench.bucket, Key: bench.key };
    const nameOf = (sending: Promise<unknown>) =>
      sending.then(
        () => 'accepted',
        (error: Error) => error.name,
      );
    const md5 = Buffer.alloc(16).toString('base64');
    const sha256 = Buffer.alloc(32).toString('base64');
    const { UploadId = '' } = await client.send(new CreateMultipartUploadCommand(input));
    const part = (number: number) =>
      client.send(new UploadPartCommand({ ...input, UploadId, PartNumber: number, Body: Buffer.from('x') }));
    const [first, second] = await Promise.all([part(1), part(2)]);
    const complete = (...Parts: { PartNumber: number; ETag: string | undefined }[]) =>
      nameOf(
        client.send(new CompleteMultipartUploadCommand({ ...input, UploadId, MultipartUpload: { Parts } })),
      );
    try {
      const put = (more: object) =>
        nameOf(client.send(new PutObjectCommand({ ...input, Body: 'x', ...more })));
      expect(await put({ ContentMD5: md5 })).to.equal('BadDigest');
      expect(await put({ ChecksumSHA256: sha256 })).to.equal('BadDigest');
      expect(await nameOf(wrong.send(new PutObjectCommand({ ...input, Body: 'x' })))).to.equal(
        'SignatureDoesNotMatch',
      );
      expect((await fetch(`${bench.stub.endpoint}/${bench.bucket}/${bench.key}`)).status).to.equal(403);
      expect(await complete({ PartNumber: 1, ETag: '"wrong"' })).to.equal('InvalidPart');
      expect(
        await complete({ PartNumber: 2, ETag: second.ETag }, { PartNumber: 1, ETag: first.ETag }),
      ).to.match(/InvalidPartOrder|EntityTooSmall/);
      expect(
        await complete({ PartNumber: 1, ETag: first.ETag }, { PartNumber: 2, ETag: second.ETag }),
      ).to.equal('EntityTooSmall');
      expect(await complete({ PartNumber: 1, ETag: first.ETag })).to.equal('accepted');
      expect(await put({ IfNoneMatch: '*' })).to.equal('PreconditionFailed');
    } finally {
      client.destroy();
      wrong.destroy();
    }
  });
});
