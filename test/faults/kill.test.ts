import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { ItemView } from '../../model/views.ts';
import { eventsOfItem } from '../../storage/records/events.ts';
import { writeNoiseTiff } from '../fixtures/make-tiffs.ts';
import { spawnTestWorkers, startTestServer, type TestProcess, type TestServer } from '../fixtures/server.ts';
import { until } from '../fixtures/until.ts';

const FILES = 5;
const SIDE = { width: 4001, height: 3001 };
const PATIENCE_MS = 90_000;

/** Whether a worker is writing a pack just now. */
async function isCutting(dataDir: string): Promise<boolean> {
  const found = await readdir(join(dataDir, 'worker-scratch'), { recursive: true }).catch(() => []);
  return found.some((name) => name.endsWith('pack.zip'));
}

const states = (item: ItemView) => item.surfaces.map((surface) => surface.versions[0]?.state);

describe('killing things in the middle', function () {
  this.timeout(PATIENCE_MS * 2);
  let server: TestServer;
  let workers: TestProcess | undefined;
  let dir: string;
  const scans: { name: string; bytes: Buffer }[] = [];

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'recto-kill-'));
    for (let page = 1; page <= FILES; page += 1) {
      const path = join(dir, `p${page}.tif`);
      await writeNoiseTiff(path, SIDE.width + page, SIDE.height);
      scans.push({ name: `p${page}.tif`, bytes: await readFile(path) });
    }
    server = await startTestServer({ sweepEveryMs: 500 });
  });
  after(async () => {
    await workers?.end('SIGKILL');
    await server?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  it('loses no file, cuts each once, and remembers every step', async () => {
    const item = await server.makeItem();
    workers = await spawnTestWorkers(server.env);
    for (const { name, bytes } of scans) {
      const digest = createHash('sha256').update(bytes).digest('base64');
      const headers = { 'content-digest': `sha-256=:${digest}:` };
      const answer = await server.ask(`/api/items/${item.id}/files/${name}`, {
        method: 'PUT',
        body: bytes,
        headers,
      });
      expect(answer.status).to.equal(201);
    }

    await until(() => isCutting(server.dataDir), PATIENCE_MS);
    await workers.end('SIGKILL');
    workers = await spawnTestWorkers(server.env);

    await until(() => isCutting(server.dataDir), PATIENCE_MS);
    await server.redis.kill();
    await server.redis.lose();
    await until(async () => (await server.ask('/health/ready')).status === 503);
    await server.redis.again();

    const done = await server.untilItem(
      item.id,
      (seen) => states(seen).every((state) => state === 'ready'),
      PATIENCE_MS,
    );
    expect(states(done)).to.deep.equal(Array(FILES).fill('ready'));
    const packs: string[] = [];
    for await (const { key } of server.parts.objects.list('packs/')) packs.push(key);
    expect(packs).to.have.length(FILES);

    const events = await server.parts.records.read((rows) => eventsOfItem(rows, item.id, 1_000));
    for (const surface of done.surfaces) {
      expect(surface.versions).to.have.length(1);
      const [version] = surface.versions;
      const trail = events.filter((event) => event.fileVersionId === version?.id).map((event) => event.type);
      expect(trail, surface.name).to.deep.equal(['creation', 'validation', 'ingestion']);
      const tile = await server.ask(
        `${new URL(version!.image!).pathname.replace('info.json', '')}0,0,512,512/512,512/0/default.jpg`,
      );
      expect(tile.status).to.equal(200);
    }
  });
});
