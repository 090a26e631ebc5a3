/** Adobe RGB (1998) as primaries, adapted to D50, and a gamma: what the profile of that name holds. */
export const ADOBE_RGB = {
  gamma: 563 / 256,
  red: [0.60974, 0.31111, 0.01947],
  green: [0.20528, 0.62567, 0.06087],
  blue: [0.14919, 0.06322, 0.74457],
} as const;
const D50 = [0.9642, 1, 0.8249] as const;

/** An ICC profile of version 2 with a name, and the figures of {@link ADOBE_RGB} whatever it is called. @see https://www.color.org/specification/ICC.1-2022-05.pdf */
export function makeProfile(name: string): Buffer {
  const gamma = Buffer.from('curv\0\0\0\0\0\0\0\x01\x02\x33\0\0', 'latin1');
  const bodies: readonly (readonly [string, Buffer])[] = [
    ['desc', descriptionOf(name)],
    ['cprt', Buffer.from('text\0\0\0\0none\0\0\0\0', 'latin1')],
    ['wtpt', xyz(D50)],
    ['rXYZ', xyz(ADOBE_RGB.red)],
    ['gXYZ', xyz(ADOBE_RGB.green)],
    ['bXYZ', xyz(ADOBE_RGB.blue)],
    ['rTRC', gamma],
    ['gTRC', gamma],
    ['bTRC', gamma],
  ];
  const head = Buffer.alloc(132 + 12 * bodies.length);
  head.writeUInt32BE(0x02100000, 8);
  head.write('mntrRGB XYZ ', 12, 'latin1');
  head.write('acsp', 36, 'latin1');
  xyz(D50).copy(head, 68, 8);
  head.writeUInt32BE(bodies.length, 128);
  let offset = head.length;
  for (const [index, [tag, body]] of bodies.entries()) {
    head.write(tag, 132 + 12 * index, 'latin1');
    head.writeUInt32BE(offset, 136 + 12 * index);
    head.writeUInt32BE(body.length, 140 + 12 * index);
    offset += body.length;
  }
  head.writeUInt32BE(offset, 0);
  return Buffer.concat([head, ...bodies.map(([, body]) => body)]);
}

function xyz(values: readonly number[]): Buffer {
  const body = Buffer.alloc(20);
  body.write('XYZ ', 'latin1');
  for (const [index, value] of values.entries()) body.writeInt32BE(Math.round(value * 65_536), 8 + 4 * index);
  return body;
}

function descriptionOf(name: string): Buffer {
  const used = 12 + name.length + 1 + 78;
  const body = Buffer.alloc(used + ((4 - (used % 4)) % 4));
  body.write('desc', 'latin1');
  body.writeUInt32BE(name.length + 1, 8);
  body.write(name, 12, 'latin1');
  return body;
}
