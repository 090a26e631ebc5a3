import { createRandom, type Random } from './random.ts';

type Writer = (
  text: string,
  at: { readonly x: number; readonly y: number; readonly sizePx: number },
) => string;

interface Ground {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  readonly ink: string;
}

/** A surveyor's map of a polder: water in wash, plots in colour, trees, houses, a scale and a rose. */
export function drawMap(ground: Ground, write: Writer): string {
  const { width, height, margin, ink } = ground;
  const random = createRandom(1_777);
  const left = margin + 160;
  const top = margin + 160;
  const frame = `<rect x="${left}" y="${top}" width="${width - 2 * left}" height="${height - 2 * top}" fill="none" stroke="${ink}" stroke-width="9"/><rect x="${left + 20}" y="${top + 20}" width="${width - 2 * left - 40}" height="${height - 2 * top - 40}" fill="none" stroke="${ink}" stroke-width="3"/>`;
  const clip = `<clipPath id="map"><rect x="${left + 24}" y="${top + 24}" width="${width - 2 * left - 48}" height="${height - 2 * top - 48}"/></clipPath>`;
  const land =
    drawPlots(ground, random) + drawRiver(ground) + drawTrees(ground, random) + drawVillage(ground, random);
  return `${clip}<g clip-path="url(#map)">${land}</g>${frame}${drawRose(ground)}${drawScale(ground)}${drawWords(ground, write)}`;
}

/** Long narrow plots, a little out of square, in thin washes of colour. */
function drawPlots({ width, height, ink }: Ground, random: Random): string {
  const washes = ['#8fa860', '#b9b36a', '#c79a5a', '#9fb58a', '#cdbf8a'];
  const plots: string[] = [];
  for (let row = 0; row < 4; row += 1) {
    const y = 320 + row * ((height - 640) / 4);
    const tall = (height - 640) / 4 - 26;
    for (let x = 280; x < width - 280; ) {
      const wide = 90 + random() * 170;
      const skew = (random() - 0.5) * 26;
      const points = `${x},${y} ${x + wide - 8},${y + skew * 0.3} ${x + wide - 8 + skew},${y + tall} ${x + skew},${y + tall}`;
      plots.push(
        `<polygon points="${points}" fill="${washes[Math.floor(random() * 5)]}" fill-opacity="${(0.25 + random() * 0.25).toFixed(2)}" stroke="${ink}" stroke-opacity="0.7" stroke-width="3"/>`,
      );
      x += wide;
    }
  }
  return plots.join('');
}

function riverAt(width: number, height: number): string {
  return `M0 ${height * 0.72}C${width * 0.2} ${height * 0.5} ${width * 0.3} ${height * 0.82} ${width * 0.47} ${height * 0.6}S${width * 0.72} ${height * 0.28} ${width} ${height * 0.36}`;
}

function drawRiver({ width, height, ink }: Ground): string {
  const path = riverAt(width, height);
  const line = (color: string, wide: number, opacity: number) =>
    `<path d="${path}" fill="none" stroke="${color}" stroke-width="${wide}" stroke-opacity="${opacity}"/>`;
  const banks = line(ink, 196, 0.9) + line('#dccfa6', 188, 1) + line('#6f9fae', 188, 0.55);
  return banks + [150, 110, 70, 30].map((wide) => line('#3f7488', wide, 0.1)).join('');
}

function drawTrees({ width, height, ink }: Ground, random: Random): string {
  return Array.from({ length: 170 }, () => {
    const x = 320 + random() ** 1.4 * width * 0.3;
    const y = 340 + random() * height * 0.3;
    const size = 16 + random() * 12;
    return `<path d="M${x} ${y}v${size}M${x - size * 0.7} ${y}a${size * 0.7} ${size * 0.8} 0 1 1 ${size * 1.4} 0z" fill="#6f8a4c" fill-opacity="0.75" stroke="${ink}" stroke-width="2.4"/>`.replace(
      /\d+\.\d+/g,
      (number) => Number(number).toFixed(1),
    );
  }).join('');
}

function drawVillage({ width, height, ink }: Ground, random: Random): string {
  const roads = `<path d="M${width * 0.6} 200C${width * 0.62} ${height * 0.4} ${width * 0.55} ${height * 0.6} ${width * 0.64} ${height - 200}" fill="none" stroke="#e6d9b4" stroke-width="30"/><path d="M${width * 0.6} 200C${width * 0.62} ${height * 0.4} ${width * 0.55} ${height * 0.6} ${width * 0.64} ${height - 200}" fill="none" stroke="${ink}" stroke-width="34" stroke-opacity="0.25"/>`;
  const houses = Array.from({ length: 34 }, () => {
    const x = width * 0.6 + (random() - 0.3) * 620;
    const y = height * 0.66 + (random() - 0.5) * 560;
    const turn = random() * 90;
    return `<g transform="translate(${x.toFixed(0)} ${y.toFixed(0)}) rotate(${turn.toFixed(0)})"><rect width="${(34 + random() * 34).toFixed(0)}" height="30" fill="#b5483a" fill-opacity="0.8" stroke="${ink}" stroke-width="3"/></g>`;
  });
  const church = `<g transform="translate(${(width * 0.655).toFixed(0)} ${(height * 0.62).toFixed(0)})"><path d="M0 0h90v46H0zM20 0V-60l20 -50l20 50V0z" fill="#b5483a" stroke="${ink}" stroke-width="4"/><path d="M40 -110v-40M26 -134h28" stroke="${ink}" stroke-width="5"/></g>`;
  return roads + houses.join('') + church;
}

function drawWords({ width, height }: Ground, write: Writer): string {
  return [
    write('Kaart van den polder achter de dijk', { x: width * 0.33, y: 200, sizePx: 40 }),
    write('de rivier', { x: width * 0.41, y: height * 0.685, sizePx: 48 }),
    write('het bos', { x: width * 0.14, y: height * 0.46, sizePx: 56 }),
    write('het dorp', { x: width * 0.69, y: height * 0.76, sizePx: 56 }),
    write('land van de weduwe', { x: width * 0.72, y: height * 0.5, sizePx: 44 }),
    write('de molen', { x: width * 0.47, y: height * 0.3, sizePx: 44 }),
    write('het veer', { x: width * 0.2, y: height * 0.72, sizePx: 40 }),
    write('honderd roeden', { x: width * 0.14, y: height * 0.868, sizePx: 34 }),
  ].join('');
}

function drawRose({ width, ink }: Ground): string {
  const points = Array.from({ length: 8 }, (_, ray) => {
    const long = ray % 2 === 0 ? 200 : 120;
    return `<g transform="rotate(${ray * 45})"><path d="M0 0L22 -44L0 -${long}z" fill="${ink}"/><path d="M0 0L-22 -44L0 -${long}z" fill="#e9dcb8" stroke="${ink}" stroke-width="3"/></g>`;
  });
  return `<g transform="translate(${width - 560} 620)"><circle r="150" fill="none" stroke="${ink}" stroke-width="3"/>${points.join('')}</g>`;
}

function drawScale({ width, height, ink }: Ground): string {
  const left = Math.round(width * 0.12);
  const y = Math.round(height * 0.83);
  const parts = Array.from(
    { length: 8 },
    (_, part) =>
      `<rect x="${left + part * 90}" y="${y}" width="90" height="26" fill="${part % 2 === 0 ? ink : '#e9dcb8'}" stroke="${ink}" stroke-width="3"/>`,
  );
  return `<rect x="${left - 40}" y="${y - 50}" width="800" height="200" fill="#e6d7ae"/>${parts.join('')}`;
}
