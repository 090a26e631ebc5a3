import type { RangeNode } from '../../model/structure.ts';
import { foldName, indexPlaces, type LabelledSurface, namesOf, type PlaceIndex } from './place-index.ts';
import { type LineRead, readLine } from './read-structure.ts';
import { writeTitle } from './titles.ts';

/**
 * A structure as the text that reads as it, to be edited: `12r–15v: Letter to Kautsky`, two spaces for each level. Pages
 * are named by their labels where these lead back to them, else by their places (`#12`).
 *
 * @param language of titles that are written without a tag
 */
export function writeStructure(
  ranges: readonly RangeNode[],
  surfaces: readonly LabelledSurface[],
  language: string,
): string {
  const writer: Writer = {
    index: indexPlaces(surfaces),
    places: new Map(surfaces.map(({ id }, place) => [id, place])),
    language,
  };
  return writeRanges(ranges, 0, writer).join('\n');
}

interface Writer {
  readonly index: PlaceIndex;
  /** By the ids of surfaces, from 0. */
  readonly places: ReadonlyMap<string, number>;
  readonly language: string;
}

function writeRanges(ranges: readonly RangeNode[], depth: number, writer: Writer): string[] {
  return ranges.flatMap((range) => {
    const inside = range.items.flatMap((item) => ('range' in item ? [item.range] : []));
    return ['  '.repeat(depth) + writeLine(range, writer), ...writeRanges(inside, depth + 1, writer)];
  });
}

/** The first way to write it that reads as it: each that is plainer may be taken for something else. */
function writeLine({ label, behavior, items }: RangeNode, { index, places, language }: Writer): string {
  const own = items.flatMap((item) => ('surface' in item ? (places.get(item.surface) ?? []) : []));
  const wanted = { places: own, label, behavior };
  const title = writeTitle(wanted, language);
  const lastResort = `${writePlaces(own, (place) => `#${place + 1}`)}: ${title}`;
  const ways =
    own.length === 0 ? [title] : [`${writePlaces(own, (place) => nameOf(place, index))}: ${title}`];
  return (ways.find((way) => readsAs(way, wanted, { index, language })) ?? lastResort).trim();
}

function readsAs(
  line: string,
  wanted: LineRead,
  { index, language }: Pick<Writer, 'index' | 'language'>,
): boolean {
  const read = readLine(line.trim(), index, language);
  if ('fault' in read || line.trim() === '') return false;
  return (
    read.places.join() === wanted.places.join() &&
    read.behavior === wanted.behavior &&
    JSON.stringify(read.label) === JSON.stringify(wanted.label)
  );
}

function nameOf(place: number, { surfaces, places }: PlaceIndex): string {
  const surface = surfaces[place];
  const names = surface === undefined ? [] : namesOf(surface, place);
  const isFit = (name: string) => !/[\n\r]/.test(name) && places.get(foldName(name))?.length === 1;
  return names.find(isFit) ?? `#${place + 1}`;
}

/** Pages that follow each other as `12r–15v`, others with commas. */
function writePlaces(places: readonly number[], name: (place: number) => string): string {
  const spans: { from: number; to: number }[] = [];
  for (const place of places) {
    const span = spans.at(-1);
    if (span?.to === place - 1) span.to = place;
    else spans.push({ from: place, to: place });
  }
  return spans.map(({ from, to }) => (from === to ? name(from) : `${name(from)}–${name(to)}`)).join(', ');
}
