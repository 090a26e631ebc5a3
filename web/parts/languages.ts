import type { InterfaceLanguage, Messages } from '../language/messages.ts';
import type { PickerOption } from './picker.tsx';
import { matching, plain } from './search.ts';

/** Languages that the collections speak, and Latin script for those that are written in another. */
const LANGUAGES: readonly string[] = (
  'nl en de fr es it pt ru ru-Latn uk uk-Latn pl cs sk hu ro bg el tr sv da nb fi et lv lt sr hr sl sq ca eu ga cy eo fy la ' +
  'yi yi-Latn he he-Latn ar ar-Latn fa fa-Latn ku ur hi bn ta id jv ms su vi th my zh zh-Hans zh-Hant zh-Latn ja ja-Latn ' +
  'ko ko-Latn hy ka az kk uz am sw zu af pap srn'
).split(' ');

/** For a text of which nobody has said in which language it is. */
export const NOT_TAGGED = 'und';
/** For what is of no language: a name, a number. */
const NO_LANGUAGE = 'none';
const REMEMBERED = 'recto:text-language';

/** The language that somebody chose last for a text, which the next one most often is in; '' where none ever was. */
export function lastLanguage(): string {
  return window.localStorage.getItem(REMEMBERED) ?? '';
}

export function rememberLanguage(tag: string): void {
  if (tag !== NO_LANGUAGE) window.localStorage.setItem(REMEMBERED, tag);
}

/** What a language is called by a reader of another; its tag where nobody knows; '' of a text without one. */
export function nameOfLanguage(tag: string, language: InterfaceLanguage, { describing }: Messages): string {
  if (tag === '' || tag === NOT_TAGGED) return '';
  return tag === NO_LANGUAGE ? describing.noLanguage : (nameIn(language, tag) ?? tag);
}

function nameIn(language: string, tag: string): string | undefined {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(tag);
  } catch {
    return undefined;
  }
}

/** As it is written, of whatever somebody typed; undefined where it is none. */
function tagTyped(typed: string): string | undefined {
  if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/.test(typed)) return undefined;
  try {
    return Intl.getCanonicalLocales(typed)[0];
  } catch {
    return undefined;
  }
}

/** Languages to choose from, by how each is called here and by its own speakers; any other can be typed. */
export function languageOptions(
  language: InterfaceLanguage,
  { describing }: Messages,
): (typed: string) => readonly PickerOption[] {
  const known = LANGUAGES.map((tag) => optionOf(tag, language));
  const none = { key: NO_LANGUAGE, name: describing.noLanguage, also: describing.noLanguageAlso };
  const all = [...known, none];
  return (typed) => {
    const found = matching(all, typed);
    const tag = tagTyped(typed.trim());
    const isThere = found.some(({ key }) => plain(key) === plain(typed));
    if (tag === undefined || isThere || nameIn(language, tag) === undefined) return found;
    const own = optionOf(tag, language);
    return isNamed(own) ? [own, ...found] : [...found, own];
  };
}

/** Whether it is a language that is known by a name, and not only something that looks like a tag. */
function isNamed({ key, name }: PickerOption): boolean {
  return name !== key;
}

function optionOf(tag: string, language: InterfaceLanguage): PickerOption {
  const name = nameIn(language, tag) ?? tag;
  const own = nameIn(tag, tag) ?? '';
  return { key: tag, name, also: `${own} ${nameIn('en', tag) ?? ''}`, draw: describe(name, own, tag) };
}

/** Its own name beside ours, where that is another. */
function describe(name: string, own: string, tag: string): string {
  return own === '' || plain(own) === plain(name) ? `${name} · ${tag}` : `${name} · ${own} · ${tag}`;
}
