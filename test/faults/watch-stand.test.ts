import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import type { ItemView } from '../../model/views.ts';
import { buildTiff } from '../fixtures/build-tiff.ts';
import { startStation } from '../fixtures/run-station.ts';
import { until } from '../fixtures/until.ts';
import { openWorks } from '../fixtures/works.ts';

const WITHIN_MS = 60_000;

describe('a folder that is watched for what lies on the stand', function () {
  this.timeout(WITHIN_MS * 3);
  const works = openWorks('stand');
  let dir: string;
  let stationId: string;
  let width = 300;
  let told = '';

  before(async () => {
    dir = join(works.base, 'folder');
    await mkdir(dir);
    ({ id: stationId } = await answer<{ id: string }>('/api/stations', 'POST', { name: 'Stand 1' }));
    const { tokens } = await answer<{ tokens: { id: string }[] }>('/api/tokens', 'GET');
    await works.server.ask(`/api/tokens/${tokens[0]?.id}/station`, { method: 'PUT', json: { stationId } });
  });

  async function answer<T>(path: string, method: string, json?: unknown): Promise<T> {
    return (await (
      await works.server.ask(path, { method, ...(json === undefined ? {} : { json }) })
    ).json()) as T;
  }

  /** Puts an item on the stand, and waits until the watch has heard of it. */
  async function choose(reference: string): Promise<void> {
    const { id: itemId } = await works.server.makeItem(reference);
    await answer(`/api/stations/${stationId}/current`, 'PUT', { itemId });
  }

  function start() {
    told = '';
    const args = ['watch', dir, '--server', works.server.url, '--steady', '0.4'];
    const run = startStation(args, {
      RECTO_TOKEN: works.server.token,
      XDG_STATE_HOME: join(works.base, 'state'),
    });
    run.child.stderr?.on('data', (text: string) => {
      told += text;
    });
    return run;
  }

  const untilTold = (what: string) => until(() => told.includes(what), WITHIN_MS);

  async function write(name: string): Promise<void> {
    width += 1;
    await writeFile(join(dir, name), buildTiff({ width, height: 200 }).bytes);
  }

  async function pagesOf(reference: string): Promise<string[]> {
    const { surfaces }: ItemView = await works.server.makeItem(reference);
    return surfaces.map(({ name }) => name);
  }

  it('follows the stand, holds what nobody can tell, and remembers when it is killed', async () => {
    await choose('STAND1');
    await write('early.tif');
    let run = start();
    await untilTold('early.tif: It lay there before this watch began');
    await write('p1.tif');
    await until(async () => (await pagesOf('STAND1')).includes('p1'), WITHIN_MS);

    // Begun under the first, finished under the second.
    await writeFile(join(dir, 'p2.tif.part'), 'half');
    await sleep(3_000);
    await choose('STAND2');
    await untilTold('On the stand at Stand 1: STAND2');
    await write('p2.tif.part');
    await sleep(300);
    await rename(join(dir, 'p2.tif.part'), join(dir, 'p2.tif'));
    await untilTold('p2.tif: accepted');
    expect(await pagesOf('STAND1')).to.include('p2');
    expect(await pagesOf('STAND2')).to.deep.equal([]);

    await write('p3.tif');
    await until(async () => (await pagesOf('STAND2')).includes('p3'), WITHIN_MS);
    await write('p4.tif');
    await sleep(1_500);
    run.child.kill('SIGKILL');
    await run.ended;
    await write('p5.tif');
    run = start();
    for (const page of ['p4', 'p5'])
      await until(async () => (await pagesOf('STAND2')).includes(page), WITHIN_MS);
    run.child.kill('SIGKILL');
    await run.ended;

    await choose('STAND1');
    await choose('STAND2');
    await write('p6.tif');
    run = start();
    await untilTold('p6.tif: What lies on the stand at Stand 1 was changed while it was written');
    run.child.kill('SIGTERM');
    await run.ended;
    expect(await readdir(dir)).to.include.members(['early.tif', 'p6.tif', 'done']);
    expect(await pagesOf('STAND1'))
      .to.include('p1')
      .and.not.include('p6');
  });
});
