/** Primaries as XYZ under D50, white as XYZ, and gamma in steps of 1/256. */
interface Space {
  readonly name: string;
  readonly white: Xyz;
  readonly red: Xyz;
  readonly green: Xyz;
  readonly blue: Xyz;
  readonly gamma256: number;
}
type Xyz = readonly [number, number, number];

/** The colour space of Adobe RGB (1998), as published, under a name of its own. */
const WIDE: Space = {
  name: 'Recto wide gamut (compatible with Adobe RGB (1998))',
  white: [0.95045, 1, 1.08905],
  red: [0.60974, 0.31111, 0.01947],
  green: [0.20528, 0.62567, 0.06087],
  blue: [0.14919, 0.06322, 0.74457],
  gamma256: 563,
};

/**
 * The bytes of an ICC profile, version 2, matrix and curve, for the colours of Adobe RGB (1998).
 *
 * @see https://www.color.org/ICC_Minor_Revision_for_Web.pdf
 */
export function buildWideGamutProfile(): Buffer {
  const tags: [string, Buffer][] = [
    ['desc', description(WIDE.name)],
    ['cprt', text('No copyright, use freely')],
    ['wtpt', xyz(WIDE.white)],
    ['rXYZ', xyz(WIDE.red)],
    ['gXYZ', xyz(WIDE.green)],
    ['bXYZ', xyz(WIDE.blue)],
    ['rTRC', curve(WIDE.gamma256)],
    ['gTRC', curve(WIDE.gamma256)],
    ['bTRC', curve(WIDE.gamma256)],
  ];
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length, 0);
  let offset = 128 + table.length;
  for (const [index, [name, data]] of tags.entries()) {
    table.write(name, 4 + index * 12, 'latin1');
    table.writeUInt32BE(offset, 8 + index * 12);
    table.writeUInt32BE(data.length, 12 + index * 12);
    offset += data.length;
  }
  return Buffer.concat([header(offset), table, ...tags.map(([, data]) => data)]);
}

function header(sizeBytes: number): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.writeUInt32BE(sizeBytes, 0);
  bytes.writeUInt32BE(0x02100000, 8);
  bytes.write('mntrRGB XYZ ', 12, 'latin1');
  for (const [index, part] of [2026, 1, 1, 0, 0, 0].entries()) bytes.writeUInt16BE(part, 24 + index * 2);
  bytes.write('acsp', 36, 'latin1');
  writeXyz(bytes, 68, [0.9642, 1, 0.82491]);
  return bytes;
}

function writeXyz(bytes: Buffer, at: number, values: Xyz): void {
  for (const [index, value] of values.entries())
    bytes.writeInt32BE(Math.round(value * 65_536), at + index * 4);
}

function xyz(values: Xyz): Buffer {
  const bytes = Buffer.alloc(20);
  bytes.write('XYZ ', 0, 'latin1');
  writeXyz(bytes, 8, values);
  return bytes;
}

function curve(gamma256: number): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.write('curv', 0, 'latin1');
  bytes.writeUInt32BE(1, 8);
  bytes.writeUInt16BE(gamma256, 12);
  return bytes;
}

function text(words: string): Buffer {
  const bytes = Buffer.alloc(padded(8 + words.length + 1));
  bytes.write('text', 0, 'latin1');
  bytes.write(words, 8, 'latin1');
  return bytes;
}

function description(words: string): Buffer {
  const bytes = Buffer.alloc(padded(12 + words.length + 1 + 8 + 3 + 67));
  bytes.write('desc', 0, 'latin1');
  bytes.writeUInt32BE(words.length + 1, 8);
  bytes.write(words, 12, 'latin1');
  return bytes;
}

function padded(sizeBytes: number): number {
  return Math.ceil(sizeBytes / 4) * 4;
}
