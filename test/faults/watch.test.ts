import { appendFile, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { digestFile } from '../../scripts/station/digest.ts';
import { buildTiff } from '../fixtures/build-tiff.ts';
import { writeNoiseTiff } from '../fixtures/make-tiffs.ts';
import { type Relay, startRelay } from '../fixtures/relay.ts';
import { type StationRun, startStation } from '../fixtures/run-station.ts';
import { until } from '../fixtures/until.ts';
import { openWorks } from '../fixtures/works.ts';

const WITHIN_MS = 60_000;

/** A watch that runs. */
interface Watch {
  /** What it told so far. */
  told(): string;
  /** How often it has told that. */
  times(what: string): number;
  end(signal: NodeJS.Signals): Promise<StationRun>;
  readonly ended: Promise<StationRun>;
}

describe('a folder that is watched', function () {
  this.timeout(WITHIN_MS * 3);
  const works = openWorks('watch', { role: 'technician' });
  let dir: string;
  let relay: Relay;
  const watches: Watch[] = [];

  beforeEach(async () => {
    dir = await mkdtemp(join(works.base, 'folder-'));
    relay = await startRelay(works.port);
  });
  afterEach(async () => {
    for (const watch of watches.splice(0)) await watch.end('SIGKILL');
    await relay.close();
  });

  function watch(reference: string, more: readonly string[] = [], env: Record<string, string> = {}): Watch {
    const where = ['--item', reference, '--server', relay.url, '--steady', '0.5'];
    const { child, ended } = startStation(['watch', dir, ...where, ...more], {
      RECTO_TOKEN: works.server.token,
      XDG_STATE_HOME: join(works.base, 'state'),
      ...env,
    });
    let told = '';
    child.stderr?.on('data', (text: string) => {
      told += text;
    });
    const run: Watch = {
      told: () => told,
      times: (what) => told.split(what).length - 1,
      end(signal) {
        if (child.exitCode === null && child.signalCode === null) child.kill(signal);
        return ended;
      },
      ended,
    };
    watches.push(run);
    return run;
  }

  function untilThere(name: string): Promise<void> {
    const [folder, file] = name.includes('/') ? name.split('/') : ['.', name];
    return until(async () => (await readdir(join(dir, folder!))).includes(file!), WITHIN_MS);
  }

  const untilTold = (run: Watch, what: string) => until(() => run.told().includes(what), WITHIN_MS);

  /** State and digest of every version, by page. */
  async function versions(reference: string): Promise<Record<string, [string, string][]>> {
    const { surfaces } = await works.server.makeItem(reference);
    return Object.fromEntries(
      surfaces.map(({ name, versions: all }) => [name, all.map(({ state, sha256 }) => [state, sha256])]),
    );
  }

  /** Pages of noise that differ, so that each takes a moment. */
  async function writeScans(names: readonly string[]): Promise<void> {
    for (const [at, name] of names.entries()) await writeNoiseTiff(join(dir, name), 1024 + at, 1024);
  }

  it('sends a file that grows slowly, or has another name at first, once and whole', async () => {
    const { bytes } = buildTiff({ width: 900, height: 700, directory: 'first' });
    const run = watch('GROWS', ['--steady', '1']);
    await untilTold(run, 'Watching');
    await writeFile(join(dir, 'p2.tif.part'), bytes.subarray(0, bytes.length - 9));
    const piece = Math.ceil(bytes.length / 12);
    for (let at = 0; at < bytes.length; at += piece) {
      await appendFile(join(dir, 'p1.tif'), bytes.subarray(at, at + piece));
      await sleep(200);
    }
    await untilThere('done/p1.tif');
    expect(Object.keys(await versions('GROWS'))).to.deep.equal(['p1']);
    const other = buildTiff({ width: 910, height: 700 }).bytes;
    await writeFile(join(dir, 'p2.tif.part'), other);
    await rename(join(dir, 'p2.tif.part'), join(dir, 'p2.tif'));
    await untilThere('done/p2.tif');
    expect(await versions('GROWS')).to.deep.equal({
      p1: [['ready', await digestFile(join(dir, 'done', 'p1.tif'))]],
      p2: [['ready', await digestFile(join(dir, 'done', 'p2.tif'))]],
    });
    const end = await run.end('SIGTERM');
    expect(end.code, end.stderr).to.equal(0);
    expect(await readdir(dir)).to.deep.equal(['done']);
  });

  it('puts a note in Dutch beside a bad scan, and takes the good one that is put in its place', async () => {
    const { bytes } = buildTiff({ width: 800, height: 600 });
    const bad = {
      'cut.tif': bytes.subarray(0, bytes.length / 2),
      'empty.tif': '',
      'other.tif': '%PDF-1.4\n',
    };
    const run = watch('BROKEN', [], { LANG: 'nl_NL.UTF-8' });
    for (const [name, content] of Object.entries(bad)) await writeFile(join(dir, name), content);
    for (const name of Object.keys(bad)) {
      const note = `${name}.findings.txt`;
      await untilThere(note);
      expect(await readFile(join(dir, note), 'utf8'))
        .to.include(`${name} is afgekeurd`)
        .and.match(/^- Fout: .{20}/m);
    }
    // The server knows of every page that has no good scan, save of an empty file, which it does not take.
    const states = async () =>
      Object.entries(await versions('BROKEN')).map(([name, all]) => [name, all.map(([state]) => state)]);
    await until(
      async () => (await states()).flat(2).filter((one) => one === 'rejected').length === 2,
      WITHIN_MS,
    );
    expect(await states()).to.have.deep.members([
      ['cut', ['rejected']],
      ['other', ['rejected']],
    ]);
    expect(await readdir(dir)).to.include.members(Object.keys(bad).map((name) => `${name}.findings.txt`));
    expect(run.times('cut.tif: rejected')).to.equal(1);
    expect(run.times('cut.tif is not complete yet, waiting')).to.equal(1);
    expect(run.told()).to.match(/cut\.tif: error: The file ends early/);
    for (const name of Object.keys(bad)) await writeFile(join(dir, name), bytes);
    for (const name of Object.keys(bad)) await untilThere(`done/${name}`);
    await until(async () => (await readdir(dir)).length === 2, WITHIN_MS);
    expect(await readdir(dir)).to.have.members(['.recto-station.lock', 'done']);
    await run.end('SIGTERM');
  });

  it('ends with --once when everything is dealt with, and does no work twice', async () => {
    await writeScans(['p1.tif']);
    await writeFile(join(dir, 'p2.tif'), '%PDF-1.4\n');
    const first = await watch('ONCE', ['--once']).ended;
    expect(first.code, first.stderr).to.equal(1);
    expect(await readdir(dir)).to.have.members(['done', 'p2.tif', 'p2.tif.findings.txt']);
    await rename(join(dir, 'done', 'p1.tif'), join(dir, 'p1.tif'));
    const uploads = relay.requests('POST', '/api/uploads');
    const second = await watch('ONCE', ['--once']).ended;
    expect(second.code, second.stderr).to.equal(1);
    expect(relay.requests('POST', '/api/uploads')).to.equal(uploads);
    await rm(join(dir, 'p2.tif'));
    const third = await watch('ONCE', ['--once']).ended;
    expect(third.code, third.stderr).to.equal(0);
  });

  it('says with --once which files it passed over', async () => {
    await writeFile(join(dir, 'p2.tif.part'), 'half');
    await symlink(join(works.base, 'elsewhere.tif'), join(dir, 'p3.tif'));
    const run = await watch('PASSED', ['--once']).ended;
    expect(run.code).to.equal(1);
    expect(run.stderr)
      .to.match(/^p2\.tif\.part was left: /m)
      .and.match(/^p3\.tif was left: it is a symbolic link/m);
    expect(await versions('PASSED')).to.deep.equal({});
  });

  it('leaves two files that would be one page alone, and says so', async () => {
    await writeScans(['p1.tif', 'p1.tiff']);
    const run = await watch('DOUBLE', ['--once']).ended;
    expect(run.code).to.equal(1);
    expect(run.stderr).to.include('would be the same page');
    expect(await versions('DOUBLE')).to.deep.equal({});
  });

  it('loses nothing and doubles nothing when it is killed again and again', async () => {
    const names = ['p1.tif', 'p2.tif', 'p3.tif', 'p4.tif', 'p5.tif', 'p6.tif'];
    await writeScans(names);
    for (const bytes of [20_000, 5_000_000, 6_000_000, 3_000_000]) {
      const held = relay.holdAfter(bytes);
      const run = watch('KILLED');
      await Promise.race([held, run.ended]);
      await run.end('SIGKILL');
      relay.release();
    }
    const run = await watch('KILLED', ['--once']).ended;
    expect(run.code, run.stderr).to.equal(0);
    expect((await readdir(join(dir, 'done'))).sort()).to.deep.equal(names);
    const known = await versions('KILLED');
    for (const name of names) {
      const sha256 = await digestFile(join(dir, 'done', name));
      expect(known[name.replace('.tif', '')], name).to.deep.equal([['ready', sha256]]);
    }
  });

  it('lets go of a scan that is taken away while it is sent', async () => {
    await writeScans(['p1.tif']);
    const held = relay.holdAfter(1_500_000);
    const run = watch('GONE', ['--once']);
    await held;
    await rm(join(dir, 'p1.tif'));
    relay.release();
    const end = await run.ended;
    expect(end.code, end.stderr).to.equal(0);
    expect(end.stderr).to.include('p1.tif has gone from the folder');
    expect(await readdir(dir)).to.deep.equal([]);
  });

  it('waits for a server that is away, and says so once, and once that it is back', async () => {
    const run = watch('AWAY');
    await untilTold(run, 'Watching');
    await works.server.end('SIGKILL');
    await writeScans(['p1.tif', 'p2.tif']);
    await untilTold(run, 'for as long as it takes');
    await sleep(1_500);
    expect(await readdir(dir)).to.include('p1.tif');
    await works.comeBack();
    await untilThere('done/p1.tif');
    await untilThere('done/p2.tif');
    expect([run.times('Waiting for it'), run.times('The server is back')]).to.deep.equal([1, 1]);
  });

  it('is watched by one alone: a second says who does, and ends with 2', async () => {
    const first = watch('TWO');
    await untilTold(first, 'Watching');
    const second = await watch('TWO').ended;
    expect(second.code).to.equal(2);
    expect(second.stderr).to.include('watched already');
    await first.end('SIGKILL');
    const third = await watch('TWO', ['--once']).ended;
    expect(third.code, third.stderr).to.equal(0);
  });

  it('keeps a scan that cannot be moved, says so once, and moves it when that is possible', async () => {
    await writeFile(join(dir, 'done'), 'in the way');
    await writeScans(['p1.tif']);
    const run = watch('STUCK');
    await untilTold(run, 'tried again');
    expect(run.told()).to.include('p1.tif: It was accepted, but cannot be moved to done/');
    await rm(join(dir, 'done'));
    await untilThere('done/p1.tif');
    expect(run.times('cannot be moved')).to.equal(1);
  });
});
