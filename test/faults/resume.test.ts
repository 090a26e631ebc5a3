import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { digestFile } from '../../scripts/station/digest.ts';
import { writeNoiseTiff } from '../fixtures/make-tiffs.ts';
import { startRedis, type TestRedis } from '../fixtures/redis.ts';
import { type Relay, startRelay } from '../fixtures/relay.ts';
import {
  spawnTestServer,
  spawnTestWorkers,
  type TestProcess,
  type TestServerProcess,
} from '../fixtures/server.ts';

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
  let dir: string;
  let redis: TestRedis;
  let server: TestServerProcess;
  let workers: TestProcess | undefined;
  let relay: Relay;
  let scan: string;
  let sizeBytes: number;
  let sha256: string;
  const runs: Run[] = [];

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'recto-resume-'));
    await mkdir(join(dir, 'scans'));
    scan = join(dir, 'scans', 'p1.tif');
    await writeNoiseTiff(scan, SIDE.width, SIDE.height);
    sizeBytes = (await stat(scan)).size;
    sha256 = await digestFile(scan, {});
    redis = await startRedis();
    const dataDir = join(dir, 'data');
    await mkdir(dataDir);
    server = await spawnTestServer({ dataDir, redisUrl: redis.url, role: 'curator' });
    workers = await spawnTestWorkers({ RECTO_DATA: dataDir, REDIS_URL: redis.url, LOG_LEVEL: 'warn' });
  });
  beforeEach(async () => {
    relay = await startRelay(Number(new URL(server.url).port));
  });
  afterEach(async () => {
    for (const { child, ended } of runs.splice(0)) {
      child.kill('SIGKILL');
      await ended;
    }
    await relay.close();
  });
  after(async () => {
    await workers?.end();
    await server?.end();
    await redis?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  function send(reference: string, ...more: string[]): Run {
    const args = [
      'bin/recto-station.js',
      'send',
      join(dir, 'scans'),
      '--item',
      reference,
      '--server',
      relay.url,
    ];
    const child = spawn(process.execPath, [...args, ...more], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: dir,
        XDG_STATE_HOME: join(dir, 'state'),
        RECTO_TOKEN: server.token,
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
    const item = await server.makeItem(reference);
    expect(
      item.surfaces.map(({ versions }) => versions.map((file) => [file.state, file.sha256])),
    ).to.deep.equal([[['ready', sha256]]]);
  }

  it('goes on where it stopped when the server was killed and came back', async () => {
    const held = relay.holdAfter(sizeBytes * 0.6);
    const run = send('KILLED');
    await held;
    const { token } = server;
    await server.end('SIGKILL');
    server = {
      ...(await spawnTestServer({
        dataDir: join(dir, 'data'),
        redisUrl: redis.url,
        role: 'curator',
        port: Number(new URL(server.url).port),
      })),
      token,
    };
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
    expect((await server.makeItem('CHANGED')).publishedRevision).to.equal(1);
    expect(relay.requests('DELETE', '/api/uploads/[^ ]+')).to.equal(1);
  });
});
