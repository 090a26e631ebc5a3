import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { expect } from 'chai';
import type { Objects } from '../../../storage/objects/objects.ts';
import { createS3Objects } from '../../../storage/objects/s3.ts';
import { refusal, sha256Of } from '../../contract/store-under-test.ts';
import { makeBucket, rawClient } from '../../fixtures/s3-server.ts';
import { type S3Stub, type StubRequest, startS3Stub } from '../../fixtures/s3-stub.ts';

const PART_BYTES = 5 * 1024 ** 2;
const LARGE = randomBytes(2 * PART_BYTES + 1000);
const DAY_MS = 86_400_000;

const any = () => true;
const isGet = ({ method }: StubRequest) => method === 'GET';
const isPut = ({ method }: StubRequest) => method === 'PUT';
const isPart = ({ query }: StubRequest) => query.has('partNumber');
const isCompletion = ({ method, query }: StubRequest) => method === 'POST' && query.has('uploadId');

describe('S3 when things go wrong', function () {
  this.timeout(60_000);
  let stub: S3Stub;
  let bucket: string;
  let dir: string;
  let objects: Objects;
  /** Waits for half a second, where the others wait for thirty. */
  let impatient: Objects;
  let key: string;

  const open = (more: { checksums?: 'WHEN_SUPPORTED'; timeoutMs?: number } = {}) =>
    createS3Objects({ ...stub, bucket, scratchDir: dir, partSizeBytes: PART_BYTES, ...more });

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'recto-s3-failures-'));
    stub = await startS3Stub();
    bucket = await makeBucket(stub);
    objects = await open();
    impatient = await open({ timeoutMs: 500 });
  });
  beforeEach(() => {
    stub.forget();
    key = randomUUID();
  });
  after(async () => {
    await objects?.close();
    await impatient?.close();
    await stub?.close();
    await rm(dir, { recursive: true, force: true });
  });

  const put = (bytes: Buffer) => objects.write(key, Readable.from([bytes]), { sha256: sha256Of(bytes) });
  const count = (when: (request: StubRequest) => boolean) => stub.requests.filter(when).length;
  const stored = async () => buffer(await objects.read(key));

  it('asks again after 503 and 500, and then writes and reads', async () => {
    const bytes = randomBytes(1000);
    stub.fail({ kind: 'refuse', status: 503, code: 'SlowDown' }, isPut, 2);
    expect((await put(bytes)).created).to.equal(true);
    expect(count(isPut)).to.equal(3);
    stub.fail({ kind: 'refuse', status: 500, code: 'InternalError' }, isGet, 2);
    expect((await objects.readRange(key, 0, 1000)).equals(bytes)).to.equal(true);
    expect(count(isGet)).to.equal(3);
  });

  it('gives up as unavailable when the server refuses again and again', async () => {
    stub.fail({ kind: 'refuse', status: 500, code: 'InternalError' }, any, 1000);
    await refusal(put(Buffer.from('x')), 'unavailable');
    await refusal(objects.stat(key), 'unavailable');
    await refusal(objects.remove(key), 'unavailable');
    await refusal(objects.readRange(key, 0, 1), 'unavailable');
    await refusal(objects.list('')[Symbol.asyncIterator]().next(), 'unavailable');
    expect(count(any)).to.be.below(25);
  });

  it('reads a range with one request, over a connection that it keeps', async () => {
    await put(randomBytes(1000));
    stub.forget();
    await objects.readRange(key, 10, 20);
    expect(stub.requests).to.have.length(1);
    expect(stub.requests[0]?.headers.connection).to.equal('keep-alive');
  });

  it('asks again for a range whose connection is cut in the middle', async () => {
    const bytes = randomBytes(300_000);
    await put(bytes);
    stub.fail({ kind: 'cut', afterBytes: 100_000 }, isGet, 2);
    expect((await objects.readRange(key, 5, 250_000)).equals(bytes.subarray(5, 250_005))).to.equal(true);
    expect(count(isGet)).to.equal(3);
  });

  it('never gives a range out short, however often it is cut or goes silent', async () => {
    await put(randomBytes(300_000));
    stub.fail({ kind: 'cut', afterBytes: 100_000 }, isGet, 3);
    await refusal(objects.readRange(key, 0, 250_000), 'unavailable');
    stub.fail({ kind: 'stall', afterBytes: 100_000 }, isGet, 3);
    await refusal(impatient.readRange(key, 0, 250_000), 'unavailable');
    stub.fail({ kind: 'cut', afterBytes: 0 }, isGet, 3);
    await refusal(objects.readRange(key, 0, 250_000), 'unavailable');
  });

  it('does not take the whole object for the range that was asked', async () => {
    await put(randomBytes(1000));
    stub.fail({ kind: 'ignore-range' }, isGet, 9);
    await refusal(objects.readRange(key, 0, 10), 'unavailable');
  });

  it('ends a stream that is cut or goes silent with a Fault, and lends no half file', async () => {
    await put(randomBytes(300_000));
    for (const kind of ['cut', 'stall'] as const) {
      stub.fail({ kind, afterBytes: 100_000 }, isGet);
      await refusal(impatient.read(key).then(buffer), 'unavailable');
      stub.fail({ kind, afterBytes: 100_000 }, isGet);
      let lent = false;
      const lending = impatient.withLocalFile(key, async () => {
        lent = true;
      });
      await refusal(lending, 'unavailable');
      expect(lent).to.equal(false);
    }
    expect(await readdir(dir)).to.deep.equal([]);
  });

  it('is unavailable when the server does not answer in time or is not there', async () => {
    await put(Buffer.from('x'));
    stub.fail({ kind: 'slow', delayMs: 2_000 }, isGet, 9);
    await refusal(impatient.readRange(key, 0, 1), 'unavailable');
    const gone = await startS3Stub();
    await gone.close();
    const opening = createS3Objects({ ...gone, bucket, scratchDir: dir, timeoutMs: 300 });
    await refusal(opening, 'unavailable');
  });

  it('says what is wrong with its settings when it is opened', async () => {
    const settings = { ...stub, bucket, scratchDir: dir };
    await refusal(createS3Objects({ ...settings, bucket: 'nowhere' }), 'bad-request');
    await refusal(createS3Objects({ ...settings, secretAccessKey: 'wrong' }), 'unavailable');
    await refusal(createS3Objects({ ...settings, secretAccessKey: undefined }), 'bad-request');
  });

  it('stores once what was stored although the answer was lost', async () => {
    const bytes = randomBytes(1000);
    stub.fail({ kind: 'lose-answer' }, isPut);
    await put(bytes);
    expect((await stored()).equals(bytes)).to.equal(true);
    key = randomUUID();
    stub.fail({ kind: 'lose-answer' }, isCompletion);
    await put(LARGE);
    expect((await stored()).equals(LARGE)).to.equal(true);
    expect(stub.openUploads(bucket)).to.equal(0);
  });

  it('sends a part again, and leaves nothing of an upload that fails for good', async () => {
    stub.fail({ kind: 'refuse', status: 500, code: 'InternalError' }, isPart, 2);
    await put(LARGE);
    expect((await stored()).equals(LARGE)).to.equal(true);
    key = randomUUID();
    stub.fail({ kind: 'refuse', status: 500, code: 'InternalError' }, isPart, 100);
    await refusal(put(LARGE), 'unavailable');
    expect(await objects.stat(key)).to.equal(undefined);
    expect(stub.openUploads(bucket)).to.equal(0);
  });

  it('does not wait for more of a body of which one part was refused for good', async () => {
    stub.fail({ kind: 'refuse', status: 400, code: 'InvalidArgument' }, isPart);
    const body = new PassThrough();
    body.write(LARGE);
    await refusal(objects.write(key, body), 'unavailable');
    expect(body.destroyed).to.equal(true);
    expect(stub.openUploads(bucket)).to.equal(0);
  });

  it('stores nothing that was damaged on its way, be it whole or in parts', async () => {
    stub.fail({ kind: 'damage-received' }, isPut, 9);
    await refusal(put(randomBytes(1000)), 'unavailable');
    await refusal(put(LARGE), 'unavailable');
    expect(await objects.stat(key)).to.equal(undefined);
    expect(stub.openUploads(bucket)).to.equal(0);
  });

  it('keeps the file when the server fails while it is taken in', async () => {
    const path = join(dir, 'taken');
    await writeFile(path, LARGE);
    stub.fail({ kind: 'refuse', status: 500, code: 'InternalError' }, isCompletion, 9);
    await refusal(objects.takeFile(key, path, { sha256: sha256Of(LARGE) }), 'unavailable');
    expect(await readdir(dir)).to.deep.equal(['taken']);
    expect(stub.openUploads(bucket)).to.equal(0);
    await rm(path);
  });

  it('lets one of twelve writers of a large object win', async () => {
    const all = await Promise.all(
      Array.from({ length: 12 }, () => objects.write(key, Readable.from([LARGE]))),
    );
    expect(all.filter(({ created }) => created)).to.have.length(1);
    expect(stub.openUploads(bucket)).to.equal(0);
  });

  it('notices before the end of a large object that another writer was faster', async () => {
    stub.fail({ kind: 'ignore-condition' }, isCompletion, 9);
    const body = Readable.from(
      (async function* () {
        yield LARGE;
        await rawPut(Buffer.from('faster'));
      })(),
    );
    expect((await objects.write(key, body)).created).to.equal(false);
    expect((await stored()).toString()).to.equal('faster');
    expect(stub.openUploads(bucket)).to.equal(0);
  });

  async function rawPut(bytes: Buffer): Promise<void> {
    const client = rawClient(stub);
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes }));
    client.destroy();
  }

  it('ends uploads that somebody began more than a day ago and never finished', async () => {
    const client = rawClient(stub);
    await client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: 'old' }));
    stub.ageUploads(bucket, 2 * DAY_MS);
    await client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: 'new' }));
    client.destroy();
    await (await open()).close();
    expect(stub.openUploads(bucket)).to.equal(1);
    stub.ageUploads(bucket, 2 * DAY_MS);
    await (await open()).close();
    expect(stub.openUploads(bucket)).to.equal(0);
  });

  describe('with checksums', () => {
    it('sends a checksum of every part, and finds an answer that was damaged', async () => {
      const checking = await open({ checksums: 'WHEN_SUPPORTED' });
      try {
        await checking.write(key, Readable.from([LARGE]));
        expect(stub.requests.filter(isPart)).to.have.length(3);
        for (const { headers } of stub.requests.filter(isPart)) {
          expect(headers['x-amz-checksum-crc32']).to.be.a('string');
        }
        key = randomUUID();
        await checking.write(key, Readable.from([randomBytes(1000)]));
        stub.fail({ kind: 'damage-answer' }, isGet);
        await refusal(checking.read(key).then(buffer), 'unavailable');
      } finally {
        await checking.close();
      }
    });

    it('is refused by the stub where a trailing checksum is wrong, and served where it is right', async () => {
      const client = rawClient(stub, { requestChecksumCalculation: 'WHEN_SUPPORTED', maxAttempts: 1 });
      const bytes = randomBytes(200_000);
      const input = { Bucket: bucket, Key: key, ContentLength: bytes.byteLength };
      const send = () => client.send(new PutObjectCommand({ ...input, Body: Readable.from([bytes]) }));
      try {
        stub.fail({ kind: 'damage-received' }, isPut);
        expect(await send().catch((error: Error) => error.name)).to.equal('BadDigest');
        await send();
        expect(stub.requests.at(-1)?.headers['x-amz-trailer']).to.equal('x-amz-checksum-crc32');
        expect((await stored()).equals(bytes)).to.equal(true);
        const answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        const read = Buffer.from((await answer.Body?.transformToByteArray()) ?? []);
        expect(read.equals(bytes)).to.equal(true);
      } finally {
        client.destroy();
      }
    });
  });

  describe('the stub', () => {
    it('refuses what S3 refuses', async () => {
      const client = rawClient(stub, { maxAttempts: 1 });
      const wrong = rawClient({ ...stub, secretAccessKey: 'wrong' }, { maxAttempts: 1 });
      const input = { Bucket: bucket, Key: key };
      const nameOf = (sending: Promise<unknown>) =>
        sending.then(
          () => 'accepted',
          (error: Error) => error.name,
        );
      const md5 = Buffer.alloc(16).toString('base64');
      const sha256 = Buffer.alloc(32).toString('base64');
      const { UploadId = '' } = await client.send(new CreateMultipartUploadCommand(input));
      const part = (number: number) =>
        client.send(
          new UploadPartCommand({ ...input, UploadId, PartNumber: number, Body: Buffer.from('x') }),
        );
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
        expect((await fetch(`${stub.endpoint}/${bucket}/${key}`)).status).to.equal(403);
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
});
