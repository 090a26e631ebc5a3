import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadConfig } from '../../runtime/config.ts';
import { checkIntake, watchArgs } from '../../scripts/start/intake-folder.ts';
import { buildTiff } from '../fixtures/build-tiff.ts';
import { freePort } from '../fixtures/free-port.ts';
import { until } from '../fixtures/until.ts';

const WITHIN_MS = 120_000;

describe('the settings of the watched folder', () => {
  it('are told to the program that watches', () => {
    const config = loadConfig({
      INTAKE_FOLDER: '/srv/scans',
      INTAKE_NAMES: '{item}_{sequence}',
      INTAKE_REGISTER: 'true',
    });
    expect(watchArgs(config, 'http://h')).to.deep.equal([
      'watch',
      '/srv/scans',
      '--server',
      'http://h',
      '--steady',
      '10',
      '--names',
      '{item}_{sequence}',
      '--register',
    ]);
  });

  it('are refused at once where no name would say whose a file is', () => {
    expect(() =>
      checkIntake(loadConfig({ INTAKE_FOLDER: '/srv/scans', INTAKE_NAMES: '{sequence}' })),
    ).to.throw(/INTAKE_NAMES/);
    checkIntake(loadConfig({}));
  });
});

describe('a folder that npm start watches', function () {
  this.timeout(WITHIN_MS * 2);
  let base: string;
  let folder: string;
  let recto: ChildProcess | undefined;
  let printed = '';

  before(async () => {
    base = await mkdtemp(join(tmpdir(), 'recto-intake-'));
    folder = join(base, 'share');
    await mkdir(join(folder, 'ARCH1.1'), { recursive: true });
  });
  after(async () => {
    if (recto?.exitCode === null) recto.kill('SIGKILL');
    await rm(base, { recursive: true, force: true });
  });

  async function start(): Promise<void> {
    const env = {
      ...process.env,
      ...{ PORT: String(await freePort()), RECTO_DATA: join(base, 'data') },
      ...{ INTAKE_FOLDER: folder, INTAKE_REGISTER: 'true', INTAKE_STEADY_SECONDS: '0.4' },
      ...{ REDIS_URL: '', DATABASE_URL: '', S3_BUCKET: '' },
    };
    printed = '';
    recto = spawn(process.execPath, ['scripts/start.mjs'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [recto.stdout, recto.stderr])
      stream?.on('data', (chunk) => (printed += String(chunk)));
    await until(() => printed.includes('Recto is ready'), WITHIN_MS);
  }

  async function stop(): Promise<void> {
    const ended = once(recto!, 'exit');
    recto!.kill('SIGTERM');
    expect((await ended)[0], printed).to.equal(0);
  }

  async function scan(name: string, width: number): Promise<void> {
    await writeFile(join(folder, 'ARCH1.1', name), buildTiff({ width }).bytes);
    const done = async () => (await readdir(join(folder, 'ARCH1.1', 'done'))).includes(name);
    await until(done, WITHIN_MS);
  }

  it('takes in what comes, is started again when it dies, and keeps its token', async () => {
    await start();
    expect(printed).to.include('Watching').and.include('for scans.');
    await scan('p1.tif', 121);
    // The share goes away, something comes into it meanwhile, and it comes back.
    await rename(folder, `${folder}.away`);
    const log = join(base, 'data', 'logs', 'intake-folder.log');
    await until(
      async () => (await readFile(log, 'utf8')).includes('Waiting for it; nothing is lost.'),
      WITHIN_MS,
    );
    await writeFile(join(`${folder}.away`, 'ARCH1.1', 'p1b.tif'), buildTiff({ width: 124 }).bytes);
    await rename(`${folder}.away`, folder);
    const isDone = async () => (await readdir(join(folder, 'ARCH1.1', 'done'))).includes('p1b.tif');
    await until(isDone, WITHIN_MS);
    const { pid } = JSON.parse(await readFile(join(folder, '.recto-station.lock'), 'utf8')) as {
      pid: number;
    };
    process.kill(pid, 'SIGKILL');
    await until(() => printed.includes('The watched folder stopped unexpectedly'), WITHIN_MS);
    await scan('p2.tif', 122);
    const token = join(base, 'data', 'intake-token');
    const [secret, { mode }] = await Promise.all([readFile(token, 'utf8'), stat(token)]);
    expect(mode & 0o077).to.equal(0);
    await stop();
    expect(await readdir(folder)).to.deep.equal(['ARCH1.1']);
    await start();
    await scan('p3.tif', 123);
    expect(await readFile(token, 'utf8')).to.equal(secret);
    await stop();
  });
});
