import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { buildTiff } from '../fixtures/build-tiff.ts';
import { readJson } from '../fixtures/server.ts';
import { until } from '../fixtures/until.ts';
import { openWorks } from '../fixtures/works.ts';

const WITHIN_MS = 60_000;
/** A disk that can be taken away and brought back with what lies on it, and that only what runs on it sees. */
const LOOSE_DISK = 'mount -t tmpfs loose "$0.disk" && mount --bind "$0.disk" "$0" && exec "$@"';
const canMount = spawnSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs loose /mnt']).status === 0;

describe('a watched folder that goes away and comes back', function () {
  this.timeout(WITHIN_MS * 3);
  const works = openWorks('away');
  let dir: string;
  let width = 900;
  let watch: ChildProcess | undefined;
  let told = '';

  beforeEach(async () => {
    told = '';
    width += 1;
    dir = join(works.base, `folder-${width}`);
    await mkdir(dir);
  });
  afterEach(async () => {
    if (watch === undefined || watch.exitCode !== null || watch.signalCode !== null) return;
    const ended = once(watch, 'exit');
    watch.kill('SIGKILL');
    await ended;
  });

  function start(before: readonly string[]): void {
    const [program = process.execPath, ...rest] = [...before, process.execPath];
    const args = ['bin/recto-station.js', 'watch', dir, '--server', works.server.url, '--steady', '0.4'];
    watch = spawn(program, [...rest, ...args], {
      env: {
        ...{ ...process.env, LANG: 'C.UTF-8', RECTO_TOKEN: works.server.token },
        XDG_STATE_HOME: join(works.base, 'state'),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    watch.stderr?.setEncoding('utf8').on('data', (text: string) => {
      told += text;
    });
  }
  const untilTold = (what: string) => until(() => told.includes(what), WITHIN_MS);
  const untilDone = (folder: string, name: string) =>
    until(async () => (await readdir(join(folder, 'done'))).includes(name), WITHIN_MS);
  async function scan(folder: string, name: string): Promise<void> {
    width += 1;
    await writeFile(join(folder, name), buildTiff({ width, height: 200 }).bytes);
  }
  async function pagesOf(reference: string): Promise<string[]> {
    const { surfaces } = await works.server.makeItem(reference);
    return surfaces.map(({ name, versions }) => `${name} ${versions.map(({ state }) => state)}`);
  }

  it('is waited for, as is said once, and gone on with by itself', async () => {
    await works.server.makeItem('AWAY1');
    const item = join(dir, 'AWAY1');
    await mkdir(item);
    start([]);
    await scan(item, 'p1.tif');
    await untilDone(item, 'p1.tif');
    await rename(dir, `${dir}.away`);
    await untilTold(`The folder ${dir} cannot be read (ENOENT). Waiting for it; nothing is lost.`);
    await scan(join(`${dir}.away`, 'AWAY1'), 'p2.tif');
    await sleep(2_000);
    await rename(`${dir}.away`, dir);
    await untilTold(`The folder ${dir} is back. Going on.`);
    await untilDone(item, 'p2.tif');
    expect(await pagesOf('AWAY1')).to.deep.equal(['p1 ready', 'p2 ready']);
    expect(told.split('Waiting for it').length - 1).to.equal(1);
  });

  /** Makes the token that of a station with an item on its stand. */
  async function openStand(name: string, reference: string): Promise<string> {
    const { id: stationId } = await readJson<{ id: string }>(
      await works.server.ask('/api/stations', { method: 'POST', json: { name } }),
    );
    const { tokens } = await readJson<{ tokens: { id: string }[] }>(await works.server.ask('/api/tokens'));
    await works.server.ask(`/api/tokens/${tokens[0]?.id}/station`, { method: 'PUT', json: { stationId } });
    const { id: itemId } = await works.server.makeItem(reference);
    await works.server.ask(`/api/stations/${stationId}/current`, { method: 'PUT', json: { itemId } });
    return stationId;
  }

  it('gives no file of another folder that was put in its place to what lies on the stand', async () => {
    await openStand('Stand 2', 'AWAY4');
    await mkdir(`${dir}.other`);
    await scan(`${dir}.other`, 'old.tif');
    start([]);
    await untilTold('Watching');
    await scan(dir, 'p1.tif');
    await untilDone(dir, 'p1.tif');
    await rename(dir, `${dir}.first`);
    await rename(`${dir}.other`, dir);
    await untilTold('old.tif: It lay there before this watch began, so nobody can tell whose it is.');
    // What is written into it from now on is of what lies there.
    await scan(dir, 'p2.tif');
    await untilDone(dir, 'p2.tif');
    expect(await pagesOf('AWAY4')).to.deep.equal(['p1 ready', 'p2 ready']);
  });

  async function onALooseDisk(): Promise<void> {
    const stationId = await openStand('Stand 1', 'AWAY2');
    await mkdir(`${dir}.disk`);
    start(['unshare', '-rm', 'sh', '-c', LOOSE_DISK, dir]);
    await untilTold('Watching');
    const inside = ['-t', String(watch?.pid), '-U', '-m', '--preserve-credentials'];
    const mounts = (...command: string[]) =>
      expect(spawnSync('nsenter', [...inside, ...command]).status, command.join(' ')).to.equal(0);
    // As that process sees it.
    const disk = `/proc/${watch?.pid}/root${dir}.disk`;
    await sleep(3_000);
    await scan(disk, 'p1.tif');
    await untilDone(disk, 'p1.tif');
    // Begun under AWAY2, and never finished before its disk is taken away.
    await writeFile(join(disk, 'p2.tif.part'), 'half');
    await sleep(3_000);
    mounts('umount', '-l', dir);
    await untilTold(`The disk or share of ${dir} is not there. Waiting for it; nothing is lost.`);
    const next = await works.server.makeItem('AWAY3');
    await works.server.ask(`/api/stations/${stationId}/current`, {
      method: 'PUT',
      json: { itemId: next.id },
    });
    await untilTold('On the stand at Stand 1: AWAY3');
    await scan(disk, 'p3.tif');
    await sleep(3_000);
    mounts('mount', '--bind', `${dir}.disk`, dir);
    await untilTold(`The folder ${dir} is back. Going on.`);
    await scan(disk, 'p2.tif.part');
    await rename(join(disk, 'p2.tif.part'), join(disk, 'p2.tif'));
    await untilDone(disk, 'p2.tif');
    // Of what came while nobody could look, nobody can tell whose it is: it is held, and goes nowhere.
    await untilTold('p3.tif: What lies on the stand at Stand 1 was changed while it was written');
    expect(await pagesOf('AWAY2')).to.deep.equal(['p1 ready', 'p2 ready']);
    expect(await pagesOf('AWAY3')).to.deep.equal([]);
    expect(await readdir(disk)).to.include('p3.tif');
  }

  if (canMount)
    it('is known again where it was a disk or share of its own, whatever lies on the stand', onALooseDisk);
});
