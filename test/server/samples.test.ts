import { createHash } from 'node:crypto';
import { expect } from 'chai';
import type { Batch, BatchView } from '../../model/batch.ts';
import { newId } from '../../model/ids.ts';
import type { SampleView } from '../../model/sample.ts';
import { putDelivered } from '../fixtures/deliver-folder.ts';
import { pageOf, tableOf } from '../fixtures/delivery.ts';
import { startPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { addDelivery } from '../fixtures/sampled.ts';
import { readJson, startTestServer, type TestClient, type TestServer } from '../fixtures/server.ts';
import { until } from '../fixtures/until.ts';

describe('samples over HTTP', function () {
  this.timeout(90_000);
  let postgres: TestPostgres;
  before(async () => {
    postgres = await startPostgres();
  });
  after(() => postgres?.stop());

  describe('on SQLite', () => describeSampling(async () => ({})));
  describe('on PostgreSQL', () =>
    describeSampling(async () => ({ DATABASE_URL: await postgres.freshDatabase() })));
});

function describeSampling(env: () => Promise<Record<string, string>>): void {
  let server: TestServer;
  let curator: TestClient;
  before(async () => {
    server = await startTestServer({ env: await env() });
    curator = await server.as('curator');
  });
  after(() => server?.stop());

  const PLAN = { percent: 10, perMille: 100, seed: 'seed' };
  const post = (path: string, json: unknown = {}, as = curator) => as.ask(path, { method: 'POST', json });
  const deliver = (size = { items: 20, pages: 5 }, patch: Partial<Batch> = {}) =>
    addDelivery(server.parts.records, size, patch);
  const draw = (batchId: string, json: unknown = PLAN) => post(`/api/batches/${batchId}/samples`, json);
  const drawn = async (batchId: string, json?: unknown) => readJson<SampleView>(await draw(batchId, json));
  const samples = async (batchId: string) => {
    const answer = await curator.ask(`/api/batches/${batchId}/samples`);
    return (await readJson<{ samples: SampleView[] }>(answer)).samples;
  };
  const detailOf = async (answer: Response) => (await readJson<{ detail: string }>(answer)).detail;
  const events = () =>
    server.parts.records.read((rows) =>
      rows.selectFrom('events').selectAll().where('type', '=', 'sample').orderBy('seq').execute(),
    );
  const eventsAbout = async ({ code }: Batch) =>
    (await events()).filter(({ detail }) => detail.includes(code));
  const judge = async (surfaces: readonly string[], verdict: string) =>
    expect((await post('/api/reviews', { surfaces, verdict })).status).to.equal(201);
  const pagesOf = (sample: SampleView, items: Awaited<ReturnType<typeof deliver>>['items']) =>
    sample.items.flatMap(({ itemId }) => items.find(({ id }) => id === itemId)?.surfaces ?? []);

  it('are drawn of whole items, the same for the same seed, and stand in the trail', async () => {
    const { batch } = await deliver();
    const answer = await draw(batch.id);
    expect(answer.status).to.equal(201);
    const sample = await readJson<SampleView>(answer);
    expect(sample).to.deep.include({ ...PLAN, batchId: batch.id, of: { items: 20, files: 100 } });
    expect(sample.items.map(({ files, looked }) => [files, looked])).to.deep.equal([
      [5, 0],
      [5, 0],
    ]);
    expect(sample).to.deep.include({ settledAt: null, settledBy: null, drawnBy: 'test curator' });
    const again = await draw(batch.id);
    expect([again.status, (await readJson<SampleView>(again)).id]).to.deep.equal([200, sample.id]);
    expect(await samples(batch.id)).to.have.length(1);
    const [said, ...more] = await eventsAbout(batch);
    expect(more).to.be.empty;
    expect(said?.detail).to.contain('2 of 20 items were drawn, 10 of 100 files (10 % asked for)');
    for (const { reference } of sample.items) expect(said?.detail).to.contain(reference);
  });

  it('have a seed of their own where none is given, and are shown the newest first', async () => {
    const { batch } = await deliver();
    const [one, other] = [
      await drawn(batch.id, { percent: 10, perMille: 2 }),
      await drawn(batch.id, { percent: 10, perMille: 2 }),
    ];
    expect(one.seed).to.match(/^[0-9a-f]{16}$/);
    expect(other.seed).to.not.equal(one.seed);
    expect((await samples(batch.id)).map(({ id }) => id)).to.deep.equal([other.id, one.id]);
  });

  it('accept exactly at the tolerance, once every page was looked at', async () => {
    const { batch, items } = await deliver();
    const sample = await drawn(batch.id);
    const [first = '', ...others] = pagesOf(sample, items);
    await judge([first], 'rejected');
    await judge(others.slice(1), 'passed');
    const early = await post(`/api/samples/${sample.id}/settle`);
    expect(early.status).to.equal(409);
    expect(await detailOf(early)).to.contain('1 of 10 files of the sample are still to be looked at');
    await judge(others, 'passed');
    const settled = await readJson<SampleView>(await post(`/api/samples/${sample.id}/settle`));
    expect(settled.outcome).to.deep.include({ verdict: 'accept', allowed: 1 });
    expect(settled.counts).to.deep.include({ files: 10, looked: 10, defects: 1, rejected: 1 });
    expect(settled.settledBy).to.equal('test curator');
    const said = (await eventsAbout(batch)).at(-1);
    expect([said?.outcome, said?.detail]).to.deep.equal([
      'success',
      `The sample of delivery ${batch.code} with the seed "seed" was settled. ${settled.outcome.arithmetic.en}`,
    ]);
  });

  it('return a delivery for one defect more, before all was looked at, and stay as they were settled', async () => {
    const { batch, items } = await deliver();
    const sample = await drawn(batch.id);
    const pages = pagesOf(sample, items);
    await judge(pages.slice(0, 2), 'rejected');
    const settled = await readJson<SampleView>(await post(`/api/samples/${sample.id}/settle`));
    expect(settled.outcome.verdict).to.equal('return');
    expect(settled.counts).to.deep.include({ looked: 2, defects: 2 });
    await judge(pages, 'passed');
    expect((await samples(batch.id))[0]).to.deep.equal(settled);
    expect((await eventsAbout(batch)).at(-1)?.outcome).to.equal('failure');
  });

  it('stand in the report for the supplier, with what people rejected and why, and never what was taken back', async () => {
    const { batch, items } = await deliver();
    const sample = await drawn(batch.id);
    const [first = '', second = '', third = ''] = pagesOf(sample, items);
    const note = 'Links een klem: <b>weg</b>';
    await post('/api/reviews', { surfaces: [first], verdict: 'rejected', reason: 'cropped', note });
    await judge([second], 'rejected');
    await judge([second], 'passed');
    const id = newId();
    await post('/api/reviews', { id, surfaces: [third], verdict: 'rejected', reason: 'dirt' });
    expect((await post(`/api/reviews/${id}/undo`)).status).to.equal(200);
    const report = async (form: string) =>
      (await curator.ask(`/api/batches/${batch.id}/report.${form}?language=nl`)).text();
    const html = await report('html');
    expect(html).to.contain('Afgekeurd: afgesneden. Scan de pagina opnieuw. Links een klem: &lt;b&gt;weg');
    expect(html.match(/Afgekeurd[:.]/g)).to.have.length(1);
    expect(html).to.contain('10 van 100 bestanden, getrokken met de beginwaarde seed.');
    for (const { reference } of sample.items) expect(html).to.contain(reference);
    const csv = (await report('csv')).trimEnd().split('\n');
    expect(csv.filter((line) => line.includes('"rejected"'))).to.have.length(1);
    expect(csv.at(-1)).to.contain('afgesneden');
    expect(await report('pdf')).to.match(/^%PDF/);
  });

  it('are settled once, and said once, where two settle at once', async () => {
    const { batch, items } = await deliver();
    const sample = await drawn(batch.id);
    await judge(pagesOf(sample, items), 'passed');
    const other = await server.as('curator');
    const both = await Promise.all(
      [curator, other, curator, other].map((as) => post(`/api/samples/${sample.id}/settle`, {}, as)),
    );
    expect(both.map(({ status }) => status)).to.deep.equal([200, 200, 200, 200]);
    const [first, ...rest] = await Promise.all(both.map((answer) => readJson<SampleView>(answer)));
    for (const one of rest) expect(one).to.deep.equal(first);
    const settled = (await eventsAbout(batch)).filter(({ detail }) => detail.includes('was settled'));
    expect(settled).to.have.length(1);
  });

  it('tell the page of the delivery of every verdict on their pages', async () => {
    const { batch, items } = await deliver();
    const sample = await drawn(batch.id);
    const heard: string[] = [];
    const stop = await server.parts.jobs.listen((said) => {
      if (said.kind === 'batch') heard.push(said.batchId);
    });
    await judge(pagesOf(sample, items).slice(0, 1), 'passed');
    await until(() => heard.includes(batch.id));
    await stop();
  });

  it('tolerate no wrong name anywhere in the delivery, as its own page counts them', async () => {
    const made = await post('/api/batches', { code: newId(), kind: 'concordance', supplier: 'Scanbedrijf' });
    const { id } = await readJson<BatchView>(made);
    const pages = [pageOf(1, 1), pageOf(1, 2)].map((page) => ({ ...page, level1: '', text: '' }));
    const body = tableOf(pages);
    await curator.ask(`/api/batches/${id}/list?dry=0&name=list.csv`, { method: 'POST', body });
    const batch = async () => readJson<BatchView>(await curator.ask(`/api/batches/${id}`));
    await until(async () => (await batch()).state === 'open');
    const sample = await drawn(id, { percent: 100, perMille: 1_000 });
    expect(sample.counts).to.deep.include({ files: 2, missing: 2, misnamed: 0 });
    expect(sample.outcome.verdict).to.equal('accept');
    const path = encodeURIComponent('ARCH00860/master/1/ARCH00860_1_2.tif');
    const sent = await curator.ask(`/api/batches/${id}/files/${path}`, {
      method: 'PUT',
      body: 'a page',
      headers: { 'Content-Digest': `sha-256=:${createHash('sha256').update('a page').digest('base64')}:` },
    });
    expect(sent.status).to.equal(201);
    expect((await batch()).counts.misnamed).to.equal(1);
    const [now] = await samples(id);
    expect([now?.counts.misnamed, now?.outcome.verdict]).to.deep.equal([1, 'return']);
    // Names by which nobody can tell what was meant are wrong too; what lies beside the folders is none of the delivery's.
    for (const name of ['master/1/scan.tif', 'readme.txt'])
      await putDelivered(curator, id, `ARCH00860/${name}`, Buffer.from(name));
    expect((await batch()).counts).to.include({ misnamed: 1, unexpected: 2 });
    expect((await samples(id))[0]?.counts.misnamed).to.equal(2);
    const settled = await readJson<SampleView>(await post(`/api/samples/${sample.id}/settle`));
    expect(settled.counts.misnamed).to.equal(2);
    expect(settled.outcome.arithmetic.en).to.contain('2 wrong names in the delivery; allowed 0.');
  });

  it('say why there is nothing to draw from', async () => {
    const refusals: readonly [Partial<Batch>, RegExp][] = [
      [{ state: 'accepted' }, /has been accepted/],
      [{ state: 'new' }, /has no list yet/],
      [{ state: 'open' }, /has no pages yet/],
    ];
    for (const [patch, says] of refusals) {
      const { batch } = await deliver({ items: 0, pages: 0 }, patch);
      const answer = await draw(batch.id);
      expect(answer.status).to.equal(409);
      expect(await detailOf(answer)).to.match(says);
    }
    expect((await draw(newId())).status).to.equal(404);
    expect((await post(`/api/samples/${newId()}/settle`)).status).to.equal(404);
    expect((await curator.ask(`/api/batches/${newId()}/samples`)).status).to.equal(404);
  });

  it('are of a plan that makes sense, and for a curator', async () => {
    const { batch } = await deliver({ items: 1, pages: 1 });
    const wrong = [
      { ...PLAN, percent: 0 },
      { ...PLAN, percent: 100.001 },
      { ...PLAN, percent: 1.2345 },
      { ...PLAN, perMille: -1 },
      { ...PLAN, perMille: 1_001 },
      { ...PLAN, seed: '' },
      { ...PLAN, seed: 'a\nb' },
      { ...PLAN, seed: 'x'.repeat(101) },
      { percent: 5 },
    ];
    for (const json of wrong) expect((await draw(batch.id, json)).status, JSON.stringify(json)).to.equal(400);
    expect((await draw(batch.id, { ...PLAN, percent: 0.001, perMille: 0.057 })).status).to.equal(201);
    const technician = await server.as('technician');
    expect((await post(`/api/batches/${batch.id}/samples`, PLAN, technician)).status).to.equal(403);
    expect((await technician.ask(`/api/batches/${batch.id}/samples`)).status).to.equal(200);
  });
}
