import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import sharp from 'sharp';
import { newId } from '../../model/ids.ts';
import { connectJobs } from '../../storage/jobs/connect-jobs.ts';
import type { DueStep, Jobs, StepName, WorkResult } from '../../storage/jobs/jobs.ts';
import { masterKey } from '../../storage/objects/keys.ts';
import type { Objects } from '../../storage/objects/objects.ts';
import { openObjects } from '../../storage/objects/open.ts';
import { makeDefects } from '../fixtures/make-defects.ts';
import { startRedis, type TestRedis } from '../fixtures/redis.ts';
import { until } from '../fixtures/until.ts';

const { PATH } = process.env;

describe('a process of workers', () => {
  let dataDir: string;
  let redis: TestRedis;
  let jobs: Jobs;
  let objects: Objects;
  const committed = new Map<string, WorkResult[]>();
  const children: ChildProcess[] = [];

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'recto-workers-'));
    redis = await startRedis();
    objects = await openObjects({ dataDir });
    jobs = await connectJobs({ redisUrl: redis.url, tell: () => undefined });
    await jobs.consumeResults(async (step, result) => {
      committed.set(step.id, [...(committed.get(step.id) ?? []), result]);
    });
  });
  after(async () => {
    for (const child of children) child.kill('SIGKILL');
    await jobs.close();
    await objects.close();
    await redis.stop();
    await rm(dataDir, { recursive: true });
  });

  async function startWorkers(): Promise<ChildProcess> {
    const child = spawn(process.execPath, ['--import', 'tsx', 'workers/main.ts'], {
      env: { PATH, REDIS_URL: redis.url, RECTO_DATA: dataDir, RECTO_WORKERS: '2' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    children.push(child);
    await once(child, 'message');
    return child;
  }

  async function publish(step: StepName, bytes: Buffer, originalName = 'page.tif'): Promise<DueStep> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await objects.write(masterKey(sha256), Readable.from([bytes]));
    const file = { fileVersionId: newId(), masterKey: masterKey(sha256), sha256 };
    const input = { ...file, sizeBytes: bytes.length, originalName };
    const due: DueStep = { id: newId(), step, lane: 'station', attempt: 1, input };
    await jobs.publish(due);
    return due;
  }

  async function resultsOf(step: DueStep, withinMs: number): Promise<readonly WorkResult[]> {
    const deadline = Date.now() + withinMs;
    while (!committed.has(step.id)) {
      if (Date.now() > deadline) throw new Error('not committed in time');
      await sleep(25);
    }
    return committed.get(step.id) ?? [];
  }

  /** Of packs that are being written; nothing of one that is renamed meanwhile. */
  async function bytesInScratch(): Promise<number> {
    const scratch = join(dataDir, 'worker-scratch');
    const packs = (await readdir(scratch, { recursive: true })).filter((name) => name.endsWith('pack.zip'));
    const stats = await Promise.all(packs.map((name) => stat(join(scratch, name))));
    return stats.reduce((sum, { size }) => sum + size, 0);
  }

  async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
    const exited = once(child, 'exit');
    child.kill(signal);
    const [code] = (await exited) as [number | null];
    return code;
  }

  it('refuses to start without REDIS_URL, in words', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'workers/main.ts'], {
      env: { PATH, RECTO_DATA: dataDir },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let output = '';
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString();
    });
    const [code] = (await once(child, 'close')) as [number];
    expect(code).to.equal(1);
    expect(output).to.contain('REDIS_URL is not set');
  });

  it('brings findings about every broken scan, stays alive, and stops cleanly on SIGTERM', async () => {
    const child = await startWorkers();
    const defects = await makeDefects();
    const steps = await Promise.all(
      defects.map(({ bytes, fileName }) => publish('check-master', bytes, fileName)),
    );
    for (const [index, step] of steps.entries()) {
      const [result] = await resultsOf(step, 30_000);
      const outcome = result?.ok === true ? result.outcome : undefined;
      const found = outcome?.step === 'check-master' ? outcome.findings.map(({ rule }) => rule) : [];
      expect(found, defects[index]?.name).to.include(defects[index]?.rule);
    }
    expect(child.exitCode).to.equal(null);
    expect(await end(child, 'SIGTERM')).to.equal(0);
  }).timeout(60_000);

  it('killed in the middle of cutting, leaves a step that another does again, to one pack', async () => {
    const create = { width: 7_000, height: 5_000, channels: 3 as const, background: '#a86' };
    const master = await sharp({ create: { ...create, noise: { type: 'gaussian', mean: 128, sigma: 30 } } })
      .tiff({ compression: 'none' })
      .toBuffer();
    const first = await startWorkers();
    const step = await publish('cut-tiles', master);
    await until(async () => (await bytesInScratch()) > 1_000_000);
    await end(first, 'SIGKILL');
    expect(committed.has(step.id)).to.equal(false);
    expect(await readdir(join(dataDir, 'worker-scratch'))).to.have.length(1);
    const killedAt = Date.now();
    const second = await startWorkers();
    const results = await resultsOf(step, 60_000);
    expect(results.map((result) => result.ok)).to.deep.equal([true]);
    expect(Date.now() - killedAt).to.be.lessThan(45_000);
    const packs = (await readdir(join(dataDir, 'objects', 'packs'), { recursive: true })).filter((name) =>
      name.endsWith('.zip'),
    );
    expect(packs).to.have.length(1);
    expect(await end(second, 'SIGTERM')).to.equal(0);
    expect(await readdir(join(dataDir, 'worker-scratch'))).to.deep.equal([]);
  }).timeout(120_000);
});
