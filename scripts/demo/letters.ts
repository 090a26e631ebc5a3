import sharp from 'sharp';
import { measureHand, writeByHand } from './hand.ts';
import { createRandom } from './random.ts';

/** How a line of text is set. */
export interface Setting {
  readonly x: number;
  /** The base line. */
  readonly y: number;
  readonly sizePx: number;
  readonly fill: string;
  readonly family?: 'serif' | 'sans-serif';
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Stretched or pressed to this width, as a compositor would. */
  readonly widthPx?: number;
}

/** Sets lines of text as SVG. */
export interface Letters {
  readonly hasFonts: boolean;
  line(text: string, setting: Setting): string;
  /** Lines that fill a column from its top; what does not fit is left out. */
  column(text: string, box: Box, setting: Omit<Setting, 'x' | 'y'>): string;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Letters of the machine's fonts, whichever they are; on a machine without any, letters of our own. */
export async function openLetters(): Promise<Letters> {
  const hasFonts = !(await draws('iiiii')).equals(await draws('WWWWW'));
  const line = hasFonts ? lineOfType : lineByPen;
  return Object.freeze({
    hasFonts,
    line,
    column: (text: string, box: Box, setting: Omit<Setting, 'x' | 'y'>) =>
      column(text, box, { setting, line }),
  });
}

async function draws(text: string): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50"><text x="5" y="40" font-size="30" font-family="serif">${text}</text></svg>`;
  return await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer();
}

function lineOfType(text: string, setting: Setting): string {
  const { x, y, sizePx, fill, family = 'serif', bold, italic, anchor = 'start', widthPx } = setting;
  const style = `${bold ? ' font-weight="bold"' : ''}${italic ? ' font-style="italic"' : ''}`;
  const natural = measureType(text, sizePx);
  const press = widthPx === undefined ? 1 : Math.min(1, widthPx / natural);
  const place = `transform="translate(${x} ${y}) scale(${press.toFixed(4)} 1)"`;
  return `<text ${place} font-size="${sizePx}" font-family="${family}" fill="${fill}" text-anchor="${anchor}"${style}>${escapeXml(text)}</text>`;
}

/** About how wide a text becomes: no font is asked, because none can be counted on. */
export function measureType(text: string, sizePx: number): number {
  return [...text].reduce((sum, letter) => sum + emsOf(letter), 0) * sizePx;
}

function emsOf(letter: string): number {
  if (/[ilj.,'|:;! ]/.test(letter)) return 0.32;
  if (/[mwMWЖШЩЮ]/.test(letter)) return 0.92;
  return letter === letter.toLowerCase() ? 0.555 : 0.72;
}

function lineByPen(text: string, setting: Setting): string {
  // Our letters are Latin; what else a text has is left away rather than drawn wrong.
  const latin = text.normalize('NFD').replace(/[^ -~]/g, '');
  const hand = {
    sizePx: setting.sizePx * 0.42,
    lean: setting.italic ? 0.3 : 0.08,
    tremble: 0.02,
    random: createRandom(text.length),
  };
  const length = measureHand(latin, hand);
  const shift = { start: 0, middle: length / 2, end: length }[setting.anchor ?? 'start'];
  const press = setting.widthPx === undefined ? 1 : Math.min(1, setting.widthPx / length);
  const path = writeByHand(latin, { x: -shift, y: 0 }, hand);
  const pen = setting.sizePx * (setting.bold ? 0.1 : 0.05);
  return `<path transform="translate(${setting.x} ${setting.y}) scale(${press.toFixed(4)} 1)" d="${path}" fill="none" stroke="${setting.fill}" stroke-width="${pen.toFixed(1)}" stroke-linecap="round" stroke-linejoin="round"/>`;
}

function column(
  text: string,
  box: Box,
  how: { readonly setting: Omit<Setting, 'x' | 'y'>; readonly line: Letters['line'] },
): string {
  const { sizePx } = how.setting;
  const lines: string[] = [];
  let words: string[] = [];
  const limit = Math.floor(box.height / (sizePx * 1.42));
  for (const word of text.split(' ')) {
    if (measureType([...words, word].join(' '), sizePx) > box.width * 1.06) {
      lines.push(words.join(' '));
      words = [];
    }
    words.push(word);
  }
  lines.push(words.join(' '));
  return lines
    .slice(0, limit)
    .map((words, row) =>
      how.line(words, { ...how.setting, x: box.x, y: box.y + sizePx * (1 + row * 1.42), widthPx: box.width }),
    )
    .join('');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
