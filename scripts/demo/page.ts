import sharp from 'sharp';
import { createPaper, GRAIN_SIZE, type Paper, type PaperLook } from './paper.ts';
import { createRandom, type Field, sampleSmooth } from './random.ts';
import { type Scene, takePhotograph } from './scenes.ts';

export type Ink = readonly [number, number, number];

/** A photograph on a page. */
export interface Print {
  readonly scene: Scene;
  readonly seed: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Distance of the dots of the halftone, in pixels; 0 for a print of continuous tone. */
  readonly dotPx: number;
  readonly ink: Ink;
}

/** A scan, as it is going to be: a sheet on the dark table of a copy stand. */
export interface Page {
  /** File name without extension. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** How much of the table shows around the sheet, in pixels. */
  readonly margin: number;
  readonly seed: number;
  readonly look: PaperLook;
  /** SVG elements, in pixels of the page. */
  readonly art: string;
  readonly prints: readonly Print[];
}

/** Some rows of a page: red, green, blue, 0 to 255 with fractions. */
export interface Band {
  readonly rows: number;
  readonly pixels: Float32Array;
}

const BAND_ROWS = 256;

interface Sheet extends Page {
  readonly paper: Paper;
  readonly photographs: readonly { readonly print: Print; readonly field: Field }[];
  readonly table: Float32Array;
}

/** Renders a page from top to bottom, a band at a time, so that a poster needs no more memory than a leaflet. */
export async function* renderPage(page: Page): AsyncGenerator<Band> {
  const inner = {
    width: page.width - 2 * page.margin,
    height: page.height - 2 * page.margin,
    seed: page.seed,
  };
  const sheet: Sheet = {
    ...page,
    paper: createPaper(page.look, inner),
    photographs: page.prints.map((print) => ({
      print,
      field: takePhotograph(print.scene, print.seed, print.width / print.height),
    })),
    table: makeTable(page.seed),
  };
  const slow = new Float32Array(inner.width);
  for (let top = 0; top < page.height; top += BAND_ROWS) {
    const rows = Math.min(BAND_ROWS, page.height - top);
    const pixels = new Float32Array(page.width * rows * 3);
    const art = await drawArt(page, top, rows);
    for (let row = 0; row < rows; row += 1) {
      const line = pixels.subarray(row * page.width * 3, (row + 1) * page.width * 3);
      paintGround(sheet, { line, slow, y: top + row });
      for (const photograph of sheet.photographs) paintPrint(photograph, line, top + row);
      paintInk(sheet, { line, art: art.subarray(row * page.width * 4), y: top + row });
    }
    yield { rows, pixels };
  }
}

async function drawArt(page: Page, top: number, rows: number): Promise<Uint8Array> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${page.width}" height="${rows}" viewBox="0 ${top} ${page.width} ${rows}">${page.art}</svg>`;
  const options = { unlimited: true, limitInputPixels: false } as const;
  return await sharp(Buffer.from(svg), options).ensureAlpha().raw().toBuffer();
}

function makeTable(seed: number): Float32Array {
  const random = createRandom(seed + 17);
  return Float32Array.from({ length: 8_192 }, () => 30 + (random() + random() - 1) * 5);
}

interface Row {
  readonly line: Float32Array;
  readonly slow: Float32Array;
  readonly y: number;
}

/** The table, the shadow of the sheet on it, and the sheet. */
function paintGround(sheet: Sheet, row: Row): void {
  const { width, height, margin } = sheet;
  const isOnSheet = row.y >= margin && row.y < height - margin;
  const wander = margin > 0 ? Math.sin(row.y * 0.011 + sheet.seed) * 1.6 + Math.sin(row.y * 0.13) * 0.7 : 0;
  const left = isOnSheet ? Math.max(0, Math.round(margin + wander)) : width;
  const right = isOnSheet ? Math.min(width, Math.round(width - margin + wander)) : width;
  paintTable(sheet, row, { from: 0, to: left, edge: width });
  paintTable(sheet, row, { from: right, to: width, edge: right });
  if (isOnSheet) paintPaper(sheet, row, { from: left, to: right });
}

function paintTable(
  { table }: Sheet,
  { line, y }: Row,
  span: { readonly from: number; readonly to: number; readonly edge: number },
): void {
  for (let x = span.from; x < span.to; x += 1) {
    const fromEdge = x - span.edge;
    const shadow = fromEdge >= 0 && fromEdge < 40 ? 0.45 + fromEdge / 73 : 1;
    line.fill((table[(x * 7 + y * 4_099) & 8_191] ?? 30) * shadow, x * 3, x * 3 + 3);
  }
}

function paintPaper(
  { margin, paper }: Sheet,
  { line, slow, y }: Row,
  span: { readonly from: number; readonly to: number },
): void {
  paper.fillRow(slow, y - margin);
  const { red, green, blue } = paper.look;
  const grainRow = (y & (GRAIN_SIZE - 1)) * GRAIN_SIZE;
  for (let x = span.from; x < span.to; x += 1) {
    const place = Math.min(slow.length - 1, Math.max(0, x - margin));
    const factor = (slow[place] ?? 1) * (paper.grain[grainRow + (x & (GRAIN_SIZE - 1))] ?? 1);
    line[x * 3] = red * factor;
    line[x * 3 + 1] = green * factor;
    // What is darker is yellower: old paper loses its blue first.
    line[x * 3 + 2] = blue * factor * (0.55 + 0.45 * factor);
  }
}

function paintPrint(
  { print, field }: { readonly print: Print; readonly field: Field },
  line: Float32Array,
  y: number,
): void {
  const v = (y - print.y) / print.height;
  if (v < 0 || v >= 1) return;
  const [red, green, blue] = print.ink;
  for (let step = 0; step < print.width; step += 1) {
    const tone = sampleSmooth(field, (step / print.width) * (field.width - 1), v * (field.height - 1));
    const x = print.x + step;
    const cover = print.dotPx === 0 ? (1 - tone) * 0.94 : dotCover(x, y, tone, print.dotPx);
    const at = x * 3;
    line[at] = (line[at] ?? 0) * (1 - cover) + red * cover;
    line[at + 1] = (line[at + 1] ?? 0) * (1 - cover) + green * cover;
    line[at + 2] = (line[at + 2] ?? 0) * (1 - cover) + blue * cover;
  }
}

/** A halftone at 45°: dots grow until they touch, and then their gaps shrink. */
function dotCover(x: number, y: number, tone: number, dotPx: number): number {
  const turn = (Math.PI * 2 * Math.SQRT1_2) / dotPx;
  const screen = 0.5 + 0.25 * (Math.cos((x + y) * turn) + Math.cos((x - y) * turn));
  const edge = (screen - tone) * dotPx * 0.45 + 0.5;
  return Math.min(0.95, Math.max(0.02, edge));
}

function paintInk(
  sheet: Sheet,
  { line, art, y }: { readonly line: Float32Array; readonly art: Uint8Array; readonly y: number },
): void {
  const { grain } = sheet.paper;
  const grainRow = ((y * 3) & (GRAIN_SIZE - 1)) * GRAIN_SIZE;
  for (let x = 0; x < sheet.width; x += 1) {
    const alpha = art[x * 4 + 3] ?? 0;
    if (alpha === 0) continue;
    // Where the paper is rough, ink does not reach its ground.
    const rough = (grain[grainRow + ((x * 3) & (GRAIN_SIZE - 1))] ?? 1) - 1;
    const cover = (alpha / 255) * Math.min(1, Math.max(0, 0.955 - rough * 2.2));
    for (let band = 0; band < 3; band += 1) {
      const at = x * 3 + band;
      line[at] = (line[at] ?? 0) * (1 - cover) + (art[x * 4 + band] ?? 0) * cover * (1 + rough);
    }
  }
}
