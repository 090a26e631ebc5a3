import type { Letters } from './letters.ts';
import type { Ink, Page, Print } from './page.ts';
import type { Scene } from './scenes.ts';
import { type DemoLanguage, writeText } from './sentences.ts';
import type { FileForm, WorkPage } from './works.ts';

/** A5 at 300 ppi. */
const [WIDTH, HEIGHT] = [1_748, 2_480];
const INK = '#26211c';
const INK_PRINT: Ink = [38, 33, 28];
const PAGES = 12;
const COLUMN = { x: 210, width: WIDTH - 420 };
/** The pages that are plates, with what they show. */
const PLATES: Readonly<Record<number, readonly [Scene, string]>> = {
  3: ['harbour', 'De haven bij morgen, gezien van de school'],
  6: ['portrait', 'De eerste onderwijzer'],
  7: ['portrait', 'Een leerling van het tweede jaar'],
  10: ['polder', 'Achter de stad: waar des zomers getekend wordt'],
};
const LANGUAGES: Readonly<Record<number, DemoLanguage>> = { 8: 'de', 9: 'ru', 11: 'en' };

/** A pamphlet of twelve pages: one of 16 bits a sample, one grey, the others plain 24-bit. */
export function makePamphlet(letters: Letters): readonly WorkPage[] {
  return Array.from({ length: PAGES }, (_, index) => {
    const number = index + 1;
    return { page: makePage(number, letters), form: formOf(number) };
  });
}

function formOf(number: number): FileForm {
  return { bits: number === 6 ? 16 : 8, grey: number === 7, wide: false, ppi: 300 };
}

function makePage(number: number, letters: Letters): Page {
  const isCover = number === 1 || number === PAGES;
  const { art, prints } = contents(number, letters);
  return {
    name: `DEMO-PAMPHLET-1_${String(number).padStart(4, '0')}`,
    width: WIDTH,
    height: HEIGHT,
    margin: 36,
    seed: 300 + number,
    look: {
      ...(isCover ? { red: 176, green: 146, blue: 112 } : { red: 233, green: 221, blue: 197 }),
      grain: isCover ? 0.07 : 0.035,
      age: isCover ? 1.1 : 0.7,
      folds: [{ axis: 'y', at: 0.503 }],
    },
    art: art + gutter(number) + staples(number),
    prints,
  };
}

function contents(number: number, letters: Letters): { art: string; prints: readonly Print[] } {
  if (number === 1) return cover(letters);
  if (number === PAGES) return { art: backCover(letters), prints: [] };
  const plate = PLATES[number];
  return plate ? platePage(number, plate, letters) : { art: textPage(number, letters), prints: [] };
}

function cover(letters: Letters): { art: string; prints: readonly Print[] } {
  const middle = { x: WIDTH / 2, anchor: 'middle', fill: '#2a1712', widthPx: 1_240 } as const;
  const lines = [
    letters.line('DE AVONDSCHOOL', { ...middle, y: 420, sizePx: 150, bold: true }),
    letters.line('aan de haven', { ...middle, y: 560, sizePx: 110, italic: true }),
    letters.line('Verslag van het eerste jaar', { ...middle, y: 720, sizePx: 58 }),
    letters.line('Uitgave van de vereniging Het Open Schrift', { ...middle, y: 2_080, sizePx: 50 }),
    letters.line('Prijs tien cent', { ...middle, y: 2_170, sizePx: 44, italic: true }),
  ];
  const frame = `<rect x="150" y="190" width="${WIDTH - 300}" height="${HEIGHT - 380}" fill="none" stroke="#7c1f14" stroke-width="9"/><rect x="174" y="214" width="${WIDTH - 348}" height="${HEIGHT - 428}" fill="none" stroke="#2a1712" stroke-width="3"/>`;
  const print: Print = {
    scene: 'harbour',
    seed: 21,
    x: 374,
    y: 860,
    width: 1_000,
    height: 1_050,
    dotPx: 9,
    ink: [42, 23, 18],
  };
  return { art: frame + lines.join(''), prints: [print] };
}

function backCover(letters: Letters): string {
  const middle = { x: WIDTH / 2, anchor: 'middle', fill: '#2a1712', widthPx: 1_100 } as const;
  const star = Array.from({ length: 16 }, (_, ray) => {
    const angle = (ray * Math.PI) / 8;
    const radius = ray % 2 === 0 ? 120 : 46;
    return `${WIDTH / 2 + Math.cos(angle) * radius},${1_060 + Math.sin(angle) * radius}`;
  });
  return `<polygon points="${star.join(' ')}" fill="#7c1f14"/>${letters.line('Leest, leent, en brengt terug', { ...middle, y: 1_330, sizePx: 64, italic: true })}${letters.line('Drukkerij De Vlijt, Achterom 12', { ...middle, y: 2_240, sizePx: 38 })}`;
}

function textPage(number: number, letters: Letters): string {
  const language = LANGUAGES[number] ?? 'nl';
  const titles = { nl: 'Hoe het begon', de: 'Für unsere Freunde', ru: 'Нашим друзьям', en: 'To our friends' };
  const opens = number === 2 || language !== 'nl';
  const title = opens
    ? letters.line(titles[language], {
        x: WIDTH / 2,
        y: 400,
        sizePx: 84,
        fill: INK,
        anchor: 'middle',
        bold: true,
        widthPx: 1_300,
      })
    : '';
  const setting = { sizePx: 43, fill: INK, family: 'serif' } as const;
  const top = opens ? 480 : 300;
  const halves = [0, 1].map((half) => {
    const box = { ...COLUMN, y: top + half * (opens ? 860 : 960), height: opens ? 800 : 900 };
    return letters.column(writeText(language, number * 10 + half, 11), box, setting);
  });
  return title + halves.join('') + pageNumber(number, letters);
}

function platePage(
  number: number,
  [scene, caption]: readonly [Scene, string],
  letters: Letters,
): { art: string; prints: readonly Print[] } {
  const isTone = number === 6 || number === 7;
  const box = isTone
    ? { x: 344, y: 380, width: 1_060, height: 1_330 }
    : { x: COLUMN.x, y: 330, width: COLUMN.width, height: 1_040 };
  const under = box.y + box.height;
  const words = letters.line(caption, {
    x: WIDTH / 2,
    y: under + 80,
    sizePx: 40,
    fill: INK,
    italic: true,
    anchor: 'middle',
    widthPx: 1_280,
  });
  const rest = { ...COLUMN, y: under + 150, height: 2_230 - under - 150 };
  const text = letters.column(writeText('nl', number, 8), rest, { sizePx: 43, fill: INK });
  const line = `<rect x="${box.x - 8}" y="${box.y - 8}" width="${box.width + 16}" height="${box.height + 16}" fill="none" stroke="${INK}" stroke-width="3"/>`;
  const print: Print = { scene, seed: 40 + number, ...box, dotPx: isTone ? 0 : 7, ink: INK_PRINT };
  return { art: line + words + text + pageNumber(number, letters), prints: [print] };
}

function pageNumber(number: number, letters: Letters): string {
  return letters.line(`${number}`, { x: WIDTH / 2, y: 2_350, sizePx: 40, fill: INK, anchor: 'middle' });
}

/** The page goes down into the fold of the spine: left for a right-hand page. */
function gutter(number: number): string {
  const isRight = number % 2 === 1;
  const x = isRight ? 36 : WIDTH - 186;
  const [from, to] = isRight ? ['0.5', '0'] : ['0', '0.5'];
  return `<defs><linearGradient id="gutter"><stop offset="0" stop-color="#221a10" stop-opacity="${from}"/><stop offset="1" stop-color="#221a10" stop-opacity="${to}"/></linearGradient></defs><rect x="${x}" y="36" width="150" height="${HEIGHT - 72}" fill="url(#gutter)"/>`;
}

function staples(number: number): string {
  if (number !== 6 && number !== 7) return '';
  const x = number === 7 ? 40 : WIDTH - 46;
  return [700, 1_680]
    .map(
      (y) =>
        `<rect x="${x}" y="${y}" width="7" height="120" rx="3" fill="#6f6a62"/><rect x="${x - 8}" y="${y - 10}" width="24" height="140" fill="#8a4b22" fill-opacity="0.25"/>`,
    )
    .join('');
}
