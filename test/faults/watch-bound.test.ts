import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import type { ItemView } from '../../model/views.ts';
import { buildTiff } from '../fixtures/build-tiff.ts';
import { startStation } from '../fixtures/run-station.ts';
import { readJson } from '../fixtures/server.ts';
import { until } from '../fixtures/until.ts';
import { openWorks } from '../fixtures/works.ts';

const WITHIN_MS = 60_000;

describe('a watch whose token is bound to a station while it runs', function () {
  this.timeout(WITHIN_MS * 2);
  const works = openWorks('bound');
  let dir: string;
  let run: ReturnType<typeof startStation>;
  let told = '';
  let width = 300;

  after(async () => {
    run?.child.kill('SIGKILL');
    await run?.ended;
  });

  const ask = (path: string, method: string, json: unknown) => works.server.ask(path, { method, json });
  const untilTold = (what: string) => until(() => told.includes(what), WITHIN_MS);

  /** A station with an item on its stand, put there once: all stations count the same. */
  async function standWith(name: string, reference: string): Promise<string> {
    const { id } = await readJson<{ id: string }>(await ask('/api/stations', 'POST', { name }));
    const { id: itemId } = await works.server.makeItem(reference);
    await ask(`/api/stations/${id}/current`, 'PUT', { itemId });
    return id;
  }

  async function bind(stationId: string | null): Promise<void> {
    const { tokens } = await readJson<{ tokens: { id: string }[] }>(await works.server.ask('/api/tokens'));
    const answer = await ask(`/api/tokens/${tokens[0]?.id}/station`, 'PUT', { stationId });
    expect(answer.ok).to.equal(true);
  }

  async function write(name: string): Promise<void> {
    width += 1;
    await writeFile(join(dir, name), buildTiff({ width, height: 200 }).bytes);
  }

  async function pagesOf(reference: string): Promise<string[]> {
    const { surfaces }: ItemView = await works.server.makeItem(reference);
    return surfaces.map(({ name }) => name);
  }

  it('follows the stand from then on, and that of another station, as if it had begun anew', async () => {
    dir = join(works.base, 'folder');
    await mkdir(dir);
    const [first, second] = [await standWith('Stand 1', 'BOUND1'), await standWith('Stand 2', 'BOUND2')];
    run = startStation(['watch', dir, '--server', works.server.url, '--steady', '0.4'], {
      RECTO_TOKEN: works.server.token,
      XDG_STATE_HOME: join(works.base, 'state'),
    });
    run.child.stderr?.on('data', (text: string) => {
      told += text;
    });
    await untilTold('This token is bound to no station');
    await write('early.tif');
    await untilTold('early.tif: Nothing says which item it belongs to');

    await bind(first);
    await untilTold('The token is bound to Stand 1 now');
    // After two looks it is known what lies there.
    await sleep(1_500);
    await write('p1.tif');
    await until(async () => (await pagesOf('BOUND1')).includes('p1'), WITHIN_MS);

    await bind(second);
    await write('between.tif');
    await untilTold('The token is bound to Stand 2 now');
    await sleep(1_500);
    await write('p2.tif');
    await until(async () => (await pagesOf('BOUND2')).includes('p2'), WITHIN_MS);

    await bind(null);
    await untilTold('The token is bound to no station now');
    await write('p3.tif');
    // Many times what a file takes that is sent.
    await sleep(4_000);
    expect(await readdir(dir)).to.include.members(['early.tif', 'between.tif', 'p3.tif']);
    expect([await pagesOf('BOUND1'), await pagesOf('BOUND2')]).to.deep.equal([['p1'], ['p2']]);
  });
});
