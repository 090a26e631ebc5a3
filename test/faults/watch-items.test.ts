import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import type { ItemView } from '../../model/views.ts';
import { buildTiff } from '../fixtures/build-tiff.ts';
import { runStation, startStation } from '../fixtures/run-station.ts';
import { until } from '../fixtures/until.ts';
import { openWorks } from '../fixtures/works.ts';

const WITHIN_MS = 60_000;

describe('a folder that is watched for many items', function () {
  this.timeout(WITHIN_MS * 2);
  const works = openWorks('items', { role: 'technician' });
  let dir: string;
  let width = 600;

  beforeEach(async () => {
    dir = await mkdtemp(join(works.base, 'folder-'));
  });

  const args = (more: readonly string[]) => [
    'watch',
    dir,
    '--server',
    works.server.url,
    '--steady',
    '0.3',
    ...more,
  ];
  const env = () => ({ RECTO_TOKEN: works.server.token, XDG_STATE_HOME: join(works.base, 'state') });
  const once = (...more: string[]) => runStation(args(['--once', ...more]), env());

  async function scan(path: string): Promise<void> {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    width += 1;
    await writeFile(join(dir, path), buildTiff({ width, height: 500 }).bytes);
  }

  async function pagesOf(reference: string): Promise<string[] | undefined> {
    const answer = await works.server.ask(`/api/items?reference=${encodeURIComponent(reference)}`);
    const { items } = (await answer.json()) as { items: { id: string }[] };
    if (items[0] === undefined) return undefined;
    const item = (await (await works.server.ask(`/api/items/${items[0].id}`)).json()) as ItemView;
    return item.surfaces.map(({ name, versions }) => `${name} ${versions.map(({ state }) => state)}`);
  }

  it('takes the item of a scan from the folder it lies in', async () => {
    await works.server.makeItem('ARCH1.1');
    for (const path of ['ARCH1.1/p1.tif', 'ARCH1.1/p2.tif', 'ARCH1.2/p1.tif', '@eaDir/p1.tif', 'p9.tif'])
      await scan(path);
    await writeFile(join(dir, 'ARCH1.1', 'p3.tif'), '%PDF-1.4\n');
    const first = await once();
    expect(first.code, first.stderr).to.equal(1);
    expect(await pagesOf('ARCH1.1')).to.deep.equal(['p1 ready', 'p2 ready', 'p3 rejected']);
    expect(await readdir(join(dir, 'ARCH1.1'))).to.have.members(['done', 'p3.tif', 'p3.tif.findings.txt']);
    expect(await readdir(join(dir, 'ARCH1.1', 'done'))).to.have.members(['p1.tif', 'p2.tif']);
    expect(first.stderr)
      .to.include('ARCH1.1/p1.tif: accepted, digest confirmed, moved to ARCH1.1/done/p1.tif.')
      .and.include('ARCH1.2/p1.tif: There is no item ARCH1.2. Make it in Recto')
      .and.include('p9.tif: Nothing says which item it belongs to. Put it into a folder');
    expect(await pagesOf('ARCH1.2')).to.equal(undefined);
    expect(await readdir(join(dir, 'ARCH1.2'))).to.deep.equal(['p1.tif']);
    await rm(join(dir, 'p9.tif'));
    await rm(join(dir, 'ARCH1.1', 'p3.tif'));
    const second = await once('--register');
    expect(second.code, second.stderr).to.equal(0);
    expect(await pagesOf('ARCH1.2')).to.deep.equal(['p1 ready']);
    expect(await readdir(join(dir, '@eaDir'))).to.deep.equal(['p1.tif']);
  });

  it('takes it from the name of the file, and leaves one that has another name', async () => {
    await scan('ARCH2.7_00001.tif');
    await scan('ARCH2.8_00001.tif');
    await scan('IMG_0001.tif');
    const run = await once('--names', '{archive}.{item}_{sequence:5}', '--register');
    expect(run.code, run.stderr).to.equal(1);
    expect(await pagesOf('ARCH2.7')).to.deep.equal(['ARCH2.7_00001 ready']);
    expect(await pagesOf('ARCH2.8')).to.deep.equal(['ARCH2.8_00001 ready']);
    expect(run.stderr).to.include('IMG_0001.tif: Its name is not as {archive}.{item}_{sequence:5}');
    expect(await readdir(dir)).to.have.members(['done', 'IMG_0001.tif']);
  });

  it('sends what it held as soon as somebody makes the item, or puts the scan where it belongs', async () => {
    for (const path of ['ARCH3.1/p1.tif', 'ARCH3.1/p2.tif', 'p1.tif']) await scan(path);
    const { child, ended } = startStation(args([]), env());
    let told = '';
    child.stderr?.on('data', (text: string) => {
      told += text;
    });
    await until(() => told.includes('no item ARCH3.1') && told.includes('Nothing says'), WITHIN_MS);
    await works.server.makeItem('ARCH3.1');
    await rename(join(dir, 'p1.tif'), join(dir, 'ARCH3.1', 'p3.tif'));
    await until(async () => (await readdir(join(dir, 'ARCH3.1'))).join() === 'done', WITHIN_MS);
    expect(await pagesOf('ARCH3.1')).to.deep.equal(['p1 ready', 'p2 ready', 'p3 ready']);
    child.kill('SIGTERM');
    await ended;
    expect(told.split('There is no item ARCH3.1').length, told).to.equal(2);
    expect(await readFile(join(dir, 'ARCH3.1', 'done', 'p3.tif'))).to.have.length.above(1000);
  });
});
