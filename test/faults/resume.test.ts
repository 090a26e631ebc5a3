import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { digestFile } from '../../scripts/station/digest.ts';
import { writeNoiseTiff } from '../fixtures/make-tiffs.ts';
import { type Relay, startRelay } from '../fixtures/relay.ts';
import { openWorks } from '../fixtures/works.ts';

const SIDE = { width: 7200, height: 7000 };
const PATIENCE_MS = 60_000;

/** A run of the station program. */
interface Run {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  /** What it told on standard error. */
  told(): string;
}

describe('an upload that is cut in the middle', function () {
  this.timeout(PATIENCE_MS * 2);
  const works = openWorks('resume', { role: 'curator' });
  let relay: Relay;
  let scan: string;
  let sizeBytes: number;
  let sha256: string;
  const runs: Run[] = [];

  before(async () => {
    await mkdir(join(works.base, 'scans'));
    scan = join(works.base, 'scans', 'p1.tif');
    await writeNoiseTiff(scan, SIDE.width, SIDE.height);
    sizeBytes = (await stat(scan)).size;
    sha256 = await digestFile(scan, {});
  });
  beforeEach(async () => {
    relay = await startRelay(works.port);
  });
  afterEach(async () => {
    for (const { child, ended } of runs.splice(0)) {
      child.kill('SIGKILL');
      await ended;
    }
    await relay.close();
  });

  function send(reference: string, ...more: string[]): Run {
    const args = [
      'bin/recto-station.js',
      'send',
      join(works.base, 'scans'),
      '--item',
      reference,
      '--server',
      relay.url,
    ];
    const child = spawn(process.execPath, [...args, ...more], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: works.base,
        XDG_STATE_HOME: join(works.base, 'state'),
        RECTO_TOKEN: works.server.token,
      },
    });
    let told = '';
    child.stderr.on('data', (chunk: Buffer) => {
      told += chunk.toString();
    });
    const ended = once(child, 'exit').then(([code]) => code as number | null);
    const run = { child, ended, told: () => told };
    runs.push(run);
    return run;
  }

  /** That the run sent the rest alone, into the one upload there is, and that the server has every byte. */
  async function expectResumed(run: Run, reference: string): Promise<void> {
    expect(await run.ended, run.told()).to.equal(0);
    expect(run.told()).to.include('p1.tif: sent, digest confirmed').and.include('where it stopped');
    expect(relay.requests('POST', '/api/uploads')).to.equal(1);
    expect(relay.sentBytes()).to.be.within(sizeBytes, sizeBytes * 1.4);
    const item = await works.server.makeItem(reference);
    expect(
      item.surfaces.map(({ versions }) => versions.map((file) => [file.state, file.sha256])),
    ).to.deep.equal([[['ready', sha256]]]);
  }

  it('goes on where it stopped when the server was killed and came back', async () => {
    const held = relay.holdAfter(sizeBytes * 0.6);
    const run = send('KILLED');
    await held;
    await works.server.end('SIGKILL');
    await works.comeBack();
    relay.release();
    await expectResumed(run, 'KILLED');
    expect(Math.max(...relay.answered('Upload-Offset').map(Number))).to.be.above(0);
  });

  it('goes on where it stopped when the station was interrupted and the same command is given again', async () => {
    const held = relay.holdAfter(sizeBytes * 0.6);
    const first = send('INTERRUPTED');
    await held;
    first.child.kill('SIGINT');
    expect(await first.ended).to.equal(1);
    expect(first.told()).to.include('give the same command again');
    relay.release();
    await expectResumed(send('INTERRUPTED'), 'INTERRUPTED');
  });

  it('does not keep an item from being published when the file was changed in between', async () => {
    const held = relay.holdAfter(sizeBytes * 0.6);
    const first = send('CHANGED', '--publish', '--patience', '0.2');
    await held;
    first.child.kill('SIGINT');
    await first.ended;
    relay.release();
    await writeNoiseTiff(scan, 1200, 1100);
    const second = send('CHANGED', '--publish', '--patience', '0.2');
    expect(await second.ended, second.told()).to.equal(0);
    expect((await works.server.makeItem('CHANGED')).publishedRevision).to.equal(1);
    expect(relay.requests('DELETE', '/api/uploads/[^ ]+')).to.equal(1);
  });
});
