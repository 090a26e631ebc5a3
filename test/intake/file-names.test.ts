import { expect } from 'chai';
import fc from 'fast-check';
import { exampleOf, type NameParts, parsePattern, readName, writeName } from '../../intake/file-names.ts';
import { Fault } from '../../model/fault.ts';

const IISH = '{archive}.{item}_{sequence:5}{side?}';

const READ: readonly (readonly [pattern: string, fileName: string, parts: NameParts | undefined])[] = [
  [IISH, 'ARCH00860.1_00012v.tif', { archive: 'ARCH00860', item: '1', sequence: 12, side: 'verso' }],
  [IISH, 'ARCH00860.1_00012.tif', { archive: 'ARCH00860', item: '1', sequence: 12 }],
  [IISH, 'ARCH00860.1.a_00012recto.TIFF', { archive: 'ARCH00860', item: '1.a', sequence: 12, side: 'recto' }],
  [IISH, 'map/ARCH00860.1_00012R.tif', { archive: 'ARCH00860', item: '1', sequence: 12, side: 'recto' }],
  [IISH, 'ARCH00860.1_0012.tif', undefined],
  [IISH, 'ARCH00860.1_000012.tif', undefined],
  [IISH, 'ARCH00860_1_00012.tif', undefined],
  [IISH, 'ARCH00860.1_00012x.tif', undefined],
  [IISH, ' ARCH00860.1_00012.tif', undefined],
  ['{item}_{sequence:5}{side?}', 'NL_0037_00001r.tif', { item: 'NL_0037', sequence: 1, side: 'recto' }],
  ['{item}_{sequence:5}', 'NL 0037_00001.tif', undefined],
  ['NL-HaNA_{archive}_{item}_{sequence:4}', 'NL-HaNA_1.04.02_12-3_0001.tif', parts('1.04.02', '12-3', 1)],
  ['{item:14}{sequence}', '3005100123456712.tif', { item: '30051001234567', sequence: 12 }],
  ['{item}_{sequence:4?}{role?}', 'a_cover.tif', { item: 'a', role: 'cover' }],
  ['{item}_{sequence:4?}{role?}', 'a_0007insert.tif', { item: 'a', sequence: 7, role: 'insert' }],
  ['{item}_{sequence:4?}{role?}', 'a_target.tif', { item: 'a', role: 'target' }],
  ['{item}_{sequence:4?}{role?}', 'a_Cover.tif', undefined],
  ['p[{sequence}]+', 'p[3]+.tif', { sequence: 3 }],
  ['p[{sequence}]+', 'p3.tif', undefined],
  ['é_{sequence}', 'e\u0301_3.tif', { sequence: 3 }],
];

function parts(archive: string, item: string, sequence: number): NameParts {
  return { archive, item, sequence };
}

describe('a pattern for file names', () => {
  for (const [pattern, fileName, expected] of READ)
    it(`${pattern} reads ${fileName}${expected === undefined ? ' not at all' : ''}`, () => {
      expect(readName(pattern, fileName)).to.deep.equal(expected);
    });

  it('reads no name that is longer than a name can be', () => {
    expect(readName('{item}', 'a'.repeat(200))).to.deep.equal({ item: 'a'.repeat(200) });
    expect(readName('{item}', 'a'.repeat(201))).to.equal(undefined);
    expect(readName('{item}_{sequence}', `${'a'.repeat(200)}_1${'.'.repeat(54)}`)).to.equal(undefined);
  });

  const refused: Readonly<Record<string, RegExp>> = {
    '': /no field/,
    page: /no field/,
    '{item?}_{role?}': /no field that is always there/,
    '{page}': /none of/,
    '{item': /\{, which is none of/,
    'item}': /\}, which is none of/,
    '{item:0}': /not possible/,
    '{sequence:10}': /not possible/,
    '{side:1}': /not possible/,
    '{item*}': /none of/,
    '{item}_{item}': /twice/,
    'a/{item}': /character that names cannot have/,
    '{item}{sequence}': /where \{item\} ends/,
    '{item}{side?}': /where \{item\} ends/,
    '{item}x{sequence}': /where \{item\} ends/,
    '{archive}{item}': /where \{archive\} ends/,
    '{archive:3?}{sequence}': /where \{archive\} ends/,
    '{sequence}0': /where \{sequence\} ends/,
    '{sequence?}{side?}{archive}': /where \{sequence\} ends/,
    '{side}ecto': /where \{side\} ends/,
    [`{item}${'a'.repeat(200)}`]: /longer than 200/,
  };
  for (const [pattern, says] of Object.entries(refused))
    it(`is not ${pattern === '' ? 'nothing' : pattern}`, () => {
      expect(() => parsePattern(pattern))
        .to.throw(Fault, says)
        .with.property('code', 'bad-request');
    });

  it('shows people a name that it reads', () => {
    expect(exampleOf(IISH)).to.equal('ARCH00860.123_00001r');
    expect(exampleOf('{archive:12}-{sequence}_{role}')).to.equal('ARCH00860000-1_cover');
  });

  it('does not write what it could not read', () => {
    expect(() => writeName('{item}_{sequence:2}', { item: 'a', sequence: 100 })).to.throw(
      Fault,
      /does not fit/,
    );
    expect(() => writeName('{item}_{sequence:2}', { item: 'a' })).to.throw(Fault, /does not fit/);
  });
});

const pieces = fc.oneof(
  fc.constantFrom('_', '-', '.', ' ', '--', 'x', 'r', '7', 'p_', '.a', '+(', '$'),
  fc.constantFrom('{archive}', '{archive?}', '{archive:5}', '{item}', '{item?}', '{item:4}'),
  fc.constantFrom('{sequence}', '{sequence:5}', '{sequence:3?}', '{side}', '{side?}', '{role}', '{role?}'),
);
/** Any pattern that is one. */
const patterns = fc
  .array(pieces, { minLength: 1, maxLength: 9 })
  .map((list) => list.join(''))
  .filter((text) => {
    try {
      return parsePattern(text).tokens.length > 0;
    } catch {
      return false;
    }
  });
type Token = ReturnType<typeof parsePattern>['tokens'][number];

function textOf(units: string, least: number, most: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...units), minLength: least, maxLength: most });
}

function fitting({ field, width }: Extract<Token, { field: unknown }>): fc.Arbitrary<unknown> {
  const [least, most] = width === undefined ? [1, 8] : [width, width];
  if (field === 'archive') return textOf('aArv019', least, most);
  if (field === 'item') return textOf('aArv01_.-()+$', least, most);
  if (field === 'sequence') return fc.nat(10 ** Math.min(9, most) - 1);
  return field === 'side' ? fc.constantFrom('recto', 'verso') : fc.constantFrom('cover', 'insert', 'target');
}

/** A pattern, and parts that fit into it. */
const named = patterns.chain((pattern) => {
  const fields = parsePattern(pattern).tokens.filter((token) => 'field' in token);
  const model = Object.fromEntries(fields.map((token) => [token.field, fitting(token)]));
  const requiredKeys = fields.filter((token) => !token.isOptional).map((token) => token.field);
  const parts = fc.record(model, { requiredKeys }) as fc.Arbitrary<NameParts>;
  return parts.map((given) => ({ pattern, given }));
});

describe('every pattern for file names', () => {
  it('gives a name to whatever fits, and reads the same back from it', () => {
    fc.assert(
      fc.property(named, ({ pattern, given }) => {
        const name = writeName(pattern, given);
        expect(readName(pattern, `${name}.tif`), `${pattern}: ${name}`).to.deep.equal(given);
      }),
      { numRuns: 500 },
    );
  });

  it('shows a name of its own', () => {
    fc.assert(
      fc.property(patterns, (pattern) => {
        expect(readName(pattern, `${exampleOf(pattern)}.tif`)).to.be.an('object');
      }),
    );
  });

  it('is compiled to single characters that are repeated a bounded number of times, and to nothing deeper', () => {
    fc.assert(
      fc.property(patterns, (pattern) => {
        const { source } = parsePattern(pattern).expression;
        const bare = source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'C');
        expect(bare, source).to.match(/^\^.*\$$/);
        expect(bare.slice(1, -1), source).not.to.match(/[*+]|\)\?|\)\{|\{\d+,\}/);
        for (const group of bare.match(/\([^)]*\)/g) ?? []) expect(group.slice(1)).not.to.contain('(');
      }),
    );
  });

  it('refuses the worst of names without thinking long', () => {
    const worst = fc.constantFrom('_', '.', '-', 'a', 'r', '0', '_0', '0r', '._-');
    fc.assert(
      fc.property(patterns, worst, fc.constantFrom('', '!', ' ', '\u0000'), (pattern, unit, end) => {
        const { expression } = parsePattern(pattern);
        for (let run = 0; run < 20; run += 1) expression.test(unit.repeat(20_000).slice(0, 20_000) + end);
      }),
      { numRuns: 60 },
    );
  }).timeout(20_000);
});
