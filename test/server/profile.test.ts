import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Event } from '../../model/event.ts';
import { loadConfig } from '../../runtime/config.ts';
import { makeProfile } from '../../scripts/defects/icc.ts';
import { pageMaster } from '../../scripts/defects/kind.ts';
import { randomOf } from '../../scripts/defects/random.ts';
import type { TiffImage } from '../../scripts/defects/write-tiff.ts';
import { startServer } from '../../server/main.ts';
import { faultOf } from '../fixtures/holdings.ts';
import { copyTiff } from '../fixtures/make-tiffs.ts';
import { spawnTestWorkers, startTestServer, type TestProcess, type TestServer } from '../fixtures/server.ts';
import { upload } from '../fixtures/tus.ts';

const random = randomOf('the profile of a server');
const ECI = { 34675: { type: 7, values: makeProfile('eciRGB v2') } } as const;
const WITHOUT_PPI = { 282: null, 283: null, 296: null } as const;

const made = (fields: TiffImage['fields']) => pageMaster(random, { fields: { ...ECI, ...fields } }).bytes;

/** Scans of pages of their own: 8-bit RGB, and but for the last two as Metamorfoze Full has them. */
async function makeScans(dir: string): Promise<Record<string, Buffer>> {
  const plain = join(dir, 'plain.tif');
  await writeFile(plain, made({}));
  return {
    good: made({}),
    lzw: await readFile(await copyTiff(plain, join(dir, 'lzw.tif'), '-c', 'lzw:2')),
    'without-ppi': made(WITHOUT_PPI),
    adobe: pageMaster(random).bytes,
  };
}

describe('what a server takes for a good scan', function () {
  this.timeout(90_000);
  let server: TestServer;
  let workers: TestProcess;

  async function start(env: Readonly<Record<string, string>>): Promise<void> {
    server = await startTestServer({ env });
    workers = await spawnTestWorkers(server.env);
  }
  afterEach(async () => {
    await workers?.end();
    await server?.stop();
  });

  /** Sends them all to an item. @returns what the trail says of each check, by the name of the scan. */
  async function sendAll(counts: { ready: number; stuck: number }) {
    const { id } = await server.makeItem();
    const scans = Object.entries(await makeScans(server.dataDir));
    for (const [name, bytes] of scans) await upload(server, { item: id, filename: `${name}.tif`, bytes });
    await server.untilItem(
      id,
      (found) => found.counts.ready === counts.ready && found.counts.stuck === counts.stuck,
      60_000,
    );
    const answer = await server.ask(`/api/items/${id}/events`);
    const { events } = (await answer.json()) as { events: readonly Event[] };
    const checks = events.filter(({ type }) => type === 'validation');
    return Object.fromEntries(checks.map(({ detail }) => [detail.split('.tif')[0], detail]));
  }

  it('is anything that IIIF can show, unless it is told', async () => {
    await start({});
    const said = await sendAll({ ready: 4, stuck: 0 });
    for (const name of ['good', 'lzw', 'without-ppi', 'adobe']) {
      expect(said[name]).to.equal(
        `${name}.tif was accepted by the profile "Anything that IIIF can show", version 1.`,
      );
    }
  });

  it('is what RECTO_PROFILE says, and the trail says so', async () => {
    await start({ RECTO_PROFILE: 'metamorfoze-full' });
    const said = await sendAll({ ready: 1, stuck: 3 });
    const full = 'by the profile "Metamorfoze Full", version 1.';
    expect(said['good']).to.equal(`good.tif was accepted ${full}`);
    expect(said['lzw']).to.include(
      `lzw.tif was rejected ${full} The image is stored with LZW compression; asked for is no compression.`,
    );
    expect(said['without-ppi']).to.match(/rejected .* The file .*resolution.* Asked for is 300 to 600 ppi/);
    expect(said['adobe']).to.match(/rejected .* Adobe RGB \(1998\); asked for is eciRGB v2/);
  });
});

describe('a server and workers that are told of no profile that there is', function () {
  this.timeout(60_000);
  const env = { REDIS_URL: 'redis://127.0.0.1:1', RECTO_PROFILE: 'metamorphoze', PORT: '0' };
  const complaint = 'RECTO_PROFILE: There is no profile';

  it('do not start, and say which setting is wrong', async () => {
    const { code, detail } = await faultOf(startServer(loadConfig(env)));
    expect(code).to.equal('bad-request');
    expect(detail).to.include(complaint).and.include('"metamorphoze"');
    const outcome = await spawnTestWorkers(env).then(
      () => 'started',
      (error: unknown) => String(error),
    );
    expect(outcome).to.include(complaint);
  });
});
