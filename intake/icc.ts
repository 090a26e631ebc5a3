import { latin1, numbersIn } from './bytes.ts';

const HEADER_BYTES = 128;
const MAX_TAGS = 200;

/**
 * The name of an ICC profile (`Adobe RGB (1998)`), from its `desc` tag of version 2 or 4; undefined where there
 * is none to be read.
 *
 * @see https://www.color.org/specification/ICC.1-2022-05.pdf
 */
export function profileName(profile: Uint8Array): string | undefined {
  try {
    const numbers = numbersIn(profile, false);
    const count = Math.min(numbers.u32(HEADER_BYTES), MAX_TAGS);
    for (let index = 0; index < count; index += 1) {
      const at = HEADER_BYTES + 4 + index * 12;
      if (latin1(profile, at, at + 4) !== 'desc') continue;
      const offset = numbers.u32(at + 4);
      return tidy(readDescription(profile.subarray(offset, offset + numbers.u32(at + 8))));
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return undefined;
}

function readDescription(tag: Uint8Array): string {
  const numbers = numbersIn(tag, false);
  const type = latin1(tag, 0, 4);
  if (type === 'desc') return latin1(tag, 12, 12 + numbers.u32(8));
  if (type !== 'mluc') return '';
  const offset = numbers.u32(24);
  const text = tag.slice(offset, offset + (numbers.u32(20) & ~1));
  return Buffer.from(text).swap16().toString('utf16le');
}

function tidy(text: string): string | undefined {
  const name = text.replace(/\p{Cc}[\s\S]*$/u, '').trim();
  return name === '' ? undefined : name.slice(0, 200);
}
