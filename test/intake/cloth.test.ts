import { expect } from 'chai';
import { pageMaster } from '../../scripts/defects/kind.ts';
import { randomOf } from '../../scripts/defects/random.ts';
import { drawPage, type Raster, toSixteenBits } from '../../scripts/defects/raster.ts';
import { writeTiff } from '../../scripts/defects/write-tiff.ts';
import { examineBytes } from '../fixtures/examine-bytes.ts';

const [WIDTH, HEIGHT] = [1_300, 900];
const random = randomOf('cloth');
const page = drawPage(random, { width: WIDTH, height: HEIGHT });

/** The page put against the top and the sides, with clipped black below: its edge falls by `slope` of the width. */
function onCloth(raster: Raster, slope: number): Raster {
  const data = raster.data.map((level, at) => {
    const pixel = Math.floor(at / 3);
    return Math.floor(pixel / WIDTH) < 700 + slope * (pixel % WIDTH) ? level : 0;
  });
  return { ...raster, data };
}

async function severitiesOf(bytes: Buffer): Promise<string[]> {
  const { findings } = await examineBytes(bytes);
  return findings.map(({ rule, severity }) => `${severity} of ${rule}`);
}

describe('a page that ends on a black cloth of nothing but zeros', () => {
  for (const slope of [0.002, 0.005, -0.02])
    it(`is not taken for one that was lost, when its edge falls by ${slope}`, async () => {
      for (const raster of [page, toSixteenBits(page, random)])
        expect(await severitiesOf(writeTiff([{ raster: onCloth(raster, slope) }]).bytes)).to.deep.equal([
          'warning of bands',
        ]);
    });

  it('is taken for lost where the zeros begin within a row of the file', async () => {
    const { bytes, images } = writeTiff([{ raster: page, rowsPerStrip: HEIGHT }]);
    bytes.fill(0, (images[0].parts[0]?.offset ?? 0) + 700 * WIDTH * 3 + 1_001);
    expect(await severitiesOf(bytes)).to.deep.equal(['error of bands']);
  });

  it('has nothing said against it where the cloth lies around it', async () => {
    const { bytes } = pageMaster(random, {}, {}, { blackCloth: 0.1 });
    expect(await severitiesOf(bytes)).to.deep.equal([]);
  });
});
