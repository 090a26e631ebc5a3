import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { IntakeResult } from '../../scripts/bench-intake/report.ts';
import { npmRun } from '../fixtures/npm-run.ts';

describe('npm run bench:intake', function () {
  this.timeout(300_000);
  let dir: string;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'recto-intake-test-'));
  });
  after(() => rm(dir, { recursive: true, force: true }));

  it('reads what it has drawn in both ways, and prints what they took', async () => {
    const json = join(dir, 'result.json');
    const args = ['--quick', '--markdown', '--megapixels', '1', '--forms', 'strips,lzw', '--json', json];
    const { code, printed } = await npmRun('bench:intake', args);
    expect(code, printed).to.equal(0);
    const { rows } = JSON.parse(await readFile(json, 'utf8')) as IntakeResult;
    expect(rows.map(({ name }) => name)).to.deep.equal([
      '1 MP, strips, not compressed',
      '1 MP, strips, not compressed, its end lost',
      '1 MP, strips, LZW',
    ]);
    for (const { bare, look, ratio, cpuRatio } of rows) {
      expect(bare).to.have.lengthOf(1);
      expect(look).to.have.lengthOf(1);
      expect(ratio).to.be.greaterThan(0);
      expect(cpuRatio).to.be.greaterThan(0);
    }
    expect(rows[1]?.bands).to.be.greaterThan(0);
    expect(printed).to.match(/^\| 1 MP, strips, LZW .* \|$/m);
  });

  it('says what is wrong with its options', async () => {
    const { code, printed } = await npmRun('bench:intake', ['--forms', 'papyrus']);
    expect(code).to.equal(2);
    expect(printed).to.match(/^There is no "papyrus"\./m);
  });
});
