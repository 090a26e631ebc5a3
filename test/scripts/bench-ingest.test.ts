import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { parseIngestArgs } from '../../scripts/bench-ingest/options.ts';
import { type IngestResult, printIngest } from '../../scripts/bench-ingest/report.ts';
import { npmRun } from '../fixtures/npm-run.ts';

const runIngest = (args: readonly string[]) => npmRun('bench:ingest', args);

describe('npm run bench:ingest', function () {
  this.timeout(300_000);
  let dir: string;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'recto-ingest-test-'));
  });
  after(() => rm(dir, { recursive: true, force: true }));

  it('cuts what it has drawn in every way that there is, and prints what it took', async () => {
    const json = join(dir, 'result.json');
    const args = ['--quick', '--markdown', '--forms', 'strips,jpeg', '--bigtiff', '4', '--json', json];
    const { code, printed } = await runIngest(args);
    expect(code, printed).to.equal(0);
    const result = JSON.parse(await readFile(json, 'utf8')) as IngestResult;
    expect(new Set(result.rows.map(({ master }) => master))).to.have.property('size', 3);
    const names = new Set(result.rows.map(({ name }) => name));
    expect([...names]).to.include.members(['recto', 'tile', 'encode']);
    const big = result.rows.filter(({ master }) => master.includes('BigTIFF'));
    expect(big.map(({ name }) => name))
      .to.include('recto')
      .and.not.to.include('encode');
    expect(names.has('vips')).to.equal(result.vips !== null);
    for (const row of result.rows) {
      expect(row.runs, row.name).to.have.lengthOf(1);
      expect(row.megapixelsPerSecond, row.name).to.be.greaterThan(0);
      expect(row.bytesOut, row.name).to.be.greaterThan(50_000);
      expect(row.toVips === null, row.name).to.equal(result.vips === null);
    }
    expect(printed).to.match(/^\| Recto: pack cut.* \|$/m);
    const without = printIngest({ ...result, vips: null }, false);
    expect(without).to.include('apt install libvips-tools').and.to.include('these figures mean nothing');
  });

  it('says what is wrong with its options', async () => {
    const { code, printed } = await runIngest(['--forms', 'strips,papyrus']);
    expect(code).to.equal(2);
    expect(printed).to.match(/^There is no "papyrus"\. There are: strips, tiles, lzw, deflate, jpeg\.$/m);
    expect(() => parseIngestArgs(['--megapixels', 'many'])).to.throw('--megapixels');
    expect(parseIngestArgs(['--big', '--forms', 'all'])).to.deep.include({ bigMegapixels: 900, rounds: 5 });
  });
});
