import { randomBytes } from 'node:crypto';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { CreateMultipartUploadCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { refusal, sha256Of } from '../../contract/store-under-test.ts';
import { isCompletion, isPart, isPut, LARGE, openS3Bench } from '../../fixtures/s3-bench.ts';
import { rawClient } from '../../fixtures/s3-server.ts';

const DAY_MS = 86_400_000;

describe('S3 when a write goes wrong', function () {
  this.timeout(60_000);
  const bench = openS3Bench();

  it('stores once what was stored although the answer was lost', async () => {
    const bytes = randomBytes(1000);
    bench.stub.fail({ kind: 'lose-answer' }, isPut);
    await bench.put(bytes);
    expect((await bench.stored()).equals(bytes)).to.equal(true);
    bench.renewKey();
    bench.stub.fail({ kind: 'lose-answer' }, isCompletion);
    await bench.put(LARGE);
    expect((await bench.stored()).equals(LARGE)).to.equal(true);
    expect(bench.stub.openUploads(bench.bucket)).to.equal(0);
  });

  it('sends a part again, and leaves nothing of an upload that fails for good', async () => {
    bench.stub.fail({ kind: 'refuse', status: 500, code: 'InternalError' }, isPart, 2);
    await bench.put(LARGE);
    expect((await bench.stored()).equals(LARGE)).to.equal(true);
    bench.renewKey();
    bench.stub.fail({ kind: 'refuse', status: 500, code: 'InternalError' }, isPart, 100);
    await refusal(bench.put(LARGE), 'unavailable');
    expect(await bench.objects.stat(bench.key)).to.equal(undefined);
    expect(bench.stub.openUploads(bench.bucket)).to.equal(0);
  });

  it('does not wait for more of a body of which one part was refused for good', async () => {
    bench.stub.fail({ kind: 'refuse', status: 400, code: 'InvalidArgument' }, isPart);
    const body = new PassThrough();
    body.write(LARGE);
    await refusal(bench.objects.write(bench.key, body), 'unavailable');
    expect(body.destroyed).to.equal(true);
    expect(bench.stub.openUploads(bench.bucket)).to.equal(0);
  });

  it('stores nothing that was damaged on its way, be it whole or in parts', async () => {
    bench.stub.fail({ kind: 'damage-received' }, isPut, 9);
    await refusal(bench.put(randomBytes(1000)), 'unavailable');
    await refusal(bench.put(LARGE), 'unavailable');
    expect(await bench.objects.stat(bench.key)).to.equal(undefined);
    expect(bench.stub.openUploads(bench.bucket)).to.equal(0);
  });

  it('keeps the file when the server fails while it is taken in', async () => {
    const path = join(bench.dir, 'taken');
    await writeFile(path, LARGE);
    bench.stub.fail({ kind: 'refuse', status: 500, code: 'InternalError' }, isCompletion, 9);
    await refusal(bench.objects.takeFile(bench.key, path, { sha256: sha256Of(LARGE) }), 'unavailable');
    expect(await readdir(bench.dir)).to.deep.equal(['taken']);
    expect(bench.stub.openUploads(bench.bucket)).to.equal(0);
    await rm(path);
  });

  it('lets one of twelve writers of a large object win', async () => {
    const all = await Promise.all(
      Array.from({ length: 12 }, () => bench.objects.write(bench.key, Readable.from([LARGE]))),
    );
    expect(all.filter(({ created }) => created)).to.have.length(1);
    expect(bench.stub.openUploads(bench.bucket)).to.equal(0);
  });

  it('notices before the end of a large object that another writer was faster', async () => {
    bench.stub.fail({ kind: 'ignore-condition' }, isCompletion, 9);
    const body = Readable.from(
      (async function* () {
        yield LARGE;
        await rawPut(Buffer.from('faster'));
      })(),
    );
    expect((await bench.objects.write(bench.key, body)).created).to.equal(false);
    expect((await bench.stored()).toString()).to.equal('faster');
    expect(bench.stub.openUploads(bench.bucket)).to.equal(0);
  });

  async function rawPut(bytes: Buffer): Promise<void> {
    const client = rawClient(bench.stub);
    await client.send(new PutObjectCommand({ Bucket: bench.bucket, Key: bench.key, Body: bytes }));
    client.destroy();
  }

  it('ends uploads that somebody began more than a day ago and never finished', async () => {
    const client = rawClient(bench.stub);
    await client.send(new CreateMultipartUploadCommand({ Bucket: bench.bucket, Key: 'old' }));
    bench.stub.ageUploads(bench.bucket, 2 * DAY_MS);
    await client.send(new CreateMultipartUploadCommand({ Bucket: bench.bucket, Key: 'new' }));
    client.destroy();
    await (await bench.open()).close();
    expect(bench.stub.openUploads(bench.bucket)).to.equal(1);
    bench.stub.ageUploads(bench.bucket, 2 * DAY_MS);
    await (await bench.open()).close();
    expect(bench.stub.openUploads(bench.bucket)).to.equal(0);
  });
});
