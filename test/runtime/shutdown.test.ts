import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';

const { PATH } = process.env;

/** Runs the program of `fixtures/stopping.ts`, then does something to it; says what it printed and how it ended. */
async function run(
  third: string,
  then: (child: ChildProcess) => void,
): Promise<{ code: number | null; printed: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/fixtures/stopping.ts', third], {
    env: { PATH },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let printed = '';
  child.stdout?.on('data', (data: Buffer) => {
    printed += data.toString();
  });
  // Not 'close', which never comes for a child that was disconnected.
  const exited = once(child, 'exit');
  const ended = child.stdout === null ? undefined : once(child.stdout, 'end');
  await once(child, 'message');
  then(child);
  const [code] = (await exited) as [number | null];
  await ended;
  return { code, printed: printed.trim() };
}

describe('the end of a process', () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`closes its parts on ${signal}, the last first, and ends with 0`, async () => {
      const ended = await run('', (child) => child.kill(signal));
      expect(ended).to.deep.equal({ code: 0, printed: 'second first' });
    });
  }

  it('comes when the parent goes away', async () => {
    expect(await run('', (child) => child.disconnect())).to.deep.equal({ code: 0, printed: 'second first' });
  });

  it('closes the others when one part cannot be closed, and ends with 1', async () => {
    const ended = await run('throws', (child) => child.kill());
    expect(ended).to.deep.equal({ code: 1, printed: 'second first' });
  });

  it('waits for a slow part no longer than its deadline, and ends with 1', async () => {
    const startedAt = Date.now();
    const ended = await run('hangs', (child) => child.kill());
    expect(ended).to.deep.equal({ code: 1, printed: '' });
    expect(Date.now() - startedAt).to.be.greaterThan(700);
  });

  it('comes at once on a second signal', async () => {
    const ended = await run('says and hangs', (child) => {
      child.stdout?.once('data', () => child.kill('SIGINT'));
      child.kill('SIGTERM');
    });
    expect(ended).to.deep.equal({ code: 1, printed: 'wait' });
  });

  it('comes with 1 after an error that nobody caught', async () => {
    const ended = await run('', (child) => child.send('throw'));
    expect(ended).to.deep.equal({ code: 1, printed: 'second first' });
    const rejected = await run('', (child) => child.send('reject'));
    expect(rejected.code).to.equal(1);
  });
});
