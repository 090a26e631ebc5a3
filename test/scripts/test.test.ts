import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ROOT } from '../../scripts/setup/places.ts';
import { runCheck } from '../../scripts/test/check.ts';
import { runMocha } from '../../scripts/test/run-mocha.ts';
import { add, resultLine } from '../../scripts/test/tally.ts';
import { testFiles } from '../../scripts/test/test-files.ts';

describe('npm test', function () {
  this.timeout(60_000);
  let dir: string;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'recto-test-test-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  function file(name: string, text: string): string {
    writeFileSync(join(dir, name), text);
    return join(dir, name);
  }

  it('counts what passed and what failed, over all files', async () => {
    const good = file('good.test.ts', `describe('good', () => { it('a', () => {}); it('b', () => {}); });`);
    const bad = file(
      'bad.test.ts',
      `describe('bad', () => { it('c', () => { throw new Error('no'); }); });
       describe('hook', () => { before(() => { throw new Error('no'); }); it('d', () => {}); });`,
    );
    expect(await runMocha([good, bad], process.env, 'ignore')).to.deep.equal({ passed: 2, failed: 2 });
  });

  it('fails a test that is skipped or alone, since others then do not run unseen', async () => {
    const skipped = file(
      'skipped.test.ts',
      `describe('s', () => { it.skip('a', () => {}); it('b', () => {}); });`,
    );
    expect(await runMocha([skipped], process.env, 'ignore')).to.deep.equal({ passed: 1, failed: 1 });
    const alone = file(
      'alone.test.ts',
      `describe('o', () => { it.only('a', () => {}); it('b', () => {}); });`,
    );
    expect((await runMocha([alone], process.env, 'ignore')).failed).to.be.at.least(1);
  });

  it('fails when a file cannot be read or takes the process down', async () => {
    const broken = file('broken.test.ts', `import './nowhere.ts';`);
    const good = file('good.test.ts', `it('a', () => {});`);
    expect(await runMocha([broken, good], process.env, 'ignore')).to.deep.equal({ passed: 1, failed: 1 });
    const killed = file('killed.test.ts', `it('a', () => process.kill(process.pid, 'SIGKILL'));`);
    expect(await runMocha([killed], process.env, 'ignore')).to.deep.equal({ passed: 0, failed: 1 });
  });

  it('fails when there is nothing to run', async () => {
    expect((await runMocha([], process.env, 'ignore')).failed).to.equal(1);
  });

  it('counts a check as one, and shows what it said', () => {
    const said: string[] = [];
    const say = (line: string) => said.push(line);
    expect(runCheck('holds', ['true'], say)).to.deep.equal({ passed: 1, failed: 0 });
    expect(runCheck('does not', ['ls', '/nowhere'], say)).to.deep.equal({ passed: 0, failed: 1 });
    expect(said.join('\n')).to.match(/✓ holds .*\n✗ does not .*\n.*\/nowhere/);
    expect(resultLine(add({ passed: 1, failed: 0 }, { passed: 2, failed: 1 }))).to.equal(
      '3 passed, 1 failed',
    );
  });

  it('runs every test file, this one too', () => {
    expect(testFiles(ROOT))
      .to.include('test/scripts/test.test.ts')
      .and.to.include('test/architecture.test.ts');
  });

  it('is what the continuous integration runs', () => {
    const done = spawnSync('bash', ['-n', join(ROOT, '.ci/run')]);
    expect(done.status).to.equal(0);
  });
});
