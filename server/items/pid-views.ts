import { buildItemSchema, type DescribedManifest } from '../../manifests/schema-org.ts';
import { uris } from '../../manifests/uris.ts';
import { Fault } from '../../model/fault.ts';
import { type Config, institutionOf } from '../../runtime/config.ts';
import { pidsOf } from '../../storage/records/pids.ts';
import type { Records } from '../../storage/records/records.ts';
import type { Presented } from './presented.ts';

/** What of a manifest its views are made from. */
interface ViewedManifest extends DescribedManifest {
  readonly rendering?: readonly { readonly id: string; readonly format?: string }[];
}

/** Where a view of an item is. */
type Finder = (
  manifest: ViewedManifest,
  at: { readonly base: string; readonly itemId: string },
) => string | undefined;

const imageOf = ({ thumbnail }: ViewedManifest, size: string): string | undefined => {
  const service = thumbnail?.[0]?.service?.[0]?.id;
  return service && `${service}/full/${size}/0/default.jpg`;
};

const renderingOf = ({ rendering = [] }: ViewedManifest, format: string): string | undefined =>
  rendering.find((one) => one.format === format)?.id;

/**
 * What one may ask of an item by its name, and where it is. The three levels are those of the handles of archives that
 * describe their scans in METS: a large image of the first page, one to look at, a thumbnail.
 */
const LEADS = {
  viewer: (_manifest, { base, itemId }) => uris.viewer(base, itemId),
  manifest: (manifest) => manifest.id,
  thumbnail: (manifest) => manifest.thumbnail?.[0]?.id,
  level1: (manifest) => imageOf(manifest, 'max'),
  level2: (manifest) => imageOf(manifest, '!1500,1500'),
  level3: (manifest) => manifest.thumbnail?.[0]?.id,
  pdf: (manifest) => renderingOf(manifest, 'application/pdf'),
  zip: (manifest) => renderingOf(manifest, 'application/zip'),
} as const satisfies Readonly<Record<string, Finder>>;

/** Answered in place, where all the others lead elsewhere. */
const SCHEMA = 'schema';

export type ViewName = keyof typeof LEADS | typeof SCHEMA;

const VIEW_NAMES = [...Object.keys(LEADS), SCHEMA] as const;

/** A view by its name. @throws Fault('bad-request') with those that there are. */
export function parseViewName(view: unknown): ViewName {
  const known = VIEW_NAMES.find((one) => one === view);
  if (known === undefined)
    throw new Fault('bad-request', `There is no such view. Ask for one of: ${VIEW_NAMES.join(', ')}.`);
  return known as ViewName;
}

/**
 * Where a view of an item is.
 *
 * @throws Fault('not-found') where this item has none.
 */
export async function leadTo(
  presented: Presented,
  view: Exclude<ViewName, typeof SCHEMA>,
  base: string,
): Promise<string> {
  const manifest = JSON.parse(await presented.json()) as ViewedManifest;
  const find: Finder = LEADS[view];
  const url = find(manifest, { base, itemId: presented.item.id });
  if (url === undefined) throw new Fault('not-found', `There is no ${view} of this item.`);
  return url;
}

/** An item as search engines read it, as JSON. */
export async function formatItemSchema(
  { records, config }: { readonly records: Records; readonly config: Config },
  { item, json }: Presented,
  base: string,
): Promise<string> {
  const pids = await records.read((rows) => pidsOf(rows, [item.id]));
  const schema = buildItemSchema(
    {
      manifest: JSON.parse(await json()) as DescribedManifest,
      item,
      pids: pids.get(item.id) ?? [],
      institution: institutionOf(config),
    },
    base,
  );
  return JSON.stringify(schema);
}
