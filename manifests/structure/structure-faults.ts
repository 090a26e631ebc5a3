import type { Message } from '../../model/finding.ts';
import { DEEPEST_RANGE, MOST_RANGES } from '../../model/structure.ts';
import { MOST_PLACES_NAMED } from '../../model/structure-text.ts';
import { namesOf, type PlaceIndex } from './place-index.ts';

/** How many labels near one that is not there are named. */
const NEAR = 4;
const MOST_SIGNS = 40;

/** That nothing bears this label, and what there is near it. */
export function noSuchPage(given: string, index: PlaceIndex): Message {
  const near = nearTo(given, index);
  const name = shorten(given);
  return {
    en: `There is no page "${name}".${near.length > 0 ? ` Near it: ${near.join(', ')}.` : ''} If it belongs to the title, begin the line with a colon.`,
    nl: `Er is geen pagina "${name}".${near.length > 0 ? ` In de buurt: ${near.join(', ')}.` : ''} Hoort het bij de titel, begin de regel dan met een dubbele punt.`,
  };
}

export function noSuchPlace(given: string, index: PlaceIndex): Message {
  const { length } = index.surfaces;
  const name = shorten(given);
  return {
    en: `There is no place ${name}: the item has ${length} ${length === 1 ? 'page' : 'pages'}.`,
    nl: `Er is geen plaats ${name}: het stuk heeft ${length} ${length === 1 ? 'pagina' : "pagina's"}.`,
  };
}

/** `places` from 0. */
export function severalPages(given: string, places: readonly number[]): Message {
  const named = places.slice(0, NEAR).map((place) => `#${place + 1}`);
  const more = places.length > NEAR ? ' …' : '';
  const name = shorten(given);
  return {
    en: `${places.length} pages are called "${name}". Say which by its place: ${named.join(', ')}${more}.`,
    nl: `${places.length} pagina's heten "${name}". Zeg welke met de plaats: ${named.join(', ')}${more}.`,
  };
}

/** Places from 0. */
export function runsBackwards(from: number, to: number, index: PlaceIndex): Message {
  const [first, last] = [from, to].map((place) => nameOf(place, index));
  return {
    en: `${first} comes after ${last}. Write ${last}–${first}, or every page for itself with commas.`,
    nl: `${first} komt na ${last}. Schrijf ${last}–${first}, of elke pagina apart met komma's.`,
  };
}

export const TOO_DEEP: Message = {
  en: `Parts are nested at most ${DEEPEST_RANGE} deep. Move this line to the left.`,
  nl: `Delen liggen ten hoogste ${DEEPEST_RANGE} diep in elkaar. Zet deze regel meer naar links.`,
};

export const TOO_MANY: Message = {
  en: `A structure has at most ${MOST_RANGES} parts. Leave out from here on, or make some of them pages of one part.`,
  nl: `Een structuur heeft ten hoogste ${MOST_RANGES} delen. Laat vanaf hier weg, of maak van enkele samen één deel.`,
};

export const TOO_MANY_PAGES: Message = {
  en: `The parts name more than ${MOST_PLACES_NAMED} pages in all. Name fewer from here on.`,
  nl: `De delen noemen samen meer dan ${MOST_PLACES_NAMED} pagina's. Noem er vanaf hier minder.`,
};

function nearTo(given: string, { numbered, surfaces, ...index }: PlaceIndex): string[] {
  const digits = /\d+/.exec(given)?.[0];
  if (digits === undefined || numbered.length === 0) {
    const ends = surfaces.length > 1 ? [0, surfaces.length - 1] : surfaces.map((_, place) => place);
    return ends.map((place) => nameOf(place, { ...index, numbered, surfaces }));
  }
  const wanted = Number(digits);
  const nearest: { text: string; away: number }[] = [];
  for (const { text, number } of numbered) {
    nearest.push({ text, away: Math.abs(number - wanted) });
    if (nearest.length > NEAR) nearest.splice(farthest(nearest), 1);
  }
  return nearest.map(({ text }) => shorten(text));
}

/** The index of the one that is farthest away, the last of those that are equally so. */
function farthest(labels: readonly { readonly away: number }[]): number {
  return labels.reduce((most, { away }, at) => (away >= (labels[most]?.away ?? 0) ? at : most), 0);
}

function nameOf(place: number, { surfaces }: PlaceIndex): string {
  const surface = surfaces[place];
  return surface === undefined ? `#${place + 1}` : shorten(namesOf(surface, place)[0] ?? '');
}

function shorten(text: string): string {
  const signs = [...text];
  return signs.length > MOST_SIGNS ? `${signs.slice(0, MOST_SIGNS).join('')}…` : text;
}
