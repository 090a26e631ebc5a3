import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { errorCode } from '../../model/fault.ts';
import { buildTiff } from '../fixtures/build-tiff.ts';
import { until } from '../fixtures/until.ts';
import { openWorks } from '../fixtures/works.ts';

const WITHIN_MS = 60_000;
/** A disk of its own, that only what runs on it sees: needs no rights on Linux, where namespaces are allowed. */
const SMALL_DISK = 'mount -t tmpfs -o size=1m,nr_inodes=64 small "$0" && exec "$@"';
/** Nothing can be written any more, and trying is an error instead of the end. */
const NO_WRITING = 'trap "" XFSZ; ulimit -f 0; exec "$@"';
const canMount = spawnSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs small /mnt']).status === 0;

describe('a full disk under a folder that is watched', function () {
  this.timeout(WITHIN_MS * 3);
  const works = openWorks('full', { role: 'technician' });
  let dir: string;
  let watch: ChildProcess | undefined;
  let told = '';

  beforeEach(async () => {
    dir = await mkdtemp(join(works.base, 'folder-'));
  });
  afterEach(() => end('SIGKILL'));

  /** Starts a watch by a program and what comes before the words of its command line. */
  function start([program, ...before]: readonly [string, ...string[]], reference: string): void {
    const args = ['bin/recto-station.js', 'watch', dir, '--item', reference, '--server', works.server.url];
    told = '';
    watch = spawn(program, [...before, process.execPath, ...args, '--steady', '0.4'], {
      env: {
        ...process.env,
        LANG: 'C.UTF-8',
        RECTO_TOKEN: works.server.token,
        XDG_STATE_HOME: join(works.base, 'state'),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    watch.stderr?.setEncoding('utf8').on('data', (text: string) => {
      told += text;
    });
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (watch === undefined || watch.exitCode !== null || watch.signalCode !== null) return;
    const ended = once(watch, 'exit');
    watch.kill(signal);
    await ended;
  }

  const untilTold = (what: string) => until(() => told.includes(what), WITHIN_MS);
  const good = buildTiff({ width: 130 }).bytes;

  /** Writes until nothing more can be: neither a byte nor the name of a file. */
  async function fillUp(disk: string): Promise<void> {
    const full = (thrown: unknown) => {
      if (errorCode(thrown) !== 'ENOSPC') throw thrown;
      return true;
    };
    while (!(await writeFile(join(disk, 'filler'), Buffer.alloc(4096), { flag: 'a' }).catch(full)));
    for (let name = 0; !(await writeFile(join(disk, `empty-${name}`), '').catch(full)); name += 1);
  }

  async function makeRoom(disk: string): Promise<void> {
    for (const name of await readdir(disk)) if (/^(filler|empty-)/.test(name)) await rm(join(disk, name));
  }

  async function onSmallDisk(): Promise<void> {
    start(['unshare', '-rm', 'sh', '-c', SMALL_DISK, dir], 'FULL');
    await untilTold('Watching');
    // As that process sees it.
    const disk = `/proc/${watch?.pid}/root${dir}`;
    await writeFile(join(disk, 'p1.tif.part'), good);
    await writeFile(join(disk, 'p2.tif.part'), '%PDF-1.4\n');
    await fillUp(disk);
    for (const name of ['p1.tif', 'p2.tif']) await rename(join(disk, `${name}.part`), join(disk, name));
    await untilTold('p1.tif: It was accepted, but cannot be moved to done/: the disk is full.');
    await untilTold('p2.tif: It was rejected, but the note about it cannot be written: the disk is full.');
    expect(await readFile(join(disk, 'p1.tif'))).to.deep.equal(good);
    await makeRoom(disk);
    await until(async () => (await readdir(join(disk, 'done'))).includes('p1.tif'), WITHIN_MS);
    await until(async () => (await readdir(disk)).includes('p2.tif.findings.txt'), WITHIN_MS);
    expect(await readFile(join(disk, 'done', 'p1.tif'))).to.deep.equal(good);
    expect((await readFile(join(disk, 'p2.tif.findings.txt'), 'utf8')).length).to.be.above(50);
    expect((await readdir(disk)).filter((name) => name.includes('.tmp'))).to.deep.equal([]);
    expect(told.split('the disk is full').length - 1).to.equal(2);
    const { surfaces } = await works.server.makeItem('FULL');
    const seen = surfaces.map(({ name, versions }) => `${name} ${versions.map(({ state }) => state)}`);
    expect(seen).to.deep.equal(['p1 ready', 'p2 rejected']);
  }

  async function whereNothingCanBeWritten(): Promise<void> {
    await writeFile(join(dir, 'p1.tif'), good);
    start(['sh', '-c', NO_WRITING, 'sh'], 'NO ROOM');
    await untilTold('cannot be written to');
    expect(told).to.include('Waiting for it.');
    await end('SIGTERM');
    expect((await readdir(dir)).filter((name) => !name.startsWith('.'))).to.deep.equal(['p1.tif']);
    start(['env'], 'NO ROOM');
    await until(async () => (await readdir(join(dir, 'done'))).includes('p1.tif'), WITHIN_MS);
    expect(await readFile(join(dir, 'done', 'p1.tif'))).to.deep.equal(good);
  }

  it('is waited for before a watch begins: nothing is lost', whereNothingCanBeWritten);

  if (canMount) it('keeps every scan where it is, says so once, and goes on when there is room', onSmallDisk);
});
