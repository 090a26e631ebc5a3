import { type Hand, measureHand, writeByHand } from './hand.ts';
import type { Letters } from './letters.ts';
import { drawMap } from './map.ts';
import type { Page } from './page.ts';
import { createRandom } from './random.ts';
import type { WorkPage } from './works.ts';

const [WIDTH, HEIGHT] = [2_140, 2_860];
const MARGIN = 90;
const SURFACES = ['f001r', 'f001v', 'f002r', 'f002v', 'f003r', 'f003v', 'f004r', 'f004v'] as const;
/** It folds out to twice the width. */
const FOLDOUT = 'f003r';
const INK = '#3b2a1c';

const NOTES = [
  'Den eersten mei begonnen met het meten van den polder, bij helder weer en weinig wind.',
  'Van den toren tot de molen van Jansen honderd en twaalf roeden, tweemaal gemeten en gelijk bevonden.',
  'De sloot langs het achterland is smaller dan op de oude kaart staat, het riet heeft de oever genomen.',
  'Des middags regen. In de herberg de getallen van gisteren overgeschreven en een fout van drie roeden gevonden.',
  'De boer aan de dijk zegt dat het water in zijn jeugd tot de derde trede kwam, ik heb het aangetekend.',
  'Morgen het bos, zoo de ketting uit de smederij terug is.',
  'Den vierden de ketting ontvangen, een schakel te lang. Terug naar den smid, die het niet gelooven wilde.',
  'De weg naar het veer loopt krom, maar de lieden noemen hem recht en zullen hem zoo blijven noemen.',
  'Twee jongens uit het dorp dragen de stokken en tellen beter dan de knecht van vorig jaar.',
  'Het land van de weduwe is negen morgen groot en niet acht, zij was daarmede zeer tevreden.',
  'Bij avond den hoek van de kerk tot de sluis genomen met de lantaarn, dat gaf een goed getal.',
];

/** A manuscript of four leaves: LZW, in the colours of Adobe RGB, with one leaf that folds out. */
export function makeManuscript(letters: Letters): readonly WorkPage[] {
  return SURFACES.map((name, place) => ({
    page: makeSurface(name, place, letters),
    form: { bits: 8, grey: false, wide: true, ppi: 300 },
  }));
}

function makeSurface(name: (typeof SURFACES)[number], place: number, letters: Letters): Page {
  const isFoldout = name === FOLDOUT;
  const width = isFoldout ? WIDTH * 2 : WIDTH;
  const box = {
    x: MARGIN + 230,
    y: MARGIN + 260,
    width: width - 2 * MARGIN - 420,
    height: HEIGHT - 2 * MARGIN - 420,
  };
  const art = isFoldout
    ? drawMap({ width, height: HEIGHT, margin: MARGIN, ink: INK }, mapHand)
    : notesPage(place, box);
  return {
    name: `DEMO-MANUSCRIPT-1_${name}`,
    width,
    height: HEIGHT,
    margin: MARGIN,
    seed: 700 + place,
    look: {
      red: 224,
      green: 205,
      blue: 168,
      grain: 0.05,
      age: 1.3,
      folds: isFoldout
        ? [0.25, 0.5, 0.75].map((at) => ({ axis: 'x' as const, at }))
        : [{ axis: 'y', at: 0.49 }],
    },
    art: art + target(width, letters),
    prints: [],
  };
}

function handOf(seed: number, sizePx: number): Hand {
  return { sizePx, lean: 0.42, tremble: 0.05, random: createRandom(seed) };
}

function mapHand(
  text: string,
  at: { readonly x: number; readonly y: number; readonly sizePx: number },
): string {
  return stroke(writeByHand(text, at, handOf(text.length * 31, at.sizePx)), at.sizePx * 0.11, 0.9);
}

function stroke(path: string, widthPx: number, opacity: number): string {
  return `<path d="${path}" fill="none" stroke="${INK}" stroke-opacity="${opacity.toFixed(2)}" stroke-width="${widthPx.toFixed(1)}" stroke-linecap="round" stroke-linejoin="round"/>`;
}

/** Lines of notes, written with a pen that runs dry and is dipped again. */
function notesPage(place: number, box: { x: number; y: number; width: number; height: number }): string {
  const random = createRandom(900 + place);
  const hand = handOf(500 + place, 31);
  const lines = wrap(rotated(NOTES, place * 2).join(' '), box.width, hand);
  const stepPx = 108;
  const written = lines.slice(0, Math.floor(box.height / stepPx)).map((line, row) => {
    let x = box.x + (random() - 0.5) * 26;
    const y = box.y + row * stepPx;
    const slope = (random() - 0.6) * 0.012;
    return line
      .split(' ')
      .map((word) => {
        const path = writeByHand(word, { x, y: y + (x - box.x) * slope }, hand);
        x += measureHand(`${word} `, hand);
        return stroke(path, 3.4 + random() * 1.5, 0.72 + random() * 0.26);
      })
      .join('');
  });
  return written.join('') + bleedThrough(place, box) + blots(random, box) + foliation(place);
}

/** The writing of the other side shines through, mirrored. */
function bleedThrough(place: number, box: { x: number; y: number; width: number; height: number }): string {
  const hand = handOf(640 + place, 31);
  const lines = wrap(rotated(NOTES, place * 2 + 5).join(' '), box.width, hand);
  const path = lines
    .slice(0, Math.floor(box.height / 108))
    .map((line, row) => writeByHand(line, { x: box.x, y: box.y + 52 + row * 108 }, hand))
    .join('');
  return `<g transform="translate(${box.x * 2 + box.width} 0) scale(-1 1)">${stroke(path, 5, 0.07)}</g>`;
}

function blots(random: () => number, box: { x: number; y: number; width: number; height: number }): string {
  return Array.from({ length: 9 }, () => {
    const radius = 1.5 + random() ** 4 * 16;
    return `<circle cx="${(box.x + random() * box.width).toFixed(0)}" cy="${(box.y + random() * box.height).toFixed(0)}" r="${radius.toFixed(1)}" fill="${INK}" fill-opacity="0.85"/>`;
  }).join('');
}

/** A later hand numbered the leaves in pencil, on their right-hand sides only. */
function foliation(place: number): string {
  if (place % 2 === 1) return '';
  const path = writeByHand(
    `${place / 2 + 1}`,
    { x: WIDTH - MARGIN - 190, y: MARGIN + 150 },
    handOf(place, 40),
  );
  return `<path d="${path}" fill="none" stroke="#6a6a6e" stroke-opacity="0.75" stroke-width="4" stroke-linecap="round"/>`;
}

/** The strip of greys and colours that a copy stand puts beside every leaf. */
function target(width: number, letters: Letters): string {
  const patches = [
    '#f2f2f0',
    '#c8c8c8',
    '#a0a0a0',
    '#7a7a79',
    '#555555',
    '#343434',
    '#2f5fa8',
    '#3f8f4a',
    '#b33a34',
    '#e2bd31',
    '#b0568f',
    '#2b8aa5',
  ];
  const size = 54;
  const left = Math.round(width / 2 - (patches.length * size) / 2);
  const squares = patches.map(
    (fill, patch) =>
      `<rect x="${left + patch * size}" y="18" width="${size}" height="${size}" fill="${fill}"/>`,
  );
  const label = { y: 56, sizePx: 30, fill: '#d8d8d4', family: 'sans-serif' } as const;
  return squares.join('') + letters.line('Recto 300 ppi', { ...label, x: left + patches.length * size + 26 });
}

function rotated(sentences: readonly string[], by: number): string[] {
  const start = by % sentences.length;
  return [...sentences.slice(start), ...sentences.slice(0, start), ...sentences];
}

function wrap(text: string, widthPx: number, hand: Hand): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measureHand(longer, hand) > widthPx) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
