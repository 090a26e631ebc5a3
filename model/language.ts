/**
 * Text in one or more languages, as IIIF writes it: BCP 47 tag → values; `none` where the language is not known.
 *
 * @see https://iiif.io/api/presentation/3.0/#44-language-of-property-values
 */
export type LanguageMap = Readonly<Record<string, readonly string[]>>;

/** Whether a text is a BCP 47 tag as it is written, or `none`. `zh-hans` is none, and is written `zh-Hans`. */
export function isLanguageTag(text: string): boolean {
  return canonicalTag(text) === text;
}

/** Nobody has ever registered a language of more than three letters: `dutch` is none. */
const TAG = /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i;
/** Of one's own agreement. The platform knows none of these, since they are in no list. */
const PRIVATE = /^x(-[a-z0-9]{1,8})+$/i;
const MOST_SIGNS = 100;

/**
 * A BCP 47 tag as it is written: `ru-latn` is `ru-Latn`, `NL` is `nl`, `iw` is `he`; undefined where it is none. `none`
 * stays what it is.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5646#section-4.5
 */
export function canonicalTag(text: string): string | undefined {
  if (text === 'none') return text;
  if (text.length > MOST_SIGNS) return undefined;
  if (PRIVATE.test(text)) return text.toLowerCase();
  if (!TAG.test(text)) return undefined;
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch {
    return undefined;
  }
}

/** The script that a language is written in, which its tag may name: `Arab`, `Latn`; undefined where nobody knows. */
export function scriptOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).maximize().script;
  } catch {
    return undefined;
  }
}

const RIGHT_TO_LEFT = new Set(['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa']);

/** The direction in which a language is written: `ar` runs to the left, `ar-Latn` to the right. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(scriptOf(tag) ?? '') ? 'rtl' : 'ltr';
}
