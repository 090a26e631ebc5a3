import { expect } from 'chai';
import fc from 'fast-check';
import { createBandFinder, MAX_BANDS } from '../../intake/bands-of.ts';
import { Fault } from '../../model/fault.ts';
import type { Band } from '../../model/look.ts';

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** Row by row. */
  readonly rows: readonly (readonly number[])[];
  readonly is16Bit: boolean;
}

/** Few colours and many repeated rows and columns, so that there is something to find. */
const pictures: fc.Arbitrary<Picture> = fc
  .record({
    width: fc.integer({ min: 1, max: 9 }),
    height: fc.integer({ min: 1, max: 12 }),
    channels: fc.constantFrom(1, 3, 4),
    is16Bit: fc.boolean(),
  })
  .chain((shape) => {
    const row = fc.array(fc.constantFrom(0, 1, 255), {
      minLength: shape.width * shape.channels,
      maxLength: shape.width * shape.channels,
    });
    const flat = fc.constantFrom(0, 255).map((level) => Array(shape.width * shape.channels).fill(level));
    return fc
      .record({
        palette: fc.array(fc.oneof(row, flat), { minLength: 1, maxLength: 4 }),
        picks: fc.array(fc.nat(3), { minLength: shape.height, maxLength: shape.height }),
        stuck: fc.array(fc.boolean(), { minLength: shape.width, maxLength: shape.width }),
      })
      .map(({ palette, picks, stuck }) => ({
        ...shape,
        rows: picks.map((pick) => {
          const of = palette[pick % palette.length]!;
          return of.map((sample, at) => (stuck[Math.floor(at / shape.channels)] ? palette[0]![at]! : sample));
        }),
      }));
  });

function found({ width, height, channels, rows, is16Bit }: Picture): readonly Band[] {
  const finder = createBandFinder({ width, height, channels });
  const reused = is16Bit ? new Uint16Array(width * channels) : new Uint8Array(width * channels);
  for (const [y, row] of rows.entries()) {
    reused.set(row.map((sample) => (is16Bit ? sample * 257 : sample)));
    finder.row(y, reused);
  }
  return finder.end();
}

function level(samples: readonly number[]): number {
  const mean = samples.reduce((sum, one) => sum + one, 0) / samples.length;
  return mean === 0 ? 0 : Math.max(1, Math.round(mean));
}

function isDark(row: readonly number[] | undefined): boolean {
  return row !== undefined && row.filter((one) => one === 0).length * 4 > row.length;
}

/** The same, said without haste: every row is looked at by itself, */
function statedRows({ height, rows }: Picture): Band[] {
  const joined = rows.map((row, y) => String(row) === String(rows[y - 1]));
  const different = rows.filter((_, y) => !joined[y]);
  const bands: Band[] = [];
  for (let y = 0; y < height; y++) {
    let end = y + 1;
    while (joined[end]) end++;
    if (joined[y] || end - y === 1) continue;
    const at = different.indexOf(rows[y]!);
    const band: Band = { axis: 'rows', from: y, length: end - y, level: level(rows[y]!) };
    const fadesIn = band.level === 0 && isDark(different[at - 2] ?? different[at - 1]);
    bands.push(fadesIn ? { ...band, fadesIn } : band);
  }
  return bands;
}

/** and every column. */
function statedColumns({ width, height, channels, rows }: Picture): Band[] {
  const column = (x: number, row: readonly number[]): readonly number[] =>
    row.slice(x * channels, (x + 1) * channels);
  const stuck = Array.from(
    { length: width },
    (_, x) => height > 1 && new Set(rows.map((row) => String(column(x, row)))).size === 1,
  );
  const bands: Band[] = [];
  for (let from = 0; from < width; from++) {
    let end = from;
    while (stuck[end]) end++;
    const samples = rows[0]!.slice(from * channels, end * channels);
    if (!stuck[from - 1] && end > from)
      bands.push({ axis: 'columns', from, length: end - from, level: level(samples) });
  }
  return bands;
}

describe('the finder of bands', () => {
  it('finds what the plain statement of a band finds, at 8 and at 16 bits', () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        expect(found(picture)).to.deep.equal([...statedRows(picture), ...statedColumns(picture)]);
      }),
      { numRuns: 500 },
    );
  });

  it('tells darkness with noise in it, down to one part of 65,535, from zeros', () => {
    const finder = createBandFinder({ width: 4, height: 3, channels: 1 });
    finder.row(0, Uint16Array.of(0, 0, 0, 0));
    finder.row(1, Uint16Array.of(0, 0, 0, 1));
    finder.row(2, Uint16Array.of(0, 0, 0, 1));
    expect(finder.end()).to.deep.equal([
      { axis: 'rows', from: 1, length: 2, level: 1 },
      { axis: 'columns', from: 0, length: 3, level: 0 },
    ]);
  });

  it('tells zeros that begin within a row from those of a cloth', () => {
    const page = Array(10).fill(200);
    const torn = [...Array(3).fill(200), ...Array(7).fill(0)];
    const dark = Array(10).fill(0);
    const bandsOf = (rows: readonly (readonly number[])[]): readonly Band[] =>
      found({ width: 10, height: rows.length, channels: 1, rows, is16Bit: false }).slice(0, 1);
    const edge = [...Array(7).fill(200), ...Array(3).fill(0)];
    const bands = { axis: 'rows', length: 3, level: 0 };
    expect(bandsOf([page, torn, dark, dark, dark])).to.deep.equal([{ ...bands, from: 2 }]);
    expect(bandsOf([page, edge, torn, dark, dark, dark])).to.deep.equal([
      { ...bands, from: 3, fadesIn: true },
    ]);
  });

  it('keeps the longest, and of those as long the first', () => {
    const lengths = Array.from({ length: 60 }, (_, run) => 2 + (run % 3));
    const rows = lengths.flatMap((length, run) => Array(length).fill([run, run + 1]));
    const kept = found({ width: 2, height: rows.length, channels: 1, rows, is16Bit: false });
    expect(kept).to.have.length(MAX_BANDS);
    expect(kept.every(({ length }) => length === 4)).to.equal(true);
    const ofThree = lengths.map((length) => Math.min(length, 3));
    const same = ofThree.flatMap((length, run) => Array(length).fill([run, run + 1]));
    const first = found({ width: 2, height: same.length, channels: 1, rows: same, is16Bit: false });
    expect(first.map(({ level }) => level)).to.deep.equal(
      ofThree.flatMap((length, run) => (length === 3 ? [Math.round(run + 0.5)] : [])).slice(0, MAX_BANDS),
    );
  });

  it('says nothing of the columns of an image that broke off, and what it saw of the rows', () => {
    const finder = createBandFinder({ width: 2, height: 9, channels: 1 });
    for (let y = 0; y < 4; y++) finder.row(y, Uint8Array.of(7, 7));
    expect(finder.end()).to.deep.equal([{ axis: 'rows', from: 0, length: 4, level: 7 }]);
    expect(createBandFinder({ width: 2, height: 9, channels: 1 }).end()).to.deep.equal([]);
  });

  it('does not take rows out of order, or of another width', () => {
    const finder = createBandFinder({ width: 2, height: 9, channels: 1 });
    expect(() => finder.row(1, Uint8Array.of(7, 7))).to.throw(Fault, 'does not follow 0 rows');
    expect(() => finder.row(0, Uint8Array.of(7))).to.throw(Fault, 'Row 0 of 1 samples');
  });
});
