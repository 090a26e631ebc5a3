/**
 * Text in one or more languages, as IIIF writes it: BCP 47 tag → values; `none` where the language is not known.
 *
 * @see https://iiif.io/api/presentation/3.0/#44-language-of-property-values
 */
export type LanguageMap = Readonly<Record<string, readonly string[]>>;

const TAG = /^(none|[a-z]{2,8}(-[A-Za-z0-9]{1,8})*)$/;

/** Whether a text has the form of a BCP 47 tag, or is `none`. */
export function isLanguageTag(text: string): boolean {
  return TAG.test(text);
}

/**
 * A BCP 47 tag as it is written: `ru-latn` is `ru-Latn`, `NL` is `nl`, `iw` is `he`; undefined where it is none. `none`
 * stays what it is.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5646#section-4.5
 */
export function canonicalTag(text: string): string | undefined {
  if (text === 'none') return text;
  if (!/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(text) || text.length > 100) return undefined;
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch {
    return undefined;
  }
}

/** The direction in which a language is written. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  return /^(ar|arc|dv|fa|he|iw|ji|ks|ku-Arab|ps|sd|ug|ur|yi)(-|$)/.test(tag) ? 'rtl' : 'ltr';
}
