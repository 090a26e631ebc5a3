import type { Collection } from '@iiif/presentation-3';
import type { LanguageMap } from '../model/language.ts';
import { formatLanguageMap } from './language.ts';
import { buildProvider, type Institution } from './provider.ts';
import { uris } from './uris.ts';

/** What the top collection is called. */
export const TOP_LABEL: LanguageMap = { en: ['All published items'], nl: ['Alles wat is gepubliceerd'] };

/** A published item, as a collection lists it. */
export interface CollectionEntry {
  readonly id: string;
  readonly label: LanguageMap;
}

/** @see https://iiif.io/api/presentation/3.0/#51-collection */
export function buildTopCollection(
  entries: readonly CollectionEntry[],
  institution: Institution,
  base: string,
): Collection {
  return {
    '@context': 'http://iiif.io/api/presentation/3/context.json',
    id: uris.topCollection(base),
    type: 'Collection',
    label: formatLanguageMap(TOP_LABEL),
    provider: [buildProvider(institution, base)],
    items: entries.map(({ id, label }) => ({
      id: uris.manifest(base, id),
      type: 'Manifest',
      label: formatLanguageMap(label),
    })) as Collection['items'],
  };
}
