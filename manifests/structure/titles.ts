import { canonicalTag, type LanguageMap } from '../../model/language.ts';
import { RANGE_BEHAVIORS, type RangeBehavior } from '../../model/structure.ts';
import { IS_MARK, LEADING_MARKS } from './fold-line.ts';

/** What a range is called and how it is used, as a line says it. */
export interface Title {
  readonly label: LanguageMap;
  readonly behavior: RangeBehavior | null;
}

/** `{ar}` after a text, and what separates it from the next. */
const TAGGED = /^\{([A-Za-z0-9-]{2,100})\}(?=\s*$|\s*\{|\s+\/\s)\s*(?:\/\s+)?/;

/**
 * Reads a title: `Letter to Kautsky`, `رسالة {ar}`, `Письмо {ru} / Pisʹmo {ru-Latn} / Brief {nl}`, `Index {no-nav}`.
 *
 * @param language of a text that has no tag of its own
 */
export function readTitle(given: string, language: string): Title {
  const values = new Map<string, string[]>();
  let text = '';
  const keep = (tag: string): void => {
    const value = text.trim();
    if (value !== '') values.set(tag, [...(values.get(tag) ?? []), value]);
    text = '';
  };
  let at = LEADING_MARKS.exec(given)?.[0].length ?? 0;
  let behavior: RangeBehavior | null = null;
  while (at < given.length && behavior === null) {
    const token = nextToken(given, at);
    at += token.length;
    if ('tag' in token) keep(token.tag);
    else if ('behavior' in token) behavior = token.behavior;
    else text += token.text;
  }
  keep(language);
  return { label: Object.fromEntries(values), behavior };
}

type Token = { readonly length: number } & (
  | { readonly text: string }
  | { readonly tag: string }
  | { readonly behavior: RangeBehavior }
);

function nextToken(given: string, at: number): Token {
  const sign = given.charAt(at);
  if (sign === '\\' && at + 1 < given.length) {
    const escaped = given.charAt(at + 1);
    return { text: ESCAPED[escaped] ?? escaped, length: 2 };
  }
  const braced = sign === '{' ? readBraces(given.slice(at)) : undefined;
  return braced ?? { text: sign, length: 1 };
}

function readBraces(rest: string): Token | undefined {
  const behavior = RANGE_BEHAVIORS.find((name) => rest.trimEnd() === `{${name}}`);
  if (behavior !== undefined) return { behavior, length: rest.length };
  const [all = '', given = ''] = TAGGED.exec(rest) ?? [];
  const tag = canonicalTag(given);
  return tag === undefined ? undefined : { tag, length: all.length };
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r' };

/** A title as {@link readTitle} reads it. Texts of the given language have no tag where they are the only one. */
export function writeTitle({ label, behavior }: Title, language: string): string {
  const values = Object.entries(label).flatMap(([tag, texts]) => texts.map((text) => [tag, text] as const));
  const written = values.map(([tag, text]) => {
    const isAlone = values.length === 1 && tag === language;
    return isAlone ? escapeSigns(text) : `${escapeSigns(text)} {${tag}}`;
  });
  return [written.join(' / '), behavior === null ? '' : `{${behavior}}`].filter(Boolean).join(' ');
}

function escapeSigns(text: string): string {
  const signs = text.replace(/[\\{]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  const first = signs.charAt(0);
  return first === '/' || IS_MARK.test(first) ? `\\${signs}` : signs;
}
