import type { Letters, Setting } from './letters.ts';
import type { Ink } from './page.ts';
import { createRandom } from './random.ts';
import type { WorkPage } from './works.ts';

/** Odd on both sides, so that every edge tile is a partial one. */
const [WIDTH, HEIGHT] = [7_561, 10_607];
const MARGIN = 170;
/** The poster is drawn 720 by 1024 and enlarged. */
const SCALE = (WIDTH - 2 * MARGIN) / 720;
const RED = '#c23a22';
const BLUE = '#1f2c44';
const BLUE_INK: Ink = [31, 44, 68];
const SUN = { x: 360, y: 470 };

/** A poster of some 80 megapixels: a lithograph with a halftone photograph in it. */
export function makePoster(letters: Letters): readonly WorkPage[] {
  const photo = { x: 48, y: 580, width: 624, height: 200 };
  const art = `<g transform="translate(${MARGIN} ${MARGIN}) scale(${SCALE.toFixed(5)})">${drawSky()}<g clip-path="url(#picture)">${drawTown()}</g>${drawWords(letters)}</g>`;
  const page = {
    name: 'DEMO-POSTER-1',
    width: WIDTH,
    height: HEIGHT,
    margin: MARGIN,
    seed: 1_904,
    look: {
      red: 232,
      green: 219,
      blue: 190,
      grain: 0.045,
      age: 0.9,
      folds: [
        { axis: 'y', at: 0.5 },
        { axis: 'x', at: 0.5 },
        { axis: 'y', at: 0.25 },
        { axis: 'y', at: 0.75 },
      ],
    },
    art,
    prints: [
      {
        scene: 'hall',
        seed: 7,
        x: Math.round(MARGIN + photo.x * SCALE),
        y: Math.round(MARGIN + photo.y * SCALE),
        width: Math.round(photo.width * SCALE),
        height: Math.round(photo.height * SCALE),
        dotPx: 19,
        ink: BLUE_INK,
      },
    ],
  } as const;
  return [{ page, form: { bits: 8, grey: false, wide: false, ppi: 300 } }];
}

function drawSky(): string {
  const rays = Array.from({ length: 18 }, (_, ray) => {
    const from = Math.PI + (ray * Math.PI) / 18;
    const to = from + Math.PI / 36;
    const point = (angle: number) =>
      `${(SUN.x + Math.cos(angle) * 900).toFixed(1)},${(SUN.y + Math.sin(angle) * 900).toFixed(1)}`;
    return `<polygon points="${SUN.x},${SUN.y} ${point(from)} ${point(to)}" fill="${RED}" fill-opacity="0.88"/>`;
  });
  const rings = [150, 128, 106].map(
    (radius, ring) =>
      `<circle cx="${SUN.x}" cy="${SUN.y}" r="${radius}" fill="${['#e9d9ae', '#e3a33a', '#d8742a'][ring]}"/>`,
  );
  const clip =
    '<clipPath id="picture"><rect x="24" y="180" width="672" height="380"/></clipPath><clipPath id="sky"><rect x="24" y="180" width="672" height="290"/></clipPath><g clip-path="url(#sky)">';
  return `${clip}${rays.join('')}${rings.join('')}</g>`;
}

/** Roofs, chimneys with smoke, a mill and the dike, in one dark ink. */
function drawTown(): string {
  const random = createRandom(33);
  const houses: string[] = [];
  for (let x = 24; x < 690; ) {
    const width = Math.min(696 - x, 16 + random() * 22);
    const top = 436 + random() * 20;
    houses.push(`M${x} 500V${top}l${width / 2} -${8 + random() * 10}l${width / 2} 12V500z`);
    x += width;
  }
  const chimneys = [96, 148, 560, 606].map((x, row) => {
    const top = 330 + (row % 2) * 30;
    const smoke = Array.from({ length: 7 }, (_, puff) => {
      const rise = puff * 13;
      return `<circle cx="${(x + 6 + rise * 1.5 + random() * 6).toFixed(1)}" cy="${(top - 6 - rise * 0.55).toFixed(1)}" r="${(6 + puff * 2.7).toFixed(1)}" fill="${BLUE}" fill-opacity="${(0.85 - puff * 0.1).toFixed(2)}"/>`;
    });
    return `<path d="M${x} 490L${x + 2} ${top}h9l2 ${490 - top}z" fill="${BLUE}"/>${smoke.join('')}`;
  });
  const sails = [20, 110, 200, 290].map(
    (turn) =>
      `<g transform="translate(360 372) rotate(${turn})"><path d="M-1.5 0V-88h3V0zM2 -22h13v-62h-13z" fill="${BLUE}"/><path d="M2 -34h13M2 -46h13M2 -58h13M2 -70h13" stroke="#e3a33a" stroke-width="1"/></g>`,
  );
  const mill = `<path d="M338 480L348 376q12 -18 24 0L382 480z" fill="${BLUE}"/>${sails.join('')}`;
  const dike = `<path d="M24 486Q200 468 360 480T696 474V560H24z" fill="${BLUE}"/><path d="M24 520Q240 500 430 522T696 512V560H24z" fill="${RED}"/>`;
  return `<path d="${houses.join('')}" fill="${BLUE}"/>${chimneys.join('')}${mill}${dike}${drawWalkers()}`;
}

/** A family and others on their way along the dike. */
function drawWalkers(): string {
  const random = createRandom(8);
  const walkers = Array.from({ length: 15 }, (_, place) => {
    const x = 60 + place * 42 + random() * 16;
    const tall = place % 4 === 3 ? 20 : 32 + random() * 6;
    const foot = 536 + random() * 8;
    const coat = `M${x - tall * 0.14} ${foot}L${x - tall * 0.17} ${foot - tall * 0.66}q${tall * 0.17} -${tall * 0.14} ${tall * 0.34} 0L${x + tall * 0.22} ${foot}l-${tall * 0.12} 0l-${tall * 0.06} -${tall * 0.3}l-${tall * 0.07} ${tall * 0.3}z`;
    return `<path d="${coat}" fill="#e9dcb8"/><circle cx="${x}" cy="${foot - tall * 0.86}" r="${tall * 0.12}" fill="#e9dcb8"/>`;
  });
  return walkers.join('');
}

function drawWords(letters: Letters): string {
  const middle = { x: 360, anchor: 'middle', widthPx: 640 } as const;
  const head: readonly [string, Setting][] = [
    ['LICHT EN LUCHT', { ...middle, y: 104, sizePx: 88, fill: RED, family: 'sans-serif', bold: true }],
    ['VOOR IEDER GEZIN', { ...middle, y: 160, sizePx: 52, fill: BLUE, family: 'sans-serif', bold: true }],
    ['OPENLUCHTDAG OP HET LAND ACHTER DE DIJK', { ...middle, y: 826, sizePx: 27, fill: BLUE, bold: true }],
    [
      'zondag 4 juli, van tien uur tot zonsondergang',
      { ...middle, y: 860, sizePx: 26, fill: RED, italic: true },
    ],
    [
      'Muziek · voordracht · spelen voor de kinderen · warm eten',
      { ...middle, y: 890, sizePx: 19, fill: BLUE },
    ],
    [
      'Freilufttag für alle Familien, mit Musik und Spiel',
      { ...middle, y: 920, sizePx: 17, fill: BLUE, italic: true },
    ],
    ['День на открытом воздухе для всей семьи', { ...middle, y: 945, sizePx: 17, fill: BLUE }],
    ['יום תחת כיפת השמים לכל המשפחה', { ...middle, y: 970, sizePx: 18, fill: BLUE }],
    [
      'Drukkerij De Vlijt, Achterom 12. Toegang vrij, breng uw buren mee.',
      { ...middle, y: 996, sizePx: 9, fill: BLUE },
    ],
  ];
  const frame = `<rect x="14" y="14" width="692" height="996" fill="none" stroke="${BLUE}" stroke-width="3.5"/><rect x="20" y="20" width="680" height="984" fill="none" stroke="${RED}" stroke-width="1.2"/>`;
  const rule = `<path d="M48 572H672M48 788H672" stroke="${BLUE}" stroke-width="2"/>`;
  return frame + rule + head.map(([text, setting]) => letters.line(text, setting)).join('');
}
