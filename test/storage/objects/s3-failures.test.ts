import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { createS3Objects } from '../../../storage/objects/s3.ts';
import { refusal } from '../../contract/store-under-test.ts';
import { isAny, isGet, isPut, openS3Bench } from '../../fixtures/s3-bench.ts';
import { startS3Stub } from '../../fixtures/s3-stub.ts';

describe('S3 when things go wrong', function () {
  this.timeout(60_000);
  const bench = openS3Bench();

  it('asks again after 503 and 500, and then writes and reads', async () => {
    const bytes = randomBytes(1000);
    bench.stub.fail({ kind: 'refuse', status: 503, code: 'SlowDown' }, isPut, 2);
    expect((await bench.put(bytes)).created).to.equal(true);
    expect(bench.count(isPut)).to.equal(3);
    bench.stub.fail({ kind: 'refuse', status: 500, code: 'InternalError' }, isGet, 2);
    expect((await bench.objects.readRange(bench.key, 0, 1000)).equals(bytes)).to.equal(true);
    expect(bench.count(isGet)).to.equal(3);
  });

  it('gives up as unavailable when the server refuses again and again', async () => {
    bench.stub.fail({ kind: 'refuse', status: 500, code: 'InternalError' }, isAny, 1000);
    await refusal(bench.put(Buffer.from('x')), 'unavailable');
    await refusal(bench.objects.stat(bench.key), 'unavailable');
    await refusal(bench.objects.remove(bench.key), 'unavailable');
    await refusal(bench.objects.readRange(bench.key, 0, 1), 'unavailable');
    await refusal(bench.objects.list('')[Symbol.asyncIterator]().next(), 'unavailable');
    expect(bench.count(isAny)).to.be.below(25);
  });

  it('reads a range with one request, over a connection that it keeps', async () => {
    await bench.put(randomBytes(1000));
    bench.stub.forget();
    await bench.objects.readRange(bench.key, 10, 20);
    expect(bench.stub.requests).to.have.length(1);
    expect(bench.stub.requests[0]?.headers.connection).to.equal('keep-alive');
  });

  it('asks again for a range whose connection is cut in the middle', async () => {
    const bytes = randomBytes(300_000);
    await bench.put(bytes);
    bench.stub.fail({ kind: 'cut', afterBytes: 100_000 }, isGet, 2);
    expect(
      (await bench.objects.readRange(bench.key, 5, 250_000)).equals(bytes.subarray(5, 250_005)),
    ).to.equal(true);
    expect(bench.count(isGet)).to.equal(3);
  });

  it('never gives a range out short, however often it is cut or goes silent', async () => {
    await bench.put(randomBytes(300_000));
    bench.stub.fail({ kind: 'cut', afterBytes: 100_000 }, isGet, 3);
    await refusal(bench.objects.readRange(bench.key, 0, 250_000), 'unavailable');
    bench.stub.fail({ kind: 'stall', afterBytes: 100_000 }, isGet, 3);
    await refusal(bench.impatient.readRange(bench.key, 0, 250_000), 'unavailable');
    bench.stub.fail({ kind: 'cut', afterBytes: 0 }, isGet, 3);
    await refusal(bench.objects.readRange(bench.key, 0, 250_000), 'unavailable');
  });

  it('does not take the whole object for the range that was asked', async () => {
    await bench.put(randomBytes(1000));
    bench.stub.fail({ kind: 'ignore-range' }, isGet, 9);
    await refusal(bench.objects.readRange(bench.key, 0, 10), 'unavailable');
  });

  it('ends a stream that is cut or goes silent with a Fault, and lends no half file', async () => {
    await bench.put(randomBytes(300_000));
    for (const kind of ['cut', 'stall'] as const) {
      bench.stub.fail({ kind, afterBytes: 100_000 }, isGet);
      await refusal(bench.impatient.read(bench.key).then(buffer), 'unavailable');
      bench.stub.fail({ kind, afterBytes: 100_000 }, isGet);
      let lent = false;
      const lending = bench.impatient.withLocalFile(bench.key, async () => {
        lent = true;
      });
      await refusal(lending, 'unavailable');
      expect(lent).to.equal(false);
    }
    expect(await readdir(bench.dir)).to.deep.equal([]);
  });

  it('is unavailable when the server does not answer in time or is not there', async () => {
    await bench.put(Buffer.from('x'));
    bench.stub.fail({ kind: 'slow', delayMs: 2_000 }, isGet, 9);
    await refusal(bench.impatient.readRange(bench.key, 0, 1), 'unavailable');
    const gone = await startS3Stub();
    await gone.close();
    const opening = createS3Objects({ ...gone, bucket: bench.bucket, scratchDir: bench.dir, timeoutMs: 300 });
    await refusal(opening, 'unavailable');
  });

  it('says what is wrong with its settings when it is opened', async () => {
    const settings = { ...bench.stub, bucket: bench.bucket, scratchDir: bench.dir };
    await refusal(createS3Objects({ ...settings, bucket: 'nowhere' }), 'bad-request');
    await refusal(createS3Objects({ ...settings, secretAccessKey: 'wrong' }), 'unavailable');
    await refusal(createS3Objects({ ...settings, secretAccessKey: undefined }), 'bad-request');
  });
});
