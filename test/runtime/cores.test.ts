import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import fc from 'fast-check';
import { coresIn, coresOf, keepOn } from '../../runtime/cores.ts';

describe('the cores of a process', () => {
  it('are read from a list as Linux writes it', () => {
    expect(coresIn('0-3,8')).to.deep.equal([0, 1, 2, 3, 8]);
    expect(coresIn(' 5\n')).to.deep.equal([5]);
    expect(coresIn('')).to.deep.equal([]);
    const ranges = fc.array(fc.tuple(fc.nat(500), fc.nat(20)), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(ranges, (given) => {
        const text = given
          .map(([from, more]) => (more === 0 ? `${from}` : `${from}-${from + more}`))
          .join(',');
        const all = given.flatMap(([from, more]) => Array.from({ length: more + 1 }, (_, at) => from + at));
        expect(coresIn(text)).to.deep.equal(all);
      }),
    );
  });

  it('are those that it was told to keep to', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await once(child, 'spawn');
    const { pid = 0 } = child;
    const [, ...others] = coresOf();
    const wanted = others.length > 0 ? others : coresOf();
    expect(wanted).not.to.deep.equal([]);
    await keepOn(pid, wanted);
    expect(coresOf(pid)).to.deep.equal(wanted);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(coresOf(pid)).to.deep.equal([]);
    await keepOn(pid, wanted);
  });
});
