import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { isAlive } from '../../runtime/alive.ts';
import { type Child, type ChildOptions, keepRunning } from '../../scripts/start/child.ts';
import { waitForLeftovers } from '../../scripts/start/leftovers.ts';
import { openLogFile } from '../../scripts/start/log-files.ts';
import { createSay, describeLogLine } from '../../scripts/start/terminal.ts';

describe('a process that is kept running', function () {
  this.timeout(30_000);
  let dir: string;
  let said: string[];
  let children: Child[];

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'recto-child-test-'));
    said = [];
    children = [];
  });
  afterEach(async () => {
    for (const child of children) await child.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  function keep(text: string, more: Partial<ChildOptions> = {}): Child {
    const program = join(dir, 'program.ts');
    writeFileSync(program, text);
    const child = keepRunning({
      name: 'server',
      program,
      env: process.env,
      log: new PassThrough().resume(),
      say: (line) => said.push(line),
      onGiveUp: () => {},
      ...more,
    });
    children.push(child);
    return child;
  }

  async function until(holds: () => boolean): Promise<void> {
    for (let tries = 0; !holds() && tries < 400; tries += 1) await sleep(25);
    expect(holds(), said.join('\n')).to.equal(true);
  }

  it('is started again when it dies, and says so', async () => {
    const messages: unknown[] = [];
    const child = keep(`process.send?.({ pid: process.pid }); setInterval(() => {}, 1000);`, {
      onMessage: (message) => messages.push(message),
    });
    await until(() => messages.length === 1);
    process.kill(child.pid, 'SIGKILL');
    await until(() => messages.length === 2);
    expect(said).to.deep.equal([
      'The server stopped unexpectedly (killed by SIGKILL). Starting again in 0.5 s.',
    ]);
  });

  it('is given up after three deaths if it never could run, with its last words', async () => {
    let words: readonly string[] = [];
    keep(`console.error('no such luck'); process.exit(3);`, {
      onGiveUp: (lines) => {
        words = lines;
      },
    });
    await until(() => words.length > 0);
    expect(words).to.include('no such luck');
    expect(said).to.have.lengthOf(2);
  });

  it('may finish what it is doing when it is stopped, and is not started again', async () => {
    let ready = false;
    const child = keep(
      `import { writeFileSync } from 'node:fs';
       process.on('SIGTERM', () => setTimeout(() => { writeFileSync(${JSON.stringify(join(dir, 'done'))}, 'yes'); process.exit(0); }, 200));
       process.send?.('ready');
       setInterval(() => {}, 1000);`,
      {
        onMessage: () => {
          ready = true;
        },
      },
    );
    await until(() => ready);
    await child.stop();
    expect(readFileSync(join(dir, 'done'), 'utf8')).to.equal('yes');
    // A start that is to come is announced in the moment of the death.
    expect(child.pid).to.equal(0);
    expect(said).to.deep.equal([]);
  });

  it('is waited for by the next start if its parent was killed', async () => {
    const child = keep(`setTimeout(() => process.exit(0), 1000);`);
    (await waitForLeftovers(dir, () => {})).note(child.pid);
    const { pid } = child;
    await waitForLeftovers(dir, (line) => said.push(line));
    expect(isAlive(pid)).to.equal(false);
    expect(said[0]).to.include('Waiting for what is left');
    await child.stop();
  });
});

describe('what the terminal shows of a log', () => {
  it('is errors, in words, with their reason', () => {
    expect(describeLogLine('{"level":50,"msg":"cannot write","err":{"message":"disk full"}}')).to.equal(
      'cannot write (disk full)',
    );
    expect(describeLogLine('{"level":30,"msg":"ready"}')).to.equal(undefined);
    expect(describeLogLine('plain text')).to.equal(undefined);
    expect(describeLogLine('{broken')).to.equal(undefined);
  });

  it('says the same thing once', () => {
    const lines: string[] = [];
    const say = createSay((line) => lines.push(line));
    for (const line of ['a', 'a', 'b', 'a']) say(line);
    expect(lines).to.deep.equal(['a', 'b']);
  });
});

describe('a log file', () => {
  it('may be told of in a log whose disk is full, and goes on', async () => {
    const log = openLogFile('/dev/full');
    const errors: Error[] = [];
    log.on('error', (error) => errors.push(error));
    for (const line of ['first\n', 'second\n'])
      await new Promise<void>((done) => log.write(line, () => done()));
    expect([errors, log.destroyed]).to.deep.equal([[], false]);
    await new Promise<void>((done) => log.end(done));
  });

  it('is put aside when it has grown large, the newest first and five at most', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'recto-log-test-'));
    const path = join(dir, 'logs', 'server.log');
    for (let run = 1; run <= 7; run += 1) {
      const log = openLogFile(path, 5);
      await new Promise((done) => log.end(`run ${run}\n`, () => done(undefined)));
    }
    const read = (name: string) => readFileSync(name, 'utf8').trim();
    expect(read(path)).to.equal('run 7');
    expect([1, 2, 3, 4, 5].map((age) => read(`${path}.${age}`))).to.deep.equal([
      'run 6',
      'run 5',
      'run 4',
      'run 3',
      'run 2',
    ]);
    rmSync(dir, { recursive: true });
  });
});
