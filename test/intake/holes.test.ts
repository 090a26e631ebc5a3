import { expect } from 'chai';
import fc from 'fast-check';
import { HEAD_BYTES } from '../../intake/format.ts';
import { findHoles } from '../../intake/holes.ts';
import { pageMaster } from '../../scripts/defects/kind.ts';
import { randomOf } from '../../scripts/defects/random.ts';
import { drawPage, fill, toGrey, toSixteenBits } from '../../scripts/defects/raster.ts';
import { type TiffForm, type TiffImage, writeTiff } from '../../scripts/defects/write-tiff.ts';
import { examineBytes, sourceOf } from '../fixtures/examine-bytes.ts';

const [WIDTH, HEIGHT] = [150, 152];
const random = randomOf('holes');
const page = drawPage(random, { width: WIDTH, height: HEIGHT });
const PAGES = [page, toGrey(page), toSixteenBits(page, random)] as const;

interface Case {
  readonly of: number;
  readonly layout: { readonly tile: number } | { readonly isPlanar: true; readonly rowsPerStrip: number };
  readonly form: TiffForm;
  readonly picks: readonly number[];
}

const cases: fc.Arbitrary<Case> = fc.record({
  of: fc.nat(PAGES.length - 1),
  layout: fc.oneof(
    fc.constantFrom(16, 32, 64).map((tile) => ({ tile })),
    fc.constantFrom(8, 13, 40).map((rowsPerStrip) => ({ isPlanar: true as const, rowsPerStrip })),
  ),
  form: fc.record({
    littleEndian: fc.boolean(),
    big: fc.boolean(),
    directory: fc.constantFrom('first', 'last'),
  }),
  picks: fc.array(fc.nat(), { maxLength: 3 }),
});

/** Where part `index` of the file lies, and in which plane. */
function placeOf({ layout, of }: Case, index: number) {
  const [partWidth, partHeight] =
    'tile' in layout ? [layout.tile, layout.tile] : [WIDTH, layout.rowsPerStrip];
  const across = Math.ceil(WIDTH / partWidth);
  const down = Math.ceil(HEIGHT / partHeight);
  const plane = Math.floor(index / (across * down));
  const [column, row] = [index % across, Math.floor(index / across) % down];
  const [x, y] = [column * partWidth, row * partHeight];
  const region = {
    ...{ x, y },
    width: Math.min(partWidth, WIDTH - x),
    height: Math.min(partHeight, HEIGHT - y),
  };
  return { region, plane, isOneColour: 'isPlanar' in layout && of !== 1 };
}

describe('the finder of parts that were never written', () => {
  it('finds each of them where it is, and those on top of each other as one', async () => {
    const check = fc.asyncProperty(cases, async (one) => {
      const raster = PAGES[one.of] ?? page;
      const { bytes, images } = writeTiff([{ raster, ...one.layout }], one.form);
      const isInStrips = 'isPlanar' in one.layout && raster.samples === 1;
      const { parts } = images[0];
      const zeroed = [...new Set(one.picks.map((pick) => pick % parts.length))];
      for (const { offset, length } of zeroed.map((index) => parts[index]!))
        bytes.fill(0, offset, offset + length);
      const found = await findHoles(sourceOf(bytes));
      const lines = found.flatMap(({ region, isOneColour }) => {
        const { x, y, width, height } = region;
        return Array.from({ length: height }, (_, at) => `${x} ${width} ${y + at} ${isOneColour}`);
      });
      const expected = zeroed.flatMap((index) => {
        const { region, isOneColour } = placeOf(one, index);
        const { x, y, width, height } = region;
        return Array.from({ length: height }, (_, at) => `${x} ${width} ${y + at} ${isOneColour}`);
      });
      expect(lines.sort()).to.deep.equal(isInStrips ? [] : expected.sort());
    });
    await fc.assert(check, { numRuns: 150 });
  });

  it('finds a column of tiles by what lies beside it, at an edge or not, and the rule calls it lost', async () => {
    for (const raster of PAGES)
      for (const columns of [[0], [1], [2], [0, 1]]) {
        const { bytes, images } = writeTiff([{ raster, tile: 64 }]);
        for (const [index, { offset, length }] of images[0].parts.entries())
          if (columns.includes(index % 3)) bytes.fill(0, offset, offset + length);
        const { findings } = await examineBytes(bytes);
        expect(findings.map(({ rule, severity, region }) => ({ rule, severity, region }))).to.deep.equal(
          columns.map((column) => ({
            ...{ rule: 'bands', severity: 'error' },
            region: { x: column * 64, y: 0, width: column === 2 ? WIDTH - 128 : 64, height: HEIGHT },
          })),
        );
      }
  });

  it('says nothing of a column of tiles beside which it is dark, nor of an image of zeros', async () => {
    for (const width of [70, WIDTH]) {
      const raster = fill(page, { left: 0, top: 0, width, height: HEIGHT }, 0);
      expect(await findHoles(sourceOf(writeTiff([{ raster, tile: 32 }]).bytes))).to.deep.equal([]);
    }
  });

  it('takes a dark border for none, though the last tiles hold nothing else', async () => {
    const page = drawPage(random, { width: 162, height: 131 });
    const right = fill(page, { left: 160, top: 0, width: 2, height: 131 }, 0);
    const lower = fill(page, { left: 0, top: 128, width: 162, height: 3 }, 0);
    for (const raster of [right, lower]) {
      const { bytes } = writeTiff([{ raster, tile: 32 }]);
      expect((await examineBytes(bytes)).findings).to.deep.equal([]);
    }
  });

  it('says nothing of a tile that lies in darkness, however dark', async () => {
    const black = fill(page, { left: 20, top: 20, width: 100, height: 90 }, 0);
    const corner = fill(page, { left: 0, top: 0, width: 100, height: 100 }, 0);
    for (const raster of [black, corner])
      expect(await findHoles(sourceOf(writeTiff([{ raster, tile: 32 }]).bytes))).to.deep.equal([]);
  });

  it('says nothing of a colour that is missing wherever one looks', async () => {
    const raster = fill(page, { left: 0, top: 0, width: WIDTH, height: HEIGHT }, 0, 2);
    const { bytes } = writeTiff([{ raster, isPlanar: true, rowsPerStrip: 16 }]);
    expect(await findHoles(sourceOf(bytes))).to.deep.equal([]);
  });

  it('does not look where zeros are white, or are packed, or in strips of a few lines', async () => {
    const image = (more: Partial<TiffImage>): Buffer => {
      const { bytes, images } = writeTiff([{ raster: toGrey(page), tile: 32, ...more }]);
      const { offset = 0, length = 0 } = images[0].parts[6] ?? {};
      return bytes.fill(0, offset, offset + length);
    };
    expect(await findHoles(sourceOf(image({})))).to.have.length(1);
    expect(await findHoles(sourceOf(image({ photometric: 0 })))).to.deep.equal([]);
    expect(
      await findHoles(sourceOf(image({ compression: { code: 5, pack: (part) => part } }))),
    ).to.deep.equal([]);
    const lines = writeTiff([{ raster: page, isPlanar: true, rowsPerStrip: 4 }]);
    const { offset = 0, length = 0 } = lines.images[0].parts[9] ?? {};
    expect(await findHoles(sourceOf(lines.bytes.fill(0, offset, offset + length)))).to.deep.equal([]);
  });

  it('reads little of an image that has no zeros in it', async () => {
    const { bytes } = pageMaster(random, { tile: 128 });
    const source = sourceOf(bytes);
    let sum = 0;
    await findHoles({
      sizeBytes: bytes.length,
      async read(offset, length) {
        sum += length;
        return source.read(offset, length);
      },
    });
    expect(sum - HEAD_BYTES).to.be.below(bytes.length / 50);
  });

  it('comes to an end with twenty, and says nothing of what is no TIFF or broken', async () => {
    const { bytes, images } = writeTiff([{ raster: page, tile: 16 }]);
    for (const [at, { offset, length }] of images[0].parts.entries())
      if (at % 2 === Math.floor(at / 10) % 2) bytes.fill(0, offset, offset + length);
    expect(await findHoles(sourceOf(bytes))).to.have.length(20);
    const check = fc.asyncProperty(fc.nat(400), fc.nat(255), fc.nat(400), async (at, byte, end) => {
      const broken = Buffer.from(bytes);
      broken[at] = byte;
      await findHoles(sourceOf(broken));
      await findHoles(sourceOf(broken.subarray(0, end)));
    });
    await fc.assert(check, { numRuns: 300 });
    expect(await findHoles(sourceOf(Buffer.from('MM no such thing')))).to.deep.equal([]);
  });
});
