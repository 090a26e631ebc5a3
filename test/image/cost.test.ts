import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { cutTiles } from '../../image/cut-tiles.ts';
import { writeNoiseTiff } from '../fixtures/make-tiffs.ts';

const run = promisify(execFile);
const SLACK_BYTES = 30 * 2 ** 20;

describe('image/cost', () => {
  let folder = '';
  let pack = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'recto-cost-'));
    pack = join(folder, 'pack.zip');
    const input = await writeNoiseTiff(join(folder, 'noise.tif'), 4_500, 3_001);
    await cutTiles({ input, output: pack, maxPixels: 1e9 });
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const requests = [
    'full/max/0/default.jpg',
    'full/max/90/default.jpg',
    'full/max/30/default.png',
    'full/max/0/bitonal.tif',
    'full/2000,/20/default.webp',
    'full/2000,/0/gray.avif',
    'full/2000,/0/default.gif',
  ];
  for (const request of requests) {
    it(`estimates the memory of ${request} from above, and not far above`, async function () {
      this.timeout(60_000);
      const program = join(import.meta.dirname, '../fixtures/measure-render.ts');
      const { stdout } = await run(process.execPath, ['--import', 'tsx', program, pack, request]);
      const { measured, estimated }: { measured: number; estimated: number } = JSON.parse(stdout);
      expect(measured).to.be.below(estimated);
      expect(estimated).to.be.below(1.6 * measured + SLACK_BYTES);
    });
  }
});
