import { expect } from 'chai';
import sharp from 'sharp';
import type { ApiVersion } from '../../image/rotation.ts';
import type { PlainAnswer } from '../fixtures/plain-http.ts';
import { publishBefore } from '../fixtures/published-images.ts';
import {
  decode,
  expectOneSquare,
  expectSquares,
  makeSquares,
  type Picture,
  SQUARES,
  type Whence,
} from './squares.ts';

const LAST = SQUARES.count - 1;
/** Squares that are looked at one by one: corners, an edge, the middle and some beside it. */
const SOME = [
  [0, 0],
  [LAST, 0],
  [0, LAST],
  [LAST, LAST],
  [3, 7],
  [6, 2],
] as const;

/** Rotations, and where each square of the picture then comes from. */
const turns: readonly (readonly [string, string, Whence])[] = [
  ['rot_full_basic', '90', (column, row) => [row, LAST - column]],
  ['rot_full_basic', '180', (column, row) => [LAST - column, LAST - row]],
  ['rot_full_basic', '270', (column, row) => [LAST - row, column]],
  ['rot_mirror', '!0', (column, row) => [LAST - column, row]],
  ['rot_mirror_180', '!180', (column, row) => [column, LAST - row]],
];

const formats = [
  ['jpg', 'image/jpeg'],
  ['png', 'image/png'],
  ['webp', 'image/webp'],
  ['tif', 'image/tiff'],
  ['gif', 'image/gif'],
  ['avif', 'image/avif'],
] as const;
const SHARP_NAMES: Readonly<Record<string, string>> = { jpg: 'jpeg', tif: 'tiff' };

describe('the checks of the IIIF image validator: pictures', function () {
  this.timeout(120_000);
  const images = publishBefore(async () => [await makeSquares()]);

  for (const apiVersion of [3, 2] as const) {
    const whole = apiVersion === 3 ? 'max' : 'full';
    const ask = (request: string) => images.ask(apiVersion, `${images.ids[0]}/${request}`);
    const picture = async (request: string) => decode(await ask(request));

    const service: Service = { apiVersion, whole, ask, picture };
    describe(`of ${apiVersion === 3 ? '3.0' : '2.1'}`, () => {
      checkRegionsAndSizes(service);
      checkTheRest(service);
      it('id_escaped: the identifier with a needless escape', async () => {
        const escaped = images.ids[0]?.replaceAll('-', '%2D');
        expectSquares(await decode(await images.ask(apiVersion, `${escaped}/full/${whole}/0/default.jpg`)));
      });
    });
  }

  it('size_nofull: 3.0 knows no full', async () => {
    const { status } = await images.ask(3, `${images.ids[0]}/full/full/0/default.jpg`);
    expect(status).to.equal(400);
  });

  it('size_noup: in 3.0 nothing grows without ^, and !w,h gives the region as it is', async () => {
    const ask = (size: string) => images.ask(3, `${images.ids[0]}/full/${size}/0/default.jpg`);
    for (const size of ['1317,1317', ',1317', '1317,', 'pct:200']) {
      expect((await ask(size)).status, size).to.equal(400);
    }
    const got = await decode(await ask('!2000,3000'));
    expect([got.width, got.height]).to.deep.equal([1000, 1000]);
  });
});

/** An image service of one version with the picture of squares. */
interface Service {
  readonly apiVersion: ApiVersion;
  /** What the version calls the whole size. */
  readonly whole: string;
  ask(request: string): Promise<PlainAnswer>;
  picture(request: string): Promise<Picture>;
}

function checkRegionsAndSizes({ apiVersion, whole, picture }: Service): void {
  it('id_basic, id_squares: the whole image, every square in its place', async () => {
    const got = await picture(`full/${whole}/0/default.jpg`);
    expect([got.width, got.height]).to.deep.equal([1000, 1000]);
    expectSquares(got);
  });

  it('region_pixels', async () => {
    for (const [column, row] of SOME) {
      const got = await picture(`${column * 100 + 13},${row * 100 + 13},74,74/${whole}/0/default.jpg`);
      expect([got.width, got.height]).to.deep.equal([74, 74]);
      expectOneSquare(got, column, row);
    }
  });

  it('region_percent', async () => {
    for (const [column, row] of SOME) {
      const got = await picture(`pct:${column * 10 + 1},${row * 10 + 1},9,9/${whole}/0/default.jpg`);
      expect([got.width, got.height]).to.deep.equal([90, 90]);
      expectOneSquare(got, column, row);
    }
  });

  it('region_square', async () => {
    const got = await picture(`square/${whole}/0/default.jpg`);
    expect([got.width, got.height]).to.deep.equal([1000, 1000]);
    expectSquares(got);
  });

  for (const [check, size, width, height] of [
    ['size_wc', '613,', 613, 613],
    ['size_ch', ',487', 487, 487],
    ['size_percent', 'pct:57', 570, 570],
    ['size_wh', '700,352', 700, 352],
    ['size_bwh', '!444,731', 444, 444],
    ['size_full', apiVersion === 3 ? 'max' : 'full', 1000, 1000],
    ['size_max', 'max', 1000, 1000],
    ['size_up', apiVersion === 3 ? '^,1367' : ',1367', 1367, 1367],
  ] as const) {
    it(`${check}: ${size}`, async () => {
      const got = await picture(`full/${size}/0/default.jpg`);
      expect([got.width, got.height]).to.deep.equal([width, height]);
      expectSquares(got);
    });
  }

  it('size_region: a region at a size', async () => {
    for (const [index, [column, row]] of SOME.entries()) {
      const side = 35 + index * 11;
      const got = await picture(`${column * 100},${row * 100},100,100/${side},${side}/0/default.jpg`);
      expect([got.width, got.height]).to.deep.equal([side, side]);
      expectOneSquare(got, column, row);
    }
  });
}

function checkTheRest({ apiVersion, whole, ask, picture }: Service): void {
  for (const [check, rotation, whence] of turns) {
    it(`${check}: ${rotation}`, async () => {
      const got = await picture(`full/${whole}/${rotation}/default.jpg`);
      expect([got.width, got.height]).to.deep.equal([1000, 1000]);
      expectSquares(got, whence);
    });
  }

  it('rot_region_basic: a region turned', async () => {
    for (const [column, row] of SOME) {
      const got = await picture(`${column * 100 + 13},${row * 100 + 13},76,76/${whole}/180/default.jpg`);
      expect([got.width, got.height]).to.deep.equal([76, 76]);
      expectOneSquare(got, column, row);
    }
  });

  it('rot_full_non90, rot_region_non90: any angle, in the box that just holds it', async () => {
    for (const [region, degrees, side] of [
      ['full', 45, 1415],
      ['full', 22.5, 1307],
      ['300,700,100,100', 211, 138],
    ] as const) {
      const got = await picture(`${region}/${whole}/${degrees}/default.png`);
      expect(got.width, `${region} ${degrees}`).to.be.within(side - 2, side + 2);
      expect(got.height, `${region} ${degrees}`).to.be.within(side - 2, side + 2);
    }
  });

  it('quality_color, quality_default: in colour', async () => {
    for (const quality of ['color', 'default']) {
      const got = await picture(`full/${whole}/0/${quality}.jpg`);
      expect(got.channels).to.equal(3);
      expectSquares(got);
    }
  });

  it('quality_gray: nothing but greys, and many of them', async () => {
    const seen = greysOf(await picture(`full/${whole}/0/gray.png`));
    expect(seen.coloured).to.equal(0);
    expect(seen.greys.size).to.be.greaterThan(20);
  });

  it('quality_bitonal: black and white, and both', async () => {
    const seen = greysOf(await picture(`full/${whole}/0/bitonal.png`));
    expect(seen.coloured).to.equal(0);
    expect([...seen.greys].sort()).to.deep.equal([0, 255]);
  });

  for (const [format, mediaType] of formats) {
    it(`format_${format}`, async () => {
      const answer = await ask(`full/300,/0/default.${format}`);
      expect(answer.headers['content-type']).to.equal(mediaType);
      const { format: found, compression } = await sharp(answer.body).metadata();
      expect(compression === 'av1' ? 'avif' : found).to.equal(SHARP_NAMES[format] ?? format);
      if (format !== 'gif') expectSquares(await decode(answer));
    });
  }

  it('format_jp2, format_pdf: not offered, and refused as such', async () => {
    for (const format of ['jp2', 'pdf']) {
      expect((await ask(`full/${whole}/0/default.${format}`)).status).to.equal(400);
    }
  });

  it('format_error_random, quality_, rotation_, size_ and region_error_random: 400', async () => {
    for (const request of errors(apiVersion)) {
      expect((await ask(request)).status, request).to.equal(400);
    }
  });
}

/** What makes no sense in one place, the rest being right. */
function errors(apiVersion: ApiVersion): readonly string[] {
  const whole = apiVersion === 3 ? 'max' : 'full';
  const nonsense = ['Ab1xQz', '0:;<=>', '@[_]`^', '99zz', '$$$', 'a%20b', '%25', 'undefined'];
  return nonsense.flatMap((text) => [
    `${text}/${whole}/0/default.jpg`,
    `full/${text}/0/default.jpg`,
    `full/${whole}/${text}/default.jpg`,
    `full/${whole}/0/${text}.jpg`,
    `full/${whole}/0/default.${text}`,
  ]);
}

/** The greys that a picture holds, and how many of its pixels are none. */
function greysOf({ channels, data }: { channels: number; data: Buffer }) {
  const greys = new Set<number>();
  let coloured = 0;
  for (let at = 0; at < data.length; at += channels) {
    const [r = 0, g = r, b = r] = channels < 3 ? [data[at]] : data.subarray(at, at + 3);
    if (r !== g || g !== b) coloured += 1;
    greys.add(r);
  }
  return { greys, coloured };
}
