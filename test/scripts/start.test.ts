import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { isAlive } from '../../runtime/alive.ts';
import { claimPort } from '../../scripts/start/port.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Run {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  /** Everything printed so far. */
  readonly printed: () => string;
  /** Waits for a text to be printed. */
  says(text: string): Promise<void>;
  readonly ended: Promise<number | null>;
}

describe('npm start', function () {
  this.timeout(180_000);
  let dir: string;
  let port: number;
  const runs: Run[] = [];

  before(async () => {
    dir = mkdtempSync(join(tmpdir(), 'recto-start-test-'));
    port = await claimPort(0, '127.0.0.1');
  });
  afterEach(async () => {
    for (const run of runs.splice(0)) {
      if (run.child.exitCode === null && run.child.signalCode === null) kill(run, 'SIGKILL');
      await run.ended;
    }
  });
  after(() => rmSync(dir, { recursive: true, force: true }));

  function start(command = ['node', 'scripts/start.mjs'], env: NodeJS.ProcessEnv = {}): Run {
    const [program = '', ...args] = command;
    const settings = { PORT: String(port), RECTO_DATA: join(dir, 'data'), HOST: '127.0.0.1', ...env };
    const child = spawn(program, args, {
      cwd: ROOT,
      detached: true,
      env: { ...process.env, REDIS_URL: '', DATABASE_URL: '', S3_BUCKET: '', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)));
    const ended = once(child, 'exit').then(([code]) => code as number | null);
    const run: Run = {
      child,
      printed: () => text,
      async says(wanted) {
        while (!text.includes(wanted)) {
          if (child.exitCode !== null)
            throw new Error(`ended with ${child.exitCode} before "${wanted}":\n${text}`);
          await sleep(50);
        }
      },
      ended,
    };
    runs.push(run);
    return run;
  }

  /** To the whole group, as a terminal sends a Ctrl-C. */
  function kill(run: Run, signal: NodeJS.Signals): void {
    process.kill(-(run.child.pid ?? 0), signal);
  }

  async function health(): Promise<number> {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
    await answer?.arrayBuffer();
    return answer?.status ?? 0;
  }

  it('says where it is ready, is, and lets the administrator in once; a Ctrl-C ends it cleanly', async () => {
    const run = start(['npm', 'start']);
    await run.says('Recto is ready at http://localhost:');
    expect(await health()).to.equal(200);
    await run.says('Sign in as the administrator, once, at http');
    kill(run, 'SIGINT');
    await run.ended; // With npm's own exit code, which it makes of the Ctrl-C.
    expect(run.printed()).to.include('Recto has stopped.').and.not.to.include('Stopping at once');
    expect(await health()).to.equal(0);
    expect(existsSync(join(dir, 'data', 'running.json'))).to.equal(false);
  });

  it('starts again on the same directory, and has no link for an administrator who has a password', async () => {
    const run = start(undefined, {
      RECTO_ADMIN_EMAIL: 'ada@example.org',
      RECTO_ADMIN_PASSWORD: 'correct horse',
    });
    await run.says('Recto is ready at');
    kill(run, 'SIGTERM');
    expect(await run.ended, run.printed()).to.equal(0);
    expect(run.printed()).to.include('Recto has stopped.').and.not.to.include('Sign in as the administrator');
  });

  it('refuses a second copy on the same directory in plain words, and the first goes on', async () => {
    const first = start();
    await first.says('Recto is ready at');
    const second = start(['node', 'scripts/start.mjs'], { PORT: '0' });
    expect(await second.ended).to.equal(1);
    expect(second.printed().trim()).to.match(/^Another Recto is already running on .*\. Stop that one first/);
    expect(await health()).to.equal(200);
    kill(first, 'SIGINT');
    expect(await first.ended).to.equal(0);
  });

  it('starts the server again when it is killed', async () => {
    const run = start();
    await run.says('Recto is ready at');
    const [server = 0] = JSON.parse(readFileSync(join(dir, 'data', 'running.json'), 'utf8')) as number[];
    process.kill(server, 'SIGKILL');
    await run.says('The server stopped unexpectedly (killed by SIGKILL). Starting again');
    for (let tries = 0; (await health()) !== 200 && tries < 200; tries += 1) await sleep(100);
    expect(await health()).to.equal(200);
    kill(run, 'SIGINT');
    expect(await run.ended, run.printed()).to.equal(0);
  });

  it('leaves nothing running when it is killed itself, and starts again at once', async () => {
    const killed = start();
    await killed.says('Recto is ready at');
    const left = JSON.parse(readFileSync(join(dir, 'data', 'running.json'), 'utf8')) as number[];
    process.kill(killed.child.pid ?? 0, 'SIGKILL');
    await killed.ended;
    const run = start();
    await run.says('Recto is ready at');
    for (const pid of left) expect(isAlive(pid), `process ${pid}`).to.equal(false);
    kill(run, 'SIGINT');
    expect(await run.ended, run.printed()).to.equal(0);
  });

  it('says so when the port is taken, and ends', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const number = typeof address === 'object' && address ? address.port : 0;
    const run = start(['node', 'scripts/start.mjs'], { PORT: String(number) });
    expect(await run.ended).to.equal(1);
    expect(run.printed().trim()).to.equal(
      `Port ${number} is taken by another program. Choose another one, for example: PORT=8080 npm start`,
    );
    taken.close();
  });

  it('names every setting that is wrong', async () => {
    const run = start(['node', 'scripts/start.mjs'], { PORT: 'many', LOG_LEVEL: 'loud' });
    expect(await run.ended).to.equal(1);
    expect(run.printed()).to.include('PORT').and.to.include('LOG_LEVEL').and.not.to.include('    at ');
  });
});
