import type { LanguageMap } from './language.ts';

/** One line of a description: the maker, the place, whatever is to be said. */
export interface MetadataPair {
  /** The code of a field that Recto knows the name of in several languages (`maker`); null where a person named it. */
  readonly field: string | null;
  /** What it is called; empty where `field` says it. */
  readonly label: LanguageMap;
  readonly value: LanguageMap;
}

/**
 * How a viewer shows the pages, where the kind of the item does not decide.
 *
 * @see https://iiif.io/api/presentation/3.0/#behavior
 */
export const PAGING_BEHAVIORS = ['paged', 'individuals', 'continuous', 'unordered'] as const;
export type PagingBehavior = (typeof PAGING_BEHAVIORS)[number];

/** What an item links to: its page in the catalogue, its record for machines. */
export const LINK_RELATIONS = ['homepage', 'seeAlso'] as const;
export interface Link {
  readonly relation: (typeof LINK_RELATIONS)[number];
  /** An http or https address. */
  readonly url: string;
  readonly label: LanguageMap;
  /** A media type; '' where it is not known. */
  readonly format: string;
  /** A URI that says what vocabulary a machine finds there; '' for none. */
  readonly profile: string;
}

/** No description has more lines or links. */
export const MOST_PAIRS = 200;
export const MOST_LINKS = 50;
