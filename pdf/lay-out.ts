import bidiFactory from 'bidi-js';
import { type Face, faceOf } from './faces.ts';

/** Part of a line in one font and one direction. */
export interface Run {
  readonly text: string;
  readonly face: Face;
  /** In points, from the left of the line. */
  readonly x: number;
  /** In points. */
  readonly width: number;
}

/** Which way a text runs as a whole. */
export type Base = 'ltr' | 'rtl';

interface Piece {
  readonly text: string;
  readonly face: Face;
  /** Odd: from right to left. */
  readonly level: number;
}

const bidi = bidiFactory();
/** Where a line may break: behind spaces and the marks in paths, and beside every Chinese character. */
const WORDS =
  /\s+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\s/_\-\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]*[/_-]|[^\s/_\-\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu;

/**
 * Breaks a text into lines of a width in points, each as runs in the order in which they stand on paper: what is written
 * from right to left too.
 *
 * @param base which way the text runs as a whole, whatever stands in it
 * @see https://www.unicode.org/reports/tr9/
 */
export function layOut(text: string, size: number, width: number, base: Base = 'ltr'): Run[][] {
  const lines: string[] = [];
  let line = '';
  let filled = 0;
  for (const word of wordsOf(text.replace(/\p{Cc}+/gu, ' '), size, width)) {
    const wide = widthOf(word, size);
    if (line !== '' && word.trim() !== '' && filled + wide > width) {
      lines.push(line);
      line = '';
      filled = 0;
    }
    if (line === '' && word.trim() === '') continue;
    line += word;
    filled += wide;
  }
  return [...lines, line].map((one) => runsOf(one.trimEnd(), size, base));
}

/** Words; those that are wider than a line in pieces. */
function wordsOf(text: string, size: number, width: number): string[] {
  return (text.match(WORDS) ?? []).flatMap((word) => {
    if (widthOf(word, size) <= width) return [word];
    const pieces: string[] = [];
    let piece = '';
    let filled = 0;
    for (const character of word) {
      const wide = widthOf(character, size);
      if (piece !== '' && filled + wide > width) {
        pieces.push(piece);
        piece = '';
        filled = 0;
      }
      piece += character;
      filled += wide;
    }
    return [...pieces, piece];
  });
}

function widthOf(text: string, size: number): number {
  return piecesOf(text, 'ltr').reduce((sum, piece) => sum + pieceWidth(piece, size), 0);
}

/** Words come again and again, and shaping one takes long. */
const widths = new Map<string, number>();
const MOST_WIDTHS = 20_000;

/** How wide a text of one font is, in points. */
function pieceWidth({ text, face }: Piece, size: number): number {
  const key = `${face.name} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known * size;
  const ems = face.font.layout(text).advanceWidth / face.font.unitsPerEm;
  if (widths.size >= MOST_WIDTHS) widths.clear();
  widths.set(key, ems);
  return ems * size;
}

/** Pieces in the order of the text; spaces and what follows them apart, since what is drawn at once has none inside. */
function piecesOf(text: string, base: Base): Piece[] {
  const { levels } = bidi.getEmbeddingLevels(text, base);
  const pieces: Piece[] = [];
  let at = 0;
  for (const character of text) {
    const level = levels[at] ?? 0;
    const last = pieces.at(-1);
    const face = /[\s\p{M}]/u.test(character) && last !== undefined ? last.face : faceOf(character);
    at += character.length;
    const isSpace = character.trim() === '';
    const joins =
      last !== undefined && last.face === face && last.level === level && !isSpace && last.text.trim() !== '';
    if (joins) pieces[pieces.length - 1] = { ...last, text: last.text + character };
    else pieces.push({ text: character, face, level });
  }
  return pieces;
}

function runsOf(text: string, size: number, base: Base): Run[] {
  let x = 0;
  return inVisualOrder(piecesOf(text, base)).map((piece) => {
    const width = pieceWidth(piece, size);
    const run = { text: asDrawn(piece), face: piece.face, x, width };
    x += width;
    return run;
  });
}

/** Letters from right to left are turned round by whoever shapes them; what stands between them is not. */
function asDrawn({ text, level }: Piece): string {
  if (level % 2 === 0 || /[\p{L}\p{M}]/u.test(text)) return text;
  return [...text]
    .reverse()
    .map((character) => bidi.getMirroredCharacter(character) ?? character)
    .join('');
}

/** From the highest level down to the lowest odd one, whatever is at that level or above is turned round. */
function inVisualOrder(pieces: readonly Piece[]): readonly Piece[] {
  let order = [...pieces];
  const highest = Math.max(0, ...pieces.map(({ level }) => level));
  for (let level = highest; level > 0; level -= 1) {
    const turned: Piece[] = [];
    let stretch: Piece[] = [];
    for (const piece of order) {
      if (piece.level >= level) stretch.unshift(piece);
      else {
        turned.push(...stretch, piece);
        stretch = [];
      }
    }
    order = [...turned, ...stretch];
  }
  return order;
}
