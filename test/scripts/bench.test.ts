import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { asksOf, largestOf } from '../../scripts/bench/asks.ts';
import { parseBenchArgs, ROWS, type RowName } from '../../scripts/bench/options.ts';
import { type BenchResult, printResult } from '../../scripts/bench/report.ts';
import type { ServedImage } from '../../scripts/bench/served.ts';
import { npmRun } from '../fixtures/npm-run.ts';

const POSTER: ServedImage = { base: '/iiif/3/p~1', width: 1_511, height: 2_111, tileSize: 512 };

const runBench = (args: readonly string[]) => npmRun('bench', args);

describe('npm run bench', function () {
  this.timeout(300_000);
  let dir: string;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'recto-bench-test-'));
  });
  after(() => rm(dir, { recursive: true, force: true }));

  it('puts scans in, drives Recto and a bare server, and prints what it measured', async () => {
    const json = join(dir, 'result.json');
    const only = ['tiles', 'unchanged', 'full', 'cold', 'two', 'memory', 'load'];
    const { code, printed } = await runBench([
      '--quick',
      '--markdown',
      '--json',
      json,
      '--only',
      only.join(),
    ]);
    expect(code, printed).to.equal(0);
    const result = JSON.parse(await readFile(json, 'utf8')) as BenchResult;
    const rows = result.rows.map(({ name, processes, warm }) => `${name} ${processes} ${warm}`);
    expect(rows).to.have.members([
      ...['tiles 1 true', 'unchanged 1 true', 'full 1 true', 'tiles 1 false'],
      ...['tiles 2 true', 'info 2 true', 'unchanged 2 true'],
    ]);
    for (const row of result.rows) {
      expect(row.recto.requestsPerSecond, row.name).to.be.greaterThan(0);
      expect(row.recto.failures, row.name).to.equal(0);
      expect(row.ratio === null, row.name).to.equal(row.name === 'full');
    }
    expect(result.load.map(({ manner }) => manner)).to.deep.equal([
      'idle',
      'crawl',
      'hang-up',
      'slow',
      'idle',
    ]);
    expect(result.load.every(({ alive }) => alive)).to.equal(true);
    for (const label of [ROWS.tiles, ROWS.unchanged, ROWS.full]) expect(printed).to.include(`| ${label} |`);
    expect(printResult(result, false)).to.include('these figures mean nothing');
  });

  it('says what there is to measure where it is asked for something else', async () => {
    const { code, printed } = await runBench(['--only', 'tiles,elephants']);
    expect(code).to.equal(2);
    expect(printed).to.match(/^There is no "elephants" to measure\. There are: tiles, edges, .*load\.$/m);
    expect(() => parseBenchArgs(['--seconds', 'many'])).to.throw('--seconds');
  });

  it('asks for every tile of the poster once in two rows, and never for a picture twice that is to be made', () => {
    const paths = (row: RowName) => asksOf(row, [POSTER]).paths;
    const tiles = [...paths('tiles'), ...paths('edges')];
    expect(new Set(tiles).size).to.equal(tiles.length);
    expect(tiles).to.have.members([...paths('pages')]);
    for (const row of ['full', 'regions-jpg', 'regions-webp'] as const) {
      expect(asksOf(row, [POSTER]).once, row).to.equal(true);
      expect(new Set(paths(row)).size, row).to.be.greaterThan(paths(row).length * 0.99);
    }
    expect(new Set(largestOf(POSTER, 20_000)).size).to.equal(20_000);
  });
});
