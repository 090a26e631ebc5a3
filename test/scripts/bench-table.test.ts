import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { parseTableArgs } from '../../scripts/bench-table/options.ts';
import { printTable, type TableResult } from '../../scripts/bench-table/report.ts';
import { npmRun } from '../fixtures/npm-run.ts';

describe('npm run bench:table', function () {
  this.timeout(300_000);
  let dir: string;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'recto-table-test-'));
  });
  after(() => rm(dir, { recursive: true, force: true }));

  it('opens a table, scrolls it, judges on it, and prints what that took', async () => {
    const json = join(dir, 'result.json');
    const { code, printed } = await npmRun('bench:table', ['--quick', '--markdown', '--json', json]);
    expect(code, printed).to.equal(0);
    const result = JSON.parse(await readFile(json, 'utf8')) as TableResult;
    expect([result.quick, result.pages, result.rounds.length]).to.deep.equal([true, 100, 1]);
    const [round] = result.rounds;
    expect(round?.openedMs).to.be.greaterThan(0);
    expect(round?.frames).to.be.greaterThan(10);
    expect(round?.keysMs.length).to.be.at.least(40);
    expect(round?.cells).to.be.within(40, 100);
    expect(printed).to.match(/^\| key to screen \| \d+ \| \d+ \| \d+ \|$/m);
  });

  it('says what is wrong with its arguments', () => {
    expect(() => parseTableArgs(['--pages', '7'])).to.throw(
      '--pages must be a whole number from 41 to 10000.',
    );
    expect(() => parseTableArgs(['--rounds', '1.5'])).to.throw('--rounds must be');
    expect(() => parseTableArgs(['--nonsense'])).to.throw('--nonsense');
    expect(parseTableArgs([])).to.deep.include({ pages: 1000, rounds: 5, quick: false });
  });

  it('prints the middle and the worst of its rounds', () => {
    const round = {
      ...{ openedMs: 900, longestOpeningTaskMs: 60, longestScrollingTaskMs: 0, frames: 100 },
      ...{ longestFrameMs: 17, blankFrames: 2, keysMs: [10, 20, 30], cells: 200 },
    };
    const machine = {
      ...{ date: '2026-11-21T00:00:00Z', cpu: 'Abacus', cores: 2, memoryGb: 4, system: 'linux', node: 'v20' },
      ...{ sharp: '0', libvips: '8' },
    };
    const rounds = [round, { ...round, openedMs: 1200 }, { ...round, openedMs: 800 }];
    const printed = printTable({ machine, quick: false, pages: 1000, rounds }, false);
    expect(printed).to.match(/^opened, every page in view drawn +900 +1200 +1200$/m);
    expect(printed).to.contain('6 of 300 frames while scrolling had a page without its picture');
  });
});
