import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { expect } from 'chai';
import { anythingIiifCanShow } from '../../intake/profile.ts';
import { Fault } from '../../model/fault.ts';
import { newId } from '../../model/ids.ts';
import type { DueStep, StepOutcome } from '../../storage/jobs/jobs.ts';
import { masterKey } from '../../storage/objects/keys.ts';
import type { Objects } from '../../storage/objects/objects.ts';
import { openObjects } from '../../storage/objects/open.ts';
import { createByteBudget } from '../../workers/byte-budget.ts';
import { type ReadScan, readOnce } from '../../workers/read-once.ts';
import { openScratch } from '../../workers/scratch.ts';
import { checkMaster } from '../../workers/steps/check-master.ts';
import { buildTiff } from '../fixtures/build-tiff.ts';
import { convertTiff, makePixels, writeTiff } from '../fixtures/make-tiffs.ts';
import { makeBucket } from '../fixtures/s3-server.ts';
import { startS3Stub } from '../fixtures/s3-stub.ts';

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const never = new AbortController().signal;

/** A store, and how often and how much of it was read. */
function counted(store: Objects) {
  const read = { times: 0, bytes: 0 };
  const count = (bytes: number) => {
    read.times += 1;
    read.bytes += bytes;
  };
  const objects: Objects = {
    ...store,
    async read(key, signal) {
      count(0);
      const body = await store.read(key, signal);
      return body.pipe(
        new Transform({
          transform(chunk: Uint8Array, _encoding, done) {
            read.bytes += chunk.length;
            done(null, chunk);
          },
        }),
      );
    },
    async readRange(key, offset, length, signal) {
      count(length);
      return await store.readRange(key, offset, length, signal);
    },
    async withLocalFile(key, use, signal) {
      count((await store.stat(key))?.sizeBytes ?? 0);
      return await store.withLocalFile(key, use, signal);
    },
  };
  return { objects, read };
}

const stores: Readonly<Record<string, (dataDir: string) => Promise<[Objects, () => Promise<void>]>>> = {
  'the local store': async (dataDir) => [await openObjects({ dataDir }), async () => undefined],
  S3: async (dataDir) => {
    const stub = await startS3Stub();
    const s3 = { ...stub, bucket: await makeBucket(stub) };
    return [await openObjects({ dataDir, s3 }), () => stub.close()];
  },
};

for (const [name, openStore] of Object.entries(stores)) {
  describe(`the check of a master in ${name}`, () => {
    let dataDir: string;
    let store: Objects;
    let stopStore: () => Promise<void>;
    const masters: Record<string, Buffer> = {};

    before(async () => {
      dataDir = await mkdtemp(join(tmpdir(), 'recto-once-'));
      [store, stopStore] = await openStore(dataDir);
      const plain = await writeTiff(join(dataDir, 'plain.tif'), makePixels(301, 203));
      masters['a good one'] = await readFile(plain);
      masters['one in Lab'] = await readFile(
        await convertTiff(plain, join(dataDir, 'lab.tif'), '-colorspace', 'Lab', '-depth', '8'),
      );
      masters['one that is cut short'] = buildTiff().bytes.subarray(0, 9_000);
    });
    after(async () => {
      await store.close();
      await stopStore();
      await rm(dataDir, { recursive: true });
    });

    async function check(bytes: Buffer, memoryBytes: number) {
      const { objects, read } = counted(store);
      const sha256 = sha256Of(bytes);
      await store.write(masterKey(sha256), Readable.from([bytes]), { sha256 });
      const scratch = await openScratch(join(dataDir, 'scratch'));
      const profile = anythingIiifCanShow(100_000_000);
      const memory = createByteBudget(memoryBytes);
      const work = checkMaster({ objects, scratch, memory, profile, maxPixels: profile.maxPixels });
      const file = { fileVersionId: newId(), masterKey: masterKey(sha256), sha256, sizeBytes: bytes.length };
      const input = { ...file, originalName: 'page.tif' };
      const due: DueStep = { id: newId(), step: 'check-master', lane: 'station', attempt: 1, input };
      const outcome: StepOutcome = await work(due, { signal: never, progress: () => undefined });
      expect(await readdir(join(dataDir, 'scratch'), { recursive: true })).to.have.lengthOf.at.most(1);
      expect(memory.take(memoryBytes), 'memory that was not given back').not.to.equal(undefined);
      return { outcome, read };
    }

    it('reads it once, be there room for it in memory or not, and finds the same', async () => {
      for (const [what, bytes] of Object.entries(masters)) {
        const roomy = await check(bytes, bytes.length);
        const tight = await check(bytes, bytes.length - 1);
        for (const { read } of [roomy, tight])
          expect(read, what).to.deep.equal({ times: 1, bytes: bytes.length });
        expect(nameless(roomy.outcome), what).to.deep.equal(nameless(tight.outcome));
      }
      const { outcome } = await check(masters['one in Lab'] ?? Buffer.of(), 0);
      expect(outcome).to.deep.include({ findings: [] });
      expect(outcome.step === 'check-master' && outcome.facts?.photometric).to.equal('CIELab');
    });
  });
}

/** What was found, without the address of the preview, in which the scan's id is; only whether there is one. */
function nameless(outcome: StepOutcome) {
  if (outcome.step !== 'check-master') throw new Error(outcome.step);
  return { ...outcome, previewKey: typeof outcome.previewKey };
}

describe('reading a scan once', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'recto-once-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const keeping = (sizeBytes: number, memoryBytes: number) => ({
    ...{ sizeBytes, folder, signal: never },
    memory: createByteBudget(memoryBytes),
  });

  async function bytesOf({ source, image }: ReadScan): Promise<[Buffer, Buffer]> {
    const bytes = Buffer.from(await source.read(0, source.sizeBytes));
    return [bytes, typeof image === 'string' ? await readFile(image) : Buffer.from(image)];
  }

  for (const memoryBytes of [0, 1_000_000])
    it(`hands on every byte and their digest, with ${memoryBytes} bytes of memory`, async () => {
      const bytes = randomBytes(300_001);
      const body = Readable.from([bytes.subarray(0, 7), bytes.subarray(7, 200_000), bytes.subarray(200_000)]);
      await readOnce(body, keeping(bytes.length, memoryBytes), async (scan) => {
        expect(typeof scan.image).to.equal(memoryBytes === 0 ? 'string' : 'object');
        expect(scan.sha256).to.equal(sha256Of(bytes));
        for (const kept of await bytesOf(scan)) expect(kept.equals(bytes)).to.equal(true);
      });
    });

  it('takes no other number of bytes than was said, and gives its memory back', async () => {
    for (const [said, pieces] of [
      [10, [5]],
      [10, [5, 6]],
      [10, [10, 1]],
      [10, []],
    ] as const) {
      const body = Readable.from(pieces.map((length) => randomBytes(length)));
      const kept = keeping(said, said);
      const thrown: unknown = await readOnce(body, kept, async () => 'read').catch((error: unknown) => error);
      expect(thrown).to.be.instanceOf(Fault).and.to.include({ code: 'unavailable' });
      expect(body.destroyed).to.equal(true);
      expect(kept.memory.take(said)).not.to.equal(undefined);
    }
  });

  it('stops when it is told to, with the reason', async () => {
    const stopping = new AbortController();
    async function* slowly() {
      yield randomBytes(5);
      stopping.abort(new Error('enough'));
      yield randomBytes(5);
    }
    const kept = { ...keeping(10, 10), signal: stopping.signal };
    const thrown: unknown = await readOnce(Readable.from(slowly()), kept, async () => 'read').catch(
      (error: unknown) => error,
    );
    expect(thrown).to.include({ message: 'enough' });
    expect(kept.memory.take(10)).not.to.equal(undefined);
  });
});

describe('memory that steps share', () => {
  it('is given as long as there is some, and taken back once', () => {
    const budget = createByteBudget(10);
    const first = budget.take(6);
    expect(budget.take(5)).to.equal(undefined);
    const second = budget.take(4);
    expect(second).not.to.equal(undefined);
    first?.();
    first?.();
    expect(budget.take(7)).to.equal(undefined);
    expect(budget.take(6)).not.to.equal(undefined);
  });
});
