import { expect } from 'chai';
import { runStation } from '../fixtures/run-station.ts';

describe('the orders of the station', () => {
  it('are listed, and each tells its own options', async () => {
    const [all, one, same] = await Promise.all([
      runStation(['--help']),
      runStation(['send', '--help']),
      runStation(['help', 'send']),
    ]);
    expect(all.code).to.equal(0);
    expect(all.stdout).to.match(/^ {2}send +send the scans/m);
    expect(one.stdout).to.include('recto-station send DIR --item REF').and.to.include('--patience');
    expect(same.stdout).to.equal(one.stdout);
  });

  it('are asked for where there is none, and where there is no such', async () => {
    const [none, other, inherited] = await Promise.all([
      runStation([]),
      runStation(['fax', 'scans']),
      runStation(['toString']),
    ]);
    expect([none.code, other.code, inherited.code]).to.deep.equal([2, 2, 2]);
    expect(none.stderr).to.include('Say what to do').and.to.include('send');
    expect(other.stderr).to.include('There is no "fax"');
    expect(inherited.stderr).to.include('There is no "toString"');
  });

  it('end with 2 and a sentence where their options are wrong', async () => {
    const run = await runStation(['send', 'scans', '--item', 'A1', '--server', 'ftp://h']);
    expect(run).to.have.property('code', 2);
    expect(run.stderr).to.include('ftp://h').and.to.include('recto-station send --help');
    expect(run.stdout).to.equal('');
  });
});
