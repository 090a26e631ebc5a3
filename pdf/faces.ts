import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';

/** A font file with the characters of some script. */
export interface Face {
  /** Unique. */
  readonly name: string;
  readonly bytes: Buffer;
  readonly font: Font;
  /** Its glyphs are drawn as shapes: its file cannot be put into a PDF. */
  readonly isDrawn: boolean;
}

const require = createRequire(import.meta.url);
const LETTERS = [
  'latin',
  'latin-ext',
  'cyrillic',
  'cyrillic-ext',
  'greek',
  'greek-ext',
  'vietnamese',
  'devanagari',
];
const kept = new Map<string, Face>();

/** By character: it is asked for each of a text. */
const faces = new Map<string, Face>();

/** Which file has a character. */
export function faceOf(character: string): Face {
  const known = faces.get(character);
  if (known !== undefined) return known;
  const face = findFace(character);
  faces.set(character, face);
  return face;
}

/** First Noto Sans, then its Arabic and Hebrew, then its Chinese, which is cut into a hundred files. */
function findFace(character: string): Face {
  const code = character.codePointAt(0) ?? 0;
  for (const script of LETTERS) {
    const face = letters('noto-sans', script);
    if (face.font.hasGlyphForCodePoint(code)) return face;
  }
  for (const script of ['arabic', 'hebrew']) {
    const face = letters(`noto-sans-${script}`, script);
    if (face.font.hasGlyphForCodePoint(code)) return face;
  }
  const part = chineseParts().find(({ ranges }) => ranges.some(([from, to]) => code >= from && code <= to));
  // What no file has is shown as the box that a font has for it.
  return part === undefined ? letters('noto-sans', 'latin') : chinese(part.number);
}

function letters(family: string, script: string): Face {
  return load(`@fontsource/${family}/files/${family}-${script}-400-normal.woff`, false);
}

function chinese(number: string): Face {
  return load(`@fontsource-variable/noto-sans-sc/files/noto-sans-sc-${number}-wght-normal.woff2`, true);
}

function load(file: string, isDrawn: boolean): Face {
  const known = kept.get(file);
  if (known !== undefined) return known;
  const bytes = readFileSync(require.resolve(file));
  const font = create(bytes);
  if (!('hasGlyphForCodePoint' in font)) throw new TypeError(`${file} holds more than one font.`);
  const face = { name: file, bytes, font, isDrawn };
  kept.set(file, face);
  return face;
}

interface Part {
  readonly number: string;
  readonly ranges: readonly (readonly [number, number])[];
}

let parts: readonly Part[] | undefined;

/** The files of the Chinese font, by the characters that each has. */
function chineseParts(): readonly Part[] {
  parts ??= Object.entries(
    require('@fontsource-variable/noto-sans-sc/unicode.json') as Record<string, string>,
  ).flatMap(([key, text]) => {
    const number = /^\[(\d+)\]$/.exec(key)?.[1];
    return number === undefined ? [] : [{ number, ranges: text.split(',').map(rangeOf) }];
  });
  return parts;
}

/** `U+4e00-4e0f`, or one character alone. */
function rangeOf(text: string): readonly [number, number] {
  const [from = '', to = from] = text.replace(/^U\+/i, '').split('-');
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
}
