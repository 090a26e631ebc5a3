import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { newId } from '../../model/ids.ts';
import type { FileView } from '../../model/views.ts';
import { commitStep } from '../../server/actions/commit-step.ts';
import { dueStepsOf } from '../../storage/records/due-steps.ts';
import { sumOf } from '../fixtures/counts.ts';
import { readJson, startTestServer, type TestServer } from '../fixtures/server.ts';
import { sha256Of } from '../fixtures/tus.ts';

describe('what the server counts, read at /metrics', function () {
  this.timeout(30_000);
  let server: TestServer;
  let item: string;

  before(async () => {
    server = await startTestServer({ sweepEveryMs: 3_600_000 });
    item = (await server.makeItem()).id;
  });
  after(() => server?.stop());

  /** A number, by its name and some of its labels; 0 where it was never counted. */
  async function read(name: string, labels = ''): Promise<number> {
    return sumOf(await (await server.ask('/metrics')).text(), name, labels);
  }

  const put = (bytes: Buffer, sha256: string) => {
    const digest = Buffer.from(sha256, 'hex').toString('base64');
    return server.ask(`/api/items/${item}/files/p1.tif`, {
      method: 'PUT',
      headers: { 'content-digest': `sha-256=:${digest}:` },
      body: Uint8Array.from(bytes),
    });
  };

  it('files that came, accepted or refused, and their bytes', async () => {
    const bytes = randomBytes(1_000);
    expect((await put(bytes, sha256Of(bytes))).status).to.equal(201);
    expect((await put(bytes, sha256Of(randomBytes(1)))).status).to.be.within(400, 499);
    expect(await read('recto_uploads_total', 'outcome="accepted"')).to.equal(1);
    expect(await read('recto_uploads_total', 'outcome="refused"')).to.equal(1);
    expect(await read('recto_upload_bytes_total')).to.equal(2_000);
  });

  it('how long a step took, once, by how it ended', async () => {
    const bytes = randomBytes(1_000);
    const { id } = await readJson<FileView>(await put(bytes, sha256Of(bytes)));
    const [step] = await server.parts.records.read((rows) => dueStepsOf(rows, id));
    if (step === undefined) throw new Error('nothing is due');
    const result = { ok: false, reason: 'The disk is full.', tookMs: 1_500 } as const;
    for (let time = 0; time < 3; time += 1) await commitStep(server.parts, step, result);
    const labels = 'step="check-master",outcome="failed"';
    expect(await read('recto_step_seconds_count', labels)).to.equal(1);
    expect(await read('recto_step_seconds_sum', labels)).to.equal(1.5);
  });

  it('how long answers of the image services took', async () => {
    expect((await server.ask(`/iiif/3/${newId()}~1/info.json`)).status).to.equal(404);
    expect(await read('recto_image_seconds_count', 'plan="none"')).to.equal(1);
    expect(await read('recto_image_seconds_sum', 'plan="none"')).to.be.within(0.000_01, 5);
    const text = await (await server.ask('/metrics')).text();
    expect(text).to.match(/^recto_image_seconds_bucket\{le="0\.0005",/m);
  });
});
