import { expect } from 'chai';
import fc from 'fast-check';
import { findDirectory, parseDirectory, TAIL_BYTES } from '../../image/pack.ts';
import { planImage } from '../../image/plan.ts';
import {
  entryName,
  type Level,
  levelsOf,
  listedSizes,
  OLDEST_THUMBNAILS,
  type Tiling,
  tileAt,
  tilesOf,
} from '../../image/pyramid.ts';
import { parseImageRequest } from '../../image/request.ts';
import { encodeDirectory, encodeLocalHeader, type ZipEntry } from '../../image/zip.ts';
import { asFault } from '../../model/fault.ts';
import { DEFAULT_LIMITS } from '../fixtures/planned.ts';

/** The directory of a pack of an image, whose entries lie one after another from `start`. */
function makeDirectory(
  tiling: Tiling,
  start = 0,
  sizes = listedSizes(tiling),
): { entries: ZipEntry[]; end: number } {
  const names = new Set([...tilesOf(tiling)].map((tile) => entryName(tile.region, tile.size, tiling)));
  for (const size of sizes) names.add(`full/${size.width},${size.height}/0/default.jpg`);
  let end = start;
  const entries = [...names].map((name, index) => {
    const entry = {
      name,
      crc32: index,
      sizeBytes: 1000 + index,
      flags: 0,
      extra: Buffer.alloc(0),
      headerOffset: end,
    };
    end += encodeLocalHeader(entry).length + entry.sizeBytes;
    return entry;
  });
  return { entries, end };
}

function refusal(read: () => unknown): string {
  try {
    read();
    return 'read';
  } catch (thrown) {
    return asFault(thrown).code;
  }
}

function placesOf({ rows, columns }: Level): [row: number, column: number][] {
  return Array.from({ length: rows * columns }, (_, place) => [Math.floor(place / columns), place % columns]);
}

const poster: Tiling = { width: 3001, height: 2003, tileSize: 512 };

describe('image/pack', () => {
  it('finds every entry where it was put, and nothing else', () => {
    const side = fc.integer({ min: 1, max: 3000 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const { entries, end } = makeDirectory({ width, height, tileSize: 512 });
        const index = parseDirectory(encodeDirectory(entries, end));
        expect(index).to.include({ width, height, tileSize: 512, entryCount: entries.length });
        for (const entry of entries) {
          const offset = entry.headerOffset + encodeLocalHeader(entry).length;
          expect(index.find(entry.name)).to.deep.equal({ offset, length: entry.sizeBytes });
        }
        for (const level of levelsOf(index)) {
          for (const [row, column] of placesOf(level)) {
            const { region, size } = tileAt(index, level.scaleFactor, column, row);
            const named = index.find(entryName(region, size, index));
            expect(index.tile(level, column, row))
              .to.deep.equal(named)
              .and.not.equal(undefined);
          }
          expect(index.tile(level, level.columns, 0)).to.equal(undefined);
          expect(index.tile(level, 0, level.rows)).to.equal(undefined);
        }
      }),
      { numRuns: 100 },
    );
    const { entries, end } = makeDirectory(poster);
    const index = parseDirectory(encodeDirectory(entries, end));
    const others = [
      '0,0,512,512/511,512/0/default.jpg',
      '0,0,512,512/512,512/0/default.png',
      '00,0,512,512/512,512/0/default.jpgx',
      '1,0,512,512/512,512/0/default.jpg',
      '0,0,9999,512/512,512/0/default.jpg',
      'full/max/0/default.jpg',
      'full/3001,2003/0/default.jpg',
      '',
      '__proto__',
    ];
    for (const name of others) expect(index.find(name), name).to.equal(undefined);
    expect(index.sizes).to.deep.equal([...listedSizes(poster)].reverse());
  });

  it('reads a pack of the first recipe, which has fewer sizes, and renders what it misses', () => {
    const { entries, end } = makeDirectory(poster, 0, listedSizes(poster, OLDEST_THUMBNAILS));
    const index = parseDirectory(encodeDirectory(entries, end));
    expect(index.sizes).to.deep.include.members([
      { width: 200, height: 133 },
      { width: 400, height: 267 },
    ]);
    const kinds = ['!200,200', '200,', '!400,400', '90,', ',120', '!120,120'].map((size) => {
      const request = parseImageRequest(`full/${size}/0/default.jpg`, 3);
      return planImage(request, index, DEFAULT_LIMITS).kind;
    });
    expect(kinds).to.deep.equal(['tile', 'tile', 'tile', 'render', 'render', 'render']);
  });

  it('reads offsets beyond four gigabytes', () => {
    const start = 5_000_000_000;
    const { entries, end } = makeDirectory(poster, start);
    const bytes = encodeDirectory(entries, end);
    const index = parseDirectory(bytes);
    const [first] = entries;
    if (first === undefined) throw new Error('There are no entries.');
    expect(index.find(first.name)?.offset).to.equal(start + encodeLocalHeader(first).length);
    expect(findDirectory(bytes.subarray(-TAIL_BYTES), end + bytes.length)).to.deep.equal({
      directoryOffset: end,
      directoryBytes: bytes.length,
    });
  });

  it('reads more than 65,535 entries, and keeps them small', function () {
    this.timeout(20_000);
    const { entries, end } = makeDirectory({ width: 115_001, height: 115_001, tileSize: 512 });
    expect(entries.length).to.be.above(65_535);
    const bytes = encodeDirectory(entries, end);
    const index = parseDirectory(bytes);
    const last = entries.findLast((entry) => !entry.name.startsWith('full'));
    expect(index.find(last?.name ?? '')?.length).to.equal(last?.sizeBytes);
    expect(index.entryCount).to.equal(entries.length);
  });

  it('refuses a directory with any byte of its structure wrong, and never breaks otherwise', () => {
    const { entries, end } = makeDirectory({ width: 1003, height: 707, tileSize: 512 });
    const bytes = encodeDirectory(entries, end);
    let refused = 0;
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const broken = Buffer.from(bytes);
        broken[at] = (broken[at] ?? 0) ^ flip;
        const outcome = refusal(() => parseDirectory(broken));
        expect(outcome).to.be.oneOf(['read', 'internal']);
        if (outcome === 'internal') refused += 1;
      }),
      { numRuns: 2000 },
    );
    expect(refused).to.be.above(500);
    for (let length = 0; length < bytes.length; length += 7) {
      expect(refusal(() => parseDirectory(bytes.subarray(0, length)))).to.equal('internal');
    }
    expect(refusal(() => findDirectory(bytes.subarray(-TAIL_BYTES), 10))).to.equal('internal');
  });

  it('refuses a pack that misses a tile, has one twice, or has something else in it', () => {
    const { entries, end } = makeDirectory({ width: 1003, height: 707, tileSize: 512 });
    const read = (changed: readonly ZipEntry[]) =>
      refusal(() => parseDirectory(encodeDirectory(changed, end)));
    const rename = (name: string) =>
      entries.map((entry, index) => (index === 1 ? { ...entry, name } : entry));
    expect(read(entries)).to.equal('read');
    expect(read(entries.slice(1))).to.equal('internal');
    expect(read([...entries, ...entries.slice(0, 1)])).to.equal('internal');
    expect(read([])).to.equal('internal');
    expect(read(rename('info.json'))).to.equal('internal');
    expect(read(rename('../512,0,491,512/491,512/0/default.jpg'))).to.equal('internal');
    expect(read(rename('512,0,490,512/490,512/0/default.jpg'))).to.equal('internal');
    expect(read(entries.map((entry) => ({ ...entry, headerOffset: entry.headerOffset + end })))).to.equal(
      'internal',
    );
  });
});
