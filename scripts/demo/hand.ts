import type { Random } from './random.ts';

/**
 * Letters as the way of a pen: points that a curve goes through. x to the right; y upwards, 0 the line, 1 the
 * height of an `x`, 2 that of an `l`. The pen is lifted at null. They need no font, which a bare machine has not.
 */
type Way = readonly ([number, number] | null)[];

/** In hundredths of the height of an `x`; a slash lifts the pen. */
const WAYS: Readonly<Record<string, string>> = {
  a: '80,85 45,100 12,60 20,10 50,5 78,50 80,95 78,20 95,2 110,15',
  b: '0,20 30,120 36,195 20,180 20,30 45,0 75,35 68,85 50,80 100,75',
  c: '75,82 50,100 15,65 20,15 50,0 90,20',
  d: '75,85 45,100 12,55 22,8 52,8 78,60 85,190 80,30 95,2 110,15',
  e: '0,25 40,45 68,80 45,100 18,60 28,8 55,0 90,22',
  f: '0,20 40,110 55,190 35,185 28,80 20,-80 8,-85 20,-20 75,15',
  g: '75,85 45,100 12,60 22,10 50,10 76,90 68,-50 35,-95 12,-70 60,-10 100,15',
  h: '0,20 32,130 38,195 20,170 12,0 30,75 58,98 68,60 66,10 85,0 100,15',
  i: '0,20 28,95 24,20 42,0 60,15 / 40,142 46,148',
  j: '0,20 30,95 20,-50 -10,-92 -20,-65 25,-10 60,15 / 42,142 48,148',
  k: '0,20 32,130 38,195 20,170 12,0 30,70 62,95 55,60 28,50 60,10 95,10',
  l: '0,20 32,120 38,195 20,175 20,30 38,0 60,15',
  m: '0,60 18,95 15,0 30,75 50,97 55,60 52,0 68,75 90,97 97,50 100,5 125,15',
  n: '0,60 18,95 15,0 32,75 55,97 64,60 64,10 80,0 98,15',
  o: '50,98 18,70 16,20 45,0 74,40 65,90 48,92 68,75 98,80',
  p: '0,30 24,95 12,-90 20,50 45,98 72,70 60,12 30,8 90,15',
  q: '75,85 45,100 12,60 22,10 50,10 76,90 68,-90 85,-60 100,15',
  r: '0,30 20,90 26,112 34,90 62,92 55,30 68,0 88,15',
  s: '0,15 35,75 42,102 46,70 60,30 40,0 12,10 50,5 85,15',
  t: '0,20 30,100 34,160 26,40 42,0 62,15 / 8,108 62,114',
  u: '0,30 20,95 16,25 36,0 62,40 72,95 68,20 82,0 100,15',
  v: '0,70 16,95 28,40 42,0 64,50 68,95 90,82',
  w: '0,70 14,95 20,20 36,0 54,60 60,15 80,5 98,60 96,95 118,82',
  x: '0,80 20,95 50,10 90,15 / 72,95 10,2',
  y: '0,50 20,95 20,25 42,10 68,95 58,-50 25,-95 10,-70 60,-5 95,15',
  z: '5,85 30,100 65,90 15,10 45,15 90,12',
  '.': '10,0 16,6',
  ',': '14,6 6,-28',
  '-': '10,50 50,55',
  0: '40,150 10,80 35,0 65,70 40,150',
  1: '10,110 38,150 34,0',
  2: '10,120 40,150 62,110 10,5 70,8',
  3: '10,140 50,145 30,85 60,50 30,0 5,15',
  4: '40,150 8,50 70,55 / 50,90 44,-20',
  5: '62,150 20,145 15,85 55,75 55,10 8,5',
  6: '55,150 15,70 25,0 60,30 40,75 14,40',
  7: '5,140 65,145 30,60 20,-10',
  8: '50,140 20,130 55,50 30,0 10,40 55,120 50,140',
  9: '55,110 25,90 20,140 55,140 50,50 35,-10',
};

const LETTERS: ReadonlyMap<string, Way> = new Map(
  Object.entries(WAYS).map(([letter, way]) => [letter, way.split(' ').map(readPoint)]),
);

function readPoint(text: string): [number, number] | null {
  const [x, y] = text.split(',').map(Number);
  return x === undefined || y === undefined ? null : [x / 100, y / 100];
}

/** A hand: how big it writes, how much it leans, how much it trembles. */
export interface Hand {
  /** Height of an `x`, in pixels. */
  readonly sizePx: number;
  readonly lean: number;
  readonly tremble: number;
  readonly random: Random;
}

function wayOf(letter: string): Way {
  return LETTERS.get(letter.toLowerCase()) ?? LETTERS.get('-') ?? [];
}

/** How far a letter takes the pen, in heights of an `x`. */
function advanceOf(letter: string): number {
  if (letter === ' ') return 0.75;
  const grown = isCapital(letter) ? 1.5 : 1;
  return (
    Math.max(...wayOf(letter).map((point) => point?.[0] ?? 0)) * grown +
    (/[\d.,]/.test(letter) ? 0.22 : -0.02)
  );
}

function isCapital(letter: string): boolean {
  return letter !== letter.toLowerCase();
}

/** How long a text becomes, in pixels. */
export function measureHand(text: string, hand: Pick<Hand, 'sizePx'>): number {
  return [...text].reduce((sum, letter) => sum + advanceOf(letter), 0) * hand.sizePx;
}

/** The path of a text as one stroke after the other, for an SVG `d`. */
export function writeByHand(
  text: string,
  at: { readonly x: number; readonly y: number },
  hand: Hand,
): string {
  const strokes: [number, number][][] = [[]];
  let penX = at.x;
  for (const letter of text) {
    const pen = { x: penX, y: at.y, grown: isCapital(letter) ? 1.5 : 1 };
    for (const point of letter === ' ' ? [null] : wayOf(letter)) {
      if (point === null) strokes.push([]);
      else strokes.at(-1)?.push(place(point, pen, hand));
    }
    penX += advanceOf(letter) * hand.sizePx;
    if (/[ijtx.,\d]/.test(letter)) strokes.push([]);
  }
  return strokes.map((stroke) => (stroke.length > 1 ? curveThrough(stroke) : '')).join('');
}

function place(
  [x, y]: readonly [number, number],
  pen: { readonly x: number; readonly y: number; readonly grown: number },
  hand: Hand,
): [number, number] {
  const { sizePx, tremble, random, lean } = hand;
  const up = (y * pen.grown + (random() - 0.5) * tremble) * sizePx;
  return [pen.x + (x * pen.grown + (random() - 0.5) * tremble) * sizePx + up * lean, pen.y - up];
}

/** A Catmull-Rom spline as Bézier curves. */
function curveThrough(points: readonly (readonly [number, number])[]): string {
  const at = (index: number) => points[Math.min(points.length - 1, Math.max(0, index))] ?? [0, 0];
  let path = `M${at(0).map(round).join(' ')}`;
  for (let index = 0; index < points.length - 1; index += 1) {
    const [[ax, ay], [bx, by], [cx, cy], [dx, dy]] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    const numbers = [bx + (cx - ax) / 6, by + (cy - ay) / 6, cx - (dx - bx) / 6, cy - (dy - by) / 6, cx, cy];
    path += `C${numbers.map(round).join(' ')}`;
  }
  return path;
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
