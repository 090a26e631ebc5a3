import type { DeskPatch, DeskView } from '../../model/desk.ts';
import type { LanguageMap } from '../../model/language.ts';
import { bestValue, formatTime, valuesOf } from '../language/format.ts';
import type { InterfaceLanguage, Messages } from '../language/messages.ts';
import { movedIn } from './both.ts';
import { nameOfSide } from './names.ts';
import type { Dispute, Unit } from './units.ts';

/** What words are made with. */
export interface Wording {
  readonly view: DeskView;
  readonly text: Messages;
  readonly language: InterfaceLanguage;
}

/** How many names are said before the rest is a number. */
const MOST_NAMES = 8;

/** What is in dispute, as a heading. */
export function unitWords(unit: Unit, { view, text, language }: Wording): string {
  const [kind = '', name = ''] = unit.split(' ');
  const { units, fields } = text.desk;
  if (kind === 'order' || kind === 'ranges') return units[kind];
  if (kind === 'description') return fields[name as keyof typeof fields] ?? name;
  const side = view.surfaces.find(({ id }) => id === name);
  const called = side === undefined ? name : nameOfSide(side, language);
  return units[kind as 'label' | 'behavior' | 'placement' | 'absence'](called);
}

/** What one of two says of it, line by line; none where it says nothing. */
export function sayingLines(patch: DeskPatch, base: Dispute['base'], wording: Wording): readonly string[] {
  if (patch.order !== undefined) return orderLines(base.order ?? [], patch.order, wording);
  if (patch.ranges !== undefined) return patch.ranges.map(({ label }) => mapWords(label, wording));
  const { labels = {}, surfaces = {}, description = {} } = patch;
  const values = [labels, ...Object.values(surfaces), description].flatMap((one) => Object.values(one));
  return values.flatMap((value) => valueLines(value, wording));
}

function orderLines(
  base: readonly string[],
  order: readonly string[],
  { view, text, language }: Wording,
): readonly string[] {
  const moved = movedIn(base, order);
  const sides = new Map(view.surfaces.map((side) => [side.id, side]));
  const names = moved.slice(0, MOST_NAMES).flatMap((id) => {
    const side = sides.get(id);
    return side === undefined ? [] : [nameOfSide(side, language)];
  });
  return [text.desk.movedPages(names.join(', '), moved.length - names.length)];
}

function valueLines(value: unknown, wording: Wording): readonly string[] {
  if (value === null || value === '') return [];
  if (Array.isArray(value)) return value.map((one) => lineOf(one, wording));
  if (isMap(value)) return valuesOf(value).map(({ tag, value: words }) => `${tag}: ${words}`);
  return [lineOf(value, wording)];
}

/** A line of a description, why a page is not shown, or a word. */
function lineOf(value: unknown, wording: Wording): string {
  if (typeof value !== 'object' || value === null)
    return typeof value === 'number' ? formatTime(value, wording.language) : String(value);
  const parts = Object.values(value).flatMap((part) => {
    if (part === null || part === '') return [];
    return isMap(part) ? mapWords(part, wording) : String(part);
  });
  return parts.filter(Boolean).join(': ');
}

function isMap(value: unknown): value is LanguageMap {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((one) => Array.isArray(one) && one.every((word) => typeof word === 'string'))
  );
}

function mapWords(map: LanguageMap, { language }: Wording): string {
  return bestValue(map, language)?.value ?? '';
}
