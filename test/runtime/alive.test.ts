import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import { isAlive } from '../../runtime/alive.ts';
import { until } from '../fixtures/until.ts';

describe('whether a process is alive', () => {
  it('is so for ourselves and for a process of another user, and not for what is no process', () => {
    expect(isAlive(process.pid)).to.equal(true);
    expect(isAlive(1)).to.equal(true);
    for (const pid of [0, -1, 1.5, Number.NaN, 2 ** 30]) expect(isAlive(pid), String(pid)).to.equal(false);
  });

  it('is not so for one that has ended and that nobody waited for', async function () {
    this.timeout(10_000);
    // The shell starts one, becomes a program that never waits, and so keeps what is left of it.
    const parent = spawn('sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 30'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [printed] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(String(printed).trim());
    try {
      await until(() => !isAlive(pid));
      expect(() => process.kill(pid, 0), 'its number is still taken').not.to.throw();
    } finally {
      parent.kill('SIGKILL');
      await once(parent, 'exit');
    }
  });
});
