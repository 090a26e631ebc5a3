import type { MetadataItem } from '@iiif/presentation-3';
import type { MetadataPair } from '../model/description.ts';
import type { Item } from '../model/item.ts';
import type { LanguageMap } from '../model/language.ts';
import { sanitizeValues } from './html.ts';
import { formatLanguageMap, saysSomething } from './language.ts';
import { labelOfField } from './templates.ts';

const REFERENCE: LanguageMap = { en: ['Reference'], nl: ['Referentie'] };

/**
 * What is said of an item, line by line: what the archive calls it, and then what people wrote, in their order. Lines
 * without a value are not there.
 *
 * @see https://iiif.io/api/presentation/3.0/#metadata
 */
export function buildMetadata({ reference, metadata }: Pick<Item, 'reference' | 'metadata'>): MetadataItem[] {
  const said = metadata.filter(({ value }) => saysSomething(value));
  return [
    { label: formatLanguageMap(REFERENCE), value: { none: [reference] } },
    ...said.map((pair) => ({
      label: formatLanguageMap(labelOf(pair)),
      value: sanitizeValues(formatLanguageMap(pair.value)),
    })),
  ];
}

/** What a person called it, else what its field is called; its code with a capital letter where nobody knows. */
function labelOf({ field, label }: MetadataPair): LanguageMap {
  if (saysSomething(label)) return label;
  const code = field ?? '';
  return labelOfField(code) ?? { none: [`${code.charAt(0).toUpperCase()}${code.slice(1)}` || '…'] };
}
