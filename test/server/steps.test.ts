import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import type { Event } from '../../model/event.ts';
import type { TechnicalFacts } from '../../model/file-version.ts';
import type { Finding } from '../../model/finding.ts';
import { newId } from '../../model/ids.ts';
import { acceptUpload } from '../../server/actions/accept-upload.ts';
import { commitStep } from '../../server/actions/commit-step.ts';
import { retryFile } from '../../server/actions/retry-file.ts';
import { sweep } from '../../server/actions/sweep.ts';
import { uploadPlaces } from '../../server/uploads/places.ts';
import { consumeSteps } from '../../storage/jobs/consume-steps.ts';
import type { CutOutcome, DueStep, StepConsumer, StepResult, StepWork } from '../../storage/jobs/jobs.ts';
import { packKey, previewKey } from '../../storage/objects/keys.ts';
import { dueStepsOf } from '../../storage/records/due-steps.ts';
import { eventsOfItem } from '../../storage/records/events.ts';
import { findFileVersion } from '../../storage/records/file-versions.ts';
import { findSurface } from '../../storage/records/surfaces.ts';
import { goodHeader } from '../fixtures/good-facts.ts';
import { faultOf } from '../fixtures/holdings.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { until } from '../fixtures/until.ts';

const FACTS: TechnicalFacts = { ...goodHeader, width: 30, height: 20, iccProfile: null };

const CUT_SHORT: Finding = {
  rule: 'decode',
  severity: 'error',
  message: { en: 'The file is cut short.', nl: 'Het bestand is afgebroken.' },
};

const checked = (findings: readonly Finding[] = []): StepResult => ({
  ok: true,
  outcome: { step: 'check-master', facts: FACTS, findings },
});

const cutOf = (step: DueStep): CutOutcome => ({
  step: 'cut-tiles',
  recipe: 'r1',
  key: packKey(step.input.fileVersionId, 'r1'),
  sizeBytes: 9,
  sha256: 'a'.repeat(64),
  width: 30,
  height: 20,
  tileSize: 512,
  directoryOffset: 1,
  directoryBytes: 8,
});

describe('what comes of the steps of a file', function () {
  this.timeout(30_000);
  let server: TestServer;
  let item: string;

  before(async () => {
    server = await startTestServer({ sweepEveryMs: 3_600_000 });
  });
  after(() => server?.stop());
  beforeEach(async () => {
    item = (await server.makeItem()).id;
  });

  /** A file that has just been received. */
  async function receive(name = 'p1.tif', content = newId()): Promise<string> {
    const path = join(uploadPlaces(server.dataDir).put, newId());
    await writeFile(path, content);
    const arrived = {
      itemId: item,
      fileName: name,
      path,
      sha256: undefined,
      uploadId: undefined,
      sessionId: null,
      stationId: null,
      agent: 'test',
    };
    return (await acceptUpload(server.parts, arrived)).fileVersionId;
  }

  async function due(fileVersionId: string): Promise<DueStep> {
    const [step] = await server.parts.records.read((rows) => dueStepsOf(rows, fileVersionId));
    if (step === undefined) throw new Error('nothing is due');
    return step;
  }

  const file = async (id: string) => (await server.parts.records.read((rows) => findFileVersion(rows, id)))!;
  const surfaceOf = async (id: string) => {
    const { surfaceId } = await file(id);
    return (await server.parts.records.read((rows) => findSurface(rows, surfaceId)))!;
  };
  const events = async (): Promise<Event[]> =>
    (await server.parts.records.read((rows) => eventsOfItem(rows, item, 100))).toReversed();
  const commit = (step: DueStep, result: StepResult) => commitStep(server.parts, step, result);

  async function makeReady(id: string): Promise<void> {
    await commit(await due(id), checked());
    const step = await due(id);
    await commit(step, { ok: true, outcome: cutOf(step) });
  }

  it('goes from received to ready, one event a step', async () => {
    const id = await receive();
    expect((await file(id)).state).to.equal('checking');
    await commit(await due(id), checked());
    expect(await file(id)).to.deep.include({ state: 'deriving', facts: FACTS });
    const step = await due(id);
    expect(step).to.include({ step: 'cut-tiles', lane: 'tiles' });
    await commit(step, { ok: true, outcome: cutOf(step) });
    expect((await file(id)).state).to.equal('ready');
    expect(await surfaceOf(id)).to.include({ state: 'captured', currentVersionId: id, latestVersionId: id });
    expect((await events()).map(({ type }) => type)).to.include.members([
      'ingestion',
      'validation',
      'creation',
    ]);
    expect(await server.parts.records.read((rows) => dueStepsOf(rows, id))).to.deep.equal([]);
  });

  it('has a preview for those who may see it, once it was checked', async () => {
    const id = await receive();
    const path = `/api/files/${id}/preview`;
    expect((await server.ask(path)).status).to.equal(404);
    const shown = async () => (await server.item(item)).surfaces[0]?.versions[0];
    expect((await shown())?.preview).to.equal(null);
    const key = previewKey(id);
    await server.parts.objects.write(key, Readable.from([Buffer.from('a picture')]));
    await commit(await due(id), {
      ok: true,
      outcome: { step: 'check-master', facts: null, findings: [CUT_SHORT], previewKey: key },
    });
    expect(await shown()).to.include({ state: 'rejected', preview: path });
    const answer = await server.ask(path);
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).to.deep.equal([
      200,
      'image/jpeg',
      'a picture',
    ]);
    expect((await fetch(`${server.url}${path}`)).status).to.equal(401);
  });

  it('is counted in its lane', async () => {
    await receive();
    const metrics = await (await server.ask('/metrics')).text();
    const waiting = /recto_steps\{lane="station",state="waiting"[^}]*\} (\d+)/.exec(metrics)?.[1];
    expect(Number(waiting)).to.be.at.least(1);
  });

  it('is written down once, however often it comes', async () => {
    const id = await receive();
    const check = await due(id);
    await Promise.all([1, 2, 3].map(() => commit(check, checked([{ ...CUT_SHORT, severity: 'warning' }]))));
    const cut = await due(id);
    const result: StepResult = { ok: true, outcome: cutOf(cut) };
    await Promise.all([1, 2, 3].map(() => commit(cut, result)));
    await commit(check, { ok: false, reason: 'late' });
    expect((await file(id)).state).to.equal('ready');
    const types = (await events()).map(({ type }) => type).filter((type) => type !== 'registration');
    expect(types).to.deep.equal(['ingestion', 'validation', 'creation']);
    expect((await server.item(item)).surfaces[0]?.versions[0]?.findings).to.have.length(1);
  });

  it('keeps out a scan with an error, and says why', async () => {
    const id = await receive();
    await commit(await due(id), checked([CUT_SHORT]));
    expect((await file(id)).state).to.equal('rejected');
    const view = await server.item(item);
    expect(view.state).to.equal('attention');
    expect(view.surfaces[0]?.versions[0]?.findings[0]?.message.nl).to.equal('Het bestand is afgebroken.');
    expect((await events()).at(-1)).to.include({
      type: 'validation',
      outcome: 'failure',
      detail: 'p1.tif was rejected. The file is cut short.',
    });
    expect(await server.parts.records.read((rows) => dueStepsOf(rows, id))).to.deep.equal([]);
  });

  it('can be tried again after it failed, and a result of the try before counts no more', async () => {
    const id = await receive();
    const first = await due(id);
    await commit(first, { ok: false, reason: 'The disk is full.' });
    expect(await file(id)).to.include({ state: 'failed', failure: 'The disk is full.' });
    expect((await events()).at(-1)).to.include({ type: 'failure', detail: 'p1.tif: The disk is full.' });

    const answer = await server.ask(`/api/files/${id}/retry`, { method: 'POST' });
    expect(answer.status).to.equal(202);
    expect(await file(id)).to.include({ state: 'checking', failure: null });
    await commit(first, { ok: false, reason: 'The disk is full.' });
    expect((await file(id)).state).to.equal('checking');
    const second = await due(id);
    expect([second.id, second.attempt]).to.deep.equal([first.id, 2]);
    await commit(second, checked());
    expect((await file(id)).state).to.equal('deriving');
    expect((await faultOf(retryFile(server.parts, id, 'test'))).code).to.equal('conflict');
    expect((await faultOf(retryFile(server.parts, newId(), 'test'))).code).to.equal('not-found');
  });

  it('does not believe that a pack lies where it does not belong', async () => {
    const id = await receive();
    await commit(await due(id), checked());
    const step = await due(id);
    await commit(step, { ok: true, outcome: { ...cutOf(step), key: packKey(newId(), 'r1') } });
    expect((await file(id)).state).to.equal('failed');
  });

  it('shows the newest scan that is ready, whichever was done first', async () => {
    const first = await receive('p1.tif');
    const second = await receive('p1.tif');
    await makeReady(second);
    expect((await surfaceOf(second)).currentVersionId).to.equal(second);
    await makeReady(first);
    expect(await surfaceOf(first)).to.include({ currentVersionId: second, latestVersionId: second });
  });

  describe('with workers', () => {
    let workers: StepConsumer | undefined;

    const work: StepWork = async (step) =>
      step.step === 'check-master' ? { step: 'check-master', facts: FACTS, findings: [] } : cutOf(step);
    async function startWorkers(): Promise<void> {
      workers = await consumeSteps({
        redisUrl: server.redis.url,
        concurrency: { station: 2, tiles: 1, bulk: 1, care: 1 },
        work: { 'check-master': work, 'cut-tiles': work },
        make: () => Promise.reject(new Error('nothing is made here')),
        classify: (thrown) => ({ again: false, reason: String(thrown) }),
        tell: () => undefined,
      });
    }
    afterEach(() => workers?.close());

    const untilReady = (count: number) =>
      server.untilItem(item, (view) => view.counts.ready === count && view.counts.total === count, 20_000);

    it('is committed by itself', async () => {
      await startWorkers();
      await Promise.all([1, 2, 3].map((n) => receive(`p${n}.tif`)));
      await untilReady(3);
    });

    it('is published again where the queue has lost everything', async () => {
      await Promise.all([1, 2, 3].map((n) => receive(`p${n}.tif`)));
      await server.redis.kill();
      await server.redis.lose();
      await server.redis.again();
      await server.parts.jobs.ping().catch(() => undefined);
      let published = 0;
      await until(async () => {
        published = await sweep(server.parts);
        return true;
      });
      expect(published).to.be.at.least(3);
      expect(await sweep(server.parts)).to.equal(0);
      await startWorkers();
      await untilReady(3);
      expect((await events()).filter(({ type }) => type === 'creation')).to.have.length(3);
    });

    it('is published by the next sweep where the queue was away when it became due', async () => {
      await server.redis.kill();
      const id = await receive();
      expect((await file(id)).state).to.equal('received');
      await server.redis.again();
      await until(() => sweep(server.parts).then(() => true));
      expect((await file(id)).state).to.equal('checking');
      await startWorkers();
      await untilReady(1);
    });
  });
});
