import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import sharp from 'sharp';
import { RECIPE } from '../../../image/cut-tiles.ts';
import { parseDirectory } from '../../../image/pack.ts';
import { anythingIiifCanShow } from '../../../intake/profile.ts';
import { Fault } from '../../../model/fault.ts';
import { newId } from '../../../model/ids.ts';
import type { CutOutcome, DueStep, StepName, StepOutcome, StepWork } from '../../../storage/jobs/jobs.ts';
import { masterKey, packKey } from '../../../storage/objects/keys.ts';
import type { Objects } from '../../../storage/objects/objects.ts';
import { openObjects } from '../../../storage/objects/open.ts';
import { createByteBudget } from '../../../workers/byte-budget.ts';
import { openScratch } from '../../../workers/scratch.ts';
import { checkMaster } from '../../../workers/steps/check-master.ts';
import { cutTilesOfMaster } from '../../../workers/steps/cut-tiles.ts';
import { buildTiff } from '../../fixtures/build-tiff.ts';

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('the steps of a worker', () => {
  let dataDir: string;
  let objects: Objects;
  let check: StepWork;
  let cut: StepWork;

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'recto-steps-'));
    objects = await openObjects({ dataDir });
    const scratch = await openScratch(join(dataDir, 'scratch'));
    check = checkMaster({
      objects,
      scratch,
      memory: createByteBudget(1_000_000),
      profile: anythingIiifCanShow(100_000_000),
      maxPixels: 100_000_000,
    });
    cut = cutTilesOfMaster({ objects, scratch, maxPixels: 100_000_000 });
  });
  after(async () => {
    await objects.close();
    await rm(dataDir, { recursive: true });
  });

  async function stored(step: StepName, bytes: Buffer, originalName = 'page.tif'): Promise<DueStep> {
    const sha256 = sha256Of(bytes);
    await objects.write(masterKey(sha256), Readable.from([bytes]), { sha256 });
    const file = { fileVersionId: newId(), masterKey: masterKey(sha256), sha256 };
    const input = { ...file, sizeBytes: bytes.length, originalName };
    return { id: newId(), step, lane: 'station', attempt: 1, input };
  }

  function run(work: StepWork, step: DueStep, signal = new AbortController().signal): Promise<StepOutcome> {
    return work(step, { signal, progress: () => undefined });
  }

  async function thrownBy(work: Promise<unknown>): Promise<unknown> {
    return await work.then(
      () => 'nothing',
      (error: unknown) => (error instanceof Fault ? error.code : error),
    );
  }

  it('finds nothing wrong with a good master, twice alike', async () => {
    const step = await stored('check-master', buildTiff().bytes);
    const first = await run(check, step);
    expect(first).to.deep.include({ step: 'check-master', findings: [] });
    expect(await run(check, step)).to.deep.equal(first);
  });

  it('keeps a preview of a scan, and of what is left of a broken one; none of what is no image', async () => {
    const { bytes } = buildTiff({ width: 40, height: 30 });
    const kept = async (image: Buffer): Promise<[string, number | undefined]> => {
      const outcome = await run(check, await stored('check-master', image));
      if (outcome.step !== 'check-master') throw new Error(outcome.step);
      const { previewKey, findings } = outcome;
      const worst = findings.some(({ severity }) => severity === 'error') ? 'broken' : 'good';
      if (previewKey == null) return [worst, undefined];
      return [worst, (await sharp(join(dataDir, 'objects', previewKey)).metadata()).width];
    };
    expect(await kept(bytes)).to.deep.equal(['good', 40]);
    const jpeg = await sharp(bytes).resize(400, 300).jpeg().toBuffer();
    expect(await kept(jpeg.subarray(0, jpeg.length * 0.8))).to.deep.equal(['broken', 400]);
    expect(await kept(Buffer.from('no image at all'))).to.deep.equal(['broken', undefined]);
  });

  it('finds bytes that are not those that were promised', async () => {
    const step = await stored('check-master', buildTiff().bytes);
    const other = { ...step, input: { ...step.input, sha256: 'b'.repeat(64) } };
    const outcome = await run(check, other);
    expect(outcome.step === 'check-master' && outcome.findings.map(({ rule }) => rule)).to.deep.equal([
      'digest',
    ]);
  });

  it('does not blame the scan for a master that is not in the store', async () => {
    const step = await stored('check-master', Buffer.from('x'));
    const lost = { ...step, input: { ...step.input, masterKey: masterKey('c'.repeat(64)) } };
    expect(await thrownBy(run(check, lost))).to.equal('not-found');
    expect(await thrownBy(run(cut, lost))).to.equal('not-found');
  });

  it('stops when it is told to', async () => {
    const step = await stored('check-master', buildTiff().bytes);
    expect(await thrownBy(run(check, step, AbortSignal.abort(new Error('stop'))))).to.be.instanceOf(Error);
  });

  it('cuts a master into a pack whose facts are those of the file', async () => {
    const image = sharp({ create: { width: 1_300, height: 701, channels: 3, background: '#468' } });
    const step = await stored('cut-tiles', await image.tiff({ compression: 'lzw' }).toBuffer());
    const outcome = (await run(cut, step)) as CutOutcome;
    const key = packKey(step.input.fileVersionId, RECIPE);
    const pack = await readFile(join(dataDir, 'objects', key));
    expect(outcome).to.include({ step: 'cut-tiles', recipe: RECIPE, key, width: 1_300, height: 701 });
    expect(outcome).to.include({ sizeBytes: pack.length, sha256: sha256Of(pack) });
    const { directoryOffset, directoryBytes } = outcome;
    const index = parseDirectory(pack.subarray(directoryOffset, directoryOffset + directoryBytes));
    expect(index).to.include({ width: 1_300, height: 701, tileSize: outcome.tileSize });
    expect(
      (await readdir(join(dataDir, 'scratch'), { recursive: true })).filter((name) => name.endsWith('.zip')),
    ).to.deep.equal([]);
  });

  it('reads the facts of a pack that stands, and does not cut again', async () => {
    const image = sharp({ create: { width: 600, height: 400, channels: 3, background: '#864' } });
    const step = await stored('cut-tiles', await image.tiff().toBuffer());
    const first = await run(cut, step);
    await objects.remove(step.input.masterKey);
    expect(await run(cut, step)).to.deep.equal(first);
  });

  it('ends with one pack when two workers cut the same master at once', async () => {
    const image = sharp({ create: { width: 900, height: 900, channels: 3, background: '#486' } });
    const step = await stored('cut-tiles', await image.tiff().toBuffer());
    const [one, other] = await Promise.all([run(cut, step), run(cut, step)]);
    expect(one).to.deep.equal(other);
    const bytes = await readFile(join(dataDir, 'objects', packKey(step.input.fileVersionId, RECIPE)));
    expect(one).to.include({ sha256: sha256Of(bytes) });
  });
});
