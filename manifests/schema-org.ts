import type { ItemKind } from '../model/item.ts';
import type { LanguageMap } from '../model/language.ts';
import { resolverOf } from '../model/pid.ts';
import { TOP_LABEL } from './collection.ts';
import type { Institution } from './provider.ts';
import { labelOfField } from './templates.ts';
import { uris } from './uris.ts';

const CONTEXT = 'https://schema.org';

/** What is taken from a published manifest. */
export interface DescribedManifest {
  readonly id: string;
  readonly label: LanguageMap;
  readonly summary?: LanguageMap;
  readonly rights?: string;
  readonly metadata?: readonly { readonly label: LanguageMap; readonly value: LanguageMap }[];
  readonly navDate?: string;
  readonly thumbnail?: readonly {
    readonly id: string;
    readonly service?: readonly { readonly id: string }[];
  }[];
}

/** And what is known of its item beside it. */
export interface SchemaInput {
  readonly manifest: DescribedManifest;
  readonly item: { readonly id: string; readonly kind: ItemKind; readonly date: string | null };
  /** Its names, the first first. */
  readonly pids: readonly string[];
  readonly institution: Institution;
}

/** Each is a thing of an archive, and beside that what a reader calls it. */
const TYPES = { poster: 'Poster', pamphlet: 'Book', manuscript: 'Manuscript' } as const satisfies Record<
  ItemKind,
  string
>;

/**
 * An item as search engines read it.
 *
 * @param base the public URL, without a slash at its end
 * @see https://schema.org/ArchiveComponent
 */
export function buildItemSchema({ manifest, item, pids, institution }: SchemaInput, base: string) {
  const [pid = item.id, ...others] = pids;
  const thumbnail = manifest.thumbnail?.[0];
  const service = thumbnail?.service?.[0]?.id;
  const sameAs = [
    ...others.map((other) => uris.pid(base, other)),
    ...pids.map(resolverOf).filter((url) => url !== undefined),
  ];
  const languages = lineOf(manifest, 'language');
  const dateCreated = dateOf(manifest, item.date);
  return {
    '@context': CONTEXT,
    '@id': uris.pid(base, pid),
    '@type': [TYPES[item.kind], 'ArchiveComponent'],
    identifier: pid,
    name: sayAll(manifest.label),
    ...(manifest.summary && { description: sayAll(manifest.summary) }),
    ...(languages.length > 0 && { inLanguage: languages }),
    ...(manifest.rights !== undefined && { license: manifest.rights }),
    ...(dateCreated !== undefined && { dateCreated }),
    url: uris.viewer(base, item.id),
    ...(service !== undefined && { image: `${service}/full/max/0/default.jpg` }),
    ...(thumbnail && { thumbnailUrl: thumbnail.id }),
    isPartOf: { '@type': 'Collection', '@id': uris.topCollection(base), name: sayAll(TOP_LABEL) },
    provider: organization(institution, base),
    holdingArchive: { ...organization(institution, base), '@type': 'ArchiveOrganization' },
    ...(sameAs.length > 0 && { sameAs }),
    associatedMedia: {
      '@type': 'MediaObject',
      contentUrl: manifest.id,
      encodingFormat: 'application/ld+json;profile="http://iiif.io/api/presentation/3/context.json"',
    },
  };
}

/** What more is known of the whole than of one item. */
export interface DatasetInput {
  readonly institution: Institution;
  /** Under which licence the descriptions may be used; undefined where the institution has not said. */
  readonly license: string | undefined;
  readonly email: string | undefined;
  /** The code of the institution, as in `NL-AmISG`. @see https://slks.dk/isil */
  readonly isil: string | undefined;
  /** When something was last published or withdrawn, in ms since 1970; null where nothing ever was. */
  readonly modifiedAt: number | null;
}

/**
 * All that is published as one dataset, for the registers of those.
 *
 * @see https://docs.nde.nl/requirements-datasets/
 */
export function buildDataset({ institution, license, email, isil, modifiedAt }: DatasetInput, base: string) {
  const { name } = institution;
  const publisher = {
    ...organization(institution, base),
    ...(isil !== undefined && { identifier: isil }),
    ...(email !== undefined && { contactPoint: { '@type': 'ContactPoint', name, email } }),
  };
  const says = [
    {
      '@language': 'en',
      '@value': `Everything that ${name} has digitised and published, as IIIF manifests.`,
    },
    {
      '@language': 'nl',
      '@value': `Alles wat ${name} heeft gedigitaliseerd en gepubliceerd, als IIIF-manifesten.`,
    },
  ];
  const title = [
    { '@language': 'en', '@value': `Digitised collections of ${name}` },
    { '@language': 'nl', '@value': `Gedigitaliseerde collecties van ${name}` },
  ];
  const catalog = `${uris.dataset(base)}#catalog`;
  return {
    '@context': CONTEXT,
    '@id': uris.dataset(base),
    '@type': 'Dataset',
    name: title,
    description: says,
    ...(license !== undefined && { license }),
    ...(modifiedAt !== null && { dateModified: new Date(modifiedAt).toISOString() }),
    publisher,
    creator: { '@id': publisher['@id'] },
    includedInDataCatalog: {
      '@id': catalog,
      '@type': 'DataCatalog',
      name: title,
      description: says,
      publisher: { '@id': publisher['@id'] },
      dataset: { '@id': uris.dataset(base) },
    },
    distribution: distributions(base).map((one) => ({
      '@type': 'DataDownload',
      ...one,
      ...(license !== undefined && { license }),
    })),
  };
}

/** In which ways the whole can be had. */
function distributions(base: string) {
  return [
    {
      name: 'IIIF Change Discovery 1.0',
      contentUrl: uris.activities(base),
      encodingFormat: 'application/ld+json',
      usageInfo: 'https://iiif.io/api/discovery/1.0/',
    },
    {
      name: 'IIIF Presentation 3.0',
      contentUrl: uris.topCollection(base),
      encodingFormat: 'application/ld+json',
      usageInfo: 'https://iiif.io/api/presentation/3.0/',
    },
  ];
}

function organization({ name, url }: Institution, base: string) {
  const home = url ?? base;
  return { '@type': 'Organization', '@id': home, name, url: home };
}

type Said = string | { readonly '@value': string; readonly '@language': string };

/** Every value of a text, each with its language where that is known. */
function sayAll(map: LanguageMap): readonly Said[] {
  return Object.entries(map).flatMap(([tag, values]) =>
    values.map((value) => (tag === 'none' ? value : { '@value': value, '@language': tag })),
  );
}

/** The values of a line of the description that goes by a name of ours, in the first language that they are in. */
function lineOf({ metadata = [] }: DescribedManifest, code: string): readonly string[] {
  const name = labelOfField(code)?.['en']?.[0];
  const line = metadata.find(({ label }) => name !== undefined && label['en']?.[0] === name);
  return Object.values(line?.value ?? {})[0] ?? [];
}

/** A year, a month or a day, perhaps uncertain or approximate. */
const PLAIN_DATE = /^(\d{4}(?:-\d{2}(?:-\d{2})?)?)[?~%]?$/;

/**
 * When it was made, as precisely as it is known. The item has it as a draft: it counts if the manifest was published
 * with a day of the same year.
 *
 * @param date EDTF
 */
function dateOf({ navDate }: DescribedManifest, date: string | null): string | undefined {
  const plain = PLAIN_DATE.exec(date ?? '')?.[1];
  return plain !== undefined && navDate?.startsWith(plain.slice(0, 4)) === true ? plain : undefined;
}
