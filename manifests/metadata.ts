import type { MetadataItem } from '@iiif/presentation-3';
import type { MetadataPair } from '../model/description.ts';
import type { Item } from '../model/item.ts';
import type { LanguageMap } from '../model/language.ts';
import { sayDate } from './dates/date-words.ts';
import { navDateOf, parseEdtf } from './dates/edtf.ts';
import { sanitizeValues } from './html.ts';
import { formatLanguageMap, saysSomething } from './language.ts';
import { labelOfField } from './templates.ts';

const DATE = 'date';
const REFERENCE: LanguageMap = { en: ['Reference'], nl: ['Referentie'] };

/**
 * What is said of an item, line by line: what the archive calls it; when it was made, in words, unless somebody wrote a
 * line for that; and then what people wrote, in their order. Lines without a value are not there.
 *
 * @see https://iiif.io/api/presentation/3.0/#metadata
 */
export function buildMetadata(item: Pick<Item, 'reference' | 'metadata' | 'date'>): MetadataItem[] {
  const written = item.metadata.filter(({ value }) => saysSomething(value));
  const date = parseEdtf(item.date ?? '');
  const isSaid = date === undefined || written.some(({ field }) => field === DATE);
  const said = isSaid ? written : [{ field: DATE, label: {}, value: sayDate(date) }, ...written];
  return [
    { label: formatLanguageMap(REFERENCE), value: { none: [item.reference] } },
    ...said.map((pair) => ({
      label: formatLanguageMap(labelOf(pair)),
      value: sanitizeValues(formatLanguageMap(pair.value)),
    })),
  ];
}

/**
 * The moment at which an item stands on a timeline; nothing where nobody has dated it, or to a year that the notation
 * of moments has no room for.
 *
 * @see https://iiif.io/api/presentation/3.0/#navdate
 */
export function buildNavDate({ date }: Pick<Item, 'date'>): { navDate?: string } {
  const parsed = parseEdtf(date ?? '');
  const navDate = parsed && navDateOf(parsed);
  return navDate !== undefined && /^\d{4}-/.test(navDate) ? { navDate } : {};
}

/** What a person called it, else what its field is called; its code with a capital letter where nobody knows. */
function labelOf({ field, label }: MetadataPair): LanguageMap {
  if (saysSomething(label)) return label;
  const code = field ?? '';
  return labelOfField(code) ?? { none: [`${code.charAt(0).toUpperCase()}${code.slice(1)}` || '…'] };
}
