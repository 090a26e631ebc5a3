import type { LanguageMap } from '../model/language.ts';
import type { RenderingPlan } from '../model/rendering.ts';
import { allSaid, firstSaid, type Said, wayOf } from './languages.ts';
import { type Sheet, type Style, space, write } from './sheet.ts';
import { dayOf, type TitleWords, titleWords } from './title-words.ts';

const INK = '#1a1a1a';
const SOFT = '#555555';
const SMALL: Style = { size: 10, colour: SOFT };
const PLAIN: Style = { size: 11, colour: INK };
/** A name may be as long as it likes; on paper it is what it begins with. */
const MOST_LETTERS = 2_000;
const MOST_PAIRS = 60;

/**
 * Writes what the file is, on as many pages as that takes: whose, what it is called in each of its languages, its
 * reference, what is said of it, its rights in words and as URI, whom to name, where it is found, and what it was made from.
 *
 * @param imagePx of the longer side of its images, in pixels
 */
export function writeTitlePage(sheet: Sheet, plan: RenderingPlan, imagePx: number): void {
  const tag = allSaid(plan.label)[0]?.tag ?? 'none';
  const words = titleWords(tag);
  writeAll(sheet, plan.institution, SMALL);
  space(sheet, 40);
  for (const [at, said] of allSaid(plan.label).entries()) {
    writeSaid(sheet, said, { size: at === 0 ? 24 : 16, colour: INK });
    space(sheet, 4);
  }
  space(sheet, 10);
  write(sheet, `${words.reference}: ${plan.reference}`, PLAIN);
  space(sheet, 10);
  writeAll(sheet, plan.summary, PLAIN);
  space(sheet, 10);
  for (const { label, value } of plan.metadata.slice(0, MOST_PAIRS)) {
    writePair(sheet, firstSaid(label, ''), value);
  }
  writeTerms(sheet, plan, words);
  space(sheet, 20);
  write(sheet, words.file(plan.revision, dayOf(plan.publishedAt, tag)), SMALL);
  write(sheet, words.images(imagePx), SMALL);
}

/** The rights, whom to name, and the address. */
function writeTerms(sheet: Sheet, plan: RenderingPlan, words: TitleWords): void {
  const { rights, requiredStatement, address } = plan;
  space(sheet, 10);
  if (rights !== null) {
    write(sheet, words.rights, SMALL);
    write(sheet, rights.name, PLAIN);
    if (rights.uri !== rights.name) write(sheet, rights.uri, { ...PLAIN, link: rights.uri });
    space(sheet, 6);
  }
  if (requiredStatement !== null) {
    writePair(sheet, firstSaid(requiredStatement.label, words.attribution), requiredStatement.value);
  }
  write(sheet, words.persistent, SMALL);
  write(sheet, address, { ...PLAIN, link: address });
}

function writePair(sheet: Sheet, name: string, value: LanguageMap): void {
  const lines = allSaid(value);
  if (lines.length === 0) return;
  writeSaid(sheet, { tag: 'none', text: name }, SMALL);
  for (const said of lines) writeSaid(sheet, said, PLAIN);
  space(sheet, 6);
}

function writeAll(sheet: Sheet, map: LanguageMap, style: Style): void {
  for (const said of allSaid(map)) writeSaid(sheet, said, style);
}

/** Writes a text the way its language runs, a paragraph for each of its lines. */
export function writeSaid(sheet: Sheet, said: Said, style: Style): void {
  const base = wayOf(said);
  for (const line of said.text.slice(0, MOST_LETTERS).split(/\r?\n/)) write(sheet, line, { ...style, base });
}
