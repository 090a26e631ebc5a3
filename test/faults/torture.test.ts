import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { reportLines } from '../../scripts/torture/report.ts';
import { torture } from '../../scripts/torture/run.ts';

const FILES = 40;

describe('a short torture', function () {
  this.timeout(300_000);

  it('loses, doubles and leaves nothing, whoever is killed', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'recto-torture-'));
    const said: string[] = [];
    const { signal } = new AbortController();
    const say = (line: string) => said.push(line);
    const report = await torture({ files: FILES, seed: '3', everyMs: 3_000, dir, say, signal });
    expect(report.violations, [...said, ...reportLines(report)].join('\n')).to.deep.equal([]);
    expect(Object.values(report.kills).reduce((sum, times) => sum + times)).to.be.above(0);
    await rm(dir, { recursive: true, force: true });
  });
});
