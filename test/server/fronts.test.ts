import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { get, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { expect } from 'chai';
import { newId } from '../../model/ids.ts';
import { sumOf } from '../fixtures/counts.ts';
import { askAlone, type PlainAnswer } from '../fixtures/plain-http.ts';
import { frontsOf } from '../fixtures/processes.ts';
import { type PublishedScan, publishScan } from '../fixtures/published-images.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { until } from '../fixtures/until.ts';

const FRONTS = 2;

describe('fronts', function () {
  this.timeout(60_000);
  let server: TestServer;
  let scan: PublishedScan;

  before(async () => {
    server = await startTestServer({ processes: FRONTS });
    scan = await publishScan(server, server.env, { width: 1003, height: 707 });
  });
  after(() => server?.stop());

  /** Over connections of their own, one after the other: each front gets as many of them as the others. */
  async function askEach(path: string): Promise<PlainAnswer[]> {
    const answers: PlainAnswer[] = [];
    for (let time = 0; time < 2 * FRONTS; time += 1) answers.push(await askAlone(`${server.url}${path}`));
    return answers;
  }

  /** The sum of all numbers of a name with these labels. */
  async function read(name: string, labels = ''): Promise<number> {
    return sumOf(await untilHeardFrom(FRONTS), name, labels);
  }

  /** Who does not say in time what it has counted is left out: on a busy machine, anybody. @returns all numbers */
  async function untilHeardFrom(fronts: number): Promise<string> {
    let text = '';
    await until(async () => {
      text = (await askAlone(`${server.url}/metrics`)).body.toString();
      return text.match(/^nodejs_eventloop_lag_p99_seconds\{process="front-/gm)?.length === fronts;
    });
    return text;
  }

  const tile = () => `${scan.service}/0,0,512,512/512,512/0/default.jpg`;

  it('answer tiles and descriptions, all the same', async () => {
    for (const path of [tile(), `${scan.service}/info.json`]) {
      const [first, ...others] = await askEach(path);
      expect(first?.status).to.equal(200);
      expect(first?.headers['cache-control']).to.match(/^public/);
      for (const { headers, body } of others) {
        expect({ ...headers, date: '' }).to.deep.equal({ ...first?.headers, date: '' });
        expect(body.equals(first?.body ?? Buffer.of())).to.equal(true);
      }
    }
  });

  it('count each answer once, whoever gave it', async () => {
    const name = 'recto_image_requests_total';
    const counted = await read(name, 'status="200"');
    const tiles = await askEach(tile());
    const drawn = await askEach(`${scan.service}/full/137,/0/default.png`);
    expect([...tiles, ...drawn].map((answer) => answer.status)).to.deep.equal(Array(4 * FRONTS).fill(200));
    expect(await read(name, 'status="200"')).to.equal(counted + 4 * FRONTS);
    expect(await read('recto_image_seconds_count')).to.equal(await read(name));
    const text = await untilHeardFrom(FRONTS);
    expect(text).to.match(/^nodejs_eventloop_lag_p99_seconds\{process="server"\}/m);
    expect(text.match(/^# TYPE recto_image_requests_total counter$/gm)).to.have.length(1);
  });

  it('pass on what is for the application, with who asks for it', async () => {
    expect((await askAlone(`${server.url}/metrics`)).status).to.equal(200);
    const forwarded = { 'x-forwarded-for': '203.0.113.7' };
    expect((await askAlone(`${server.url}/metrics`, { headers: forwarded })).status).to.equal(401);
    const made = await server.ask('/api/items', { method: 'POST', json: { reference: 'Ä 1' } });
    expect([made.status, made.headers.get('transfer-encoding')]).to.deep.equal([201, null]);
    const unknown = await askAlone(`${server.url}/iiif/3/${newId()}~1/info.json`);
    expect([unknown.status, unknown.headers['access-control-allow-origin']]).to.deep.equal([404, '*']);
  });

  it('pass on who asks and for whom, however many headers come before that', async () => {
    const names = Array.from({ length: 1_400 }, (_, index) => [`h${index}`, '']);
    const many = { host: 'localhost', ...Object.fromEntries(names) };
    expect((await askAlone(`${server.url}/metrics`, { headers: many })).status).to.equal(200);
    const forwarded = { ...many, 'x-forwarded-for': '203.0.113.7' };
    expect((await askAlone(`${server.url}/metrics`, { headers: forwarded })).status).to.equal(401);
  });

  it('take two thousand and more connections that come at the same moment', async () => {
    const asked = Array.from({ length: 2_500 }, () => askAlone(`${server.url}${scan.service}/info.json`));
    const statuses = (await Promise.allSettled(asked)).map((each) =>
      each.status === 'fulfilled' ? each.value.status : String(each.reason),
    );
    expect(new Set(statuses)).to.deep.equal(new Set([200]));
  });

  it('pass on events as they come, and hang up beyond once the page has gone', async () => {
    const watching = server.parts.live.count();
    const listening = get(`${server.url}/api/events`, { headers: server.headers, agent: false });
    const [events] = (await once(listening, 'response')) as [IncomingMessage];
    events.on('error', () => undefined);
    let heard = '';
    events.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
    });
    await until(() => heard.includes('retry:') && server.parts.live.count() === watching + 1);
    const { id } = await server.makeItem();
    await server.parts.jobs.announce({ kind: 'item', itemId: id });
    await until(() => heard.includes(id));
    events.destroy();
    await until(() => server.parts.live.count() === watching);
  });

  it('let the application know that a sender has hung up in the middle of a body', async () => {
    const { id } = await server.makeItem();
    const arriving = () => readdir(`${server.dataDir}/uploads/put`);
    const put = request(`${server.url}/api/items/${id}/files/p1.tif`, {
      method: 'PUT',
      agent: false,
      headers: {
        ...server.headers,
        'content-digest': `sha-256=:${'A'.repeat(43)}=:`,
        'content-length': '9000000',
      },
    });
    put.on('error', () => undefined);
    put.write(Buffer.alloc(100_000));
    await until(async () => (await arriving()).length === 1);
    put.destroy();
    await until(async () => (await arriving()).length === 0);
  });

  it('go on without one that hangs, and say what the others have counted', async () => {
    const [hanging = 0] = frontsOf(process.pid);
    process.kill(hanging, 'SIGSTOP');
    try {
      // The first connection that it is given stays with it.
      const lost = request(`${server.url}/health/live`, { agent: false }).on('error', () => undefined);
      const lostToo = request(`${server.url}/health/live`, { agent: false }).on('error', () => undefined);
      lost.end();
      lostToo.end();
      expect((await askEach(tile())).map((answer) => answer.status)).to.deep.equal(
        Array(2 * FRONTS).fill(200),
      );
      await untilHeardFrom(FRONTS - 1);
    } finally {
      process.kill(hanging, 'SIGCONT');
    }
  });

  it('are started again when they are killed', async () => {
    const before = frontsOf(process.pid);
    for (const pid of before) process.kill(pid, 'SIGKILL');
    // Until one is there again connections wait.
    expect((await askAlone(`${server.url}/health/ready`)).status).to.equal(200);
    await until(() => frontsOf(process.pid).filter((pid) => !before.includes(pid)).length === FRONTS);
    for (const answer of await askEach(tile())) expect(answer.status).to.equal(200);
  });

  it('know at once that an item was withdrawn', async () => {
    for (const answer of await askEach(tile())) expect(answer.status).to.equal(200);
    const withdrawn = await server.ask(`/api/items/${scan.itemId}/withdraw`, {
      method: 'POST',
      json: { reason: 'x' },
    });
    expect(withdrawn.status, await withdrawn.text()).to.be.below(300);
    for (const answer of await askEach(tile())) expect(answer.status).to.equal(410);
  });

  it('end with the server, and leave no socket files', async () => {
    const mine = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('recto-fronts-'));
    const before = await mine();
    const another = await startTestServer({ processes: FRONTS });
    const all = frontsOf(process.pid);
    expect(await mine()).to.have.length(before.length + 1);
    await another.stop();
    expect(await mine()).to.have.members(before);
    expect(frontsOf(process.pid)).to.have.length(all.length - FRONTS);
  });
});
