import type { ContentResource, ExternalResourceTypes, InternationalString } from '@iiif/presentation-3';
import type { Link } from '../model/description.ts';
import { formatLanguageMap, saysSomething } from './language.ts';

const MEDIA_TYPE = /^[a-z]+\/[a-z0-9][a-z0-9.+-]*(;.*)?$/;
const HTML = 'text/html';

/** A page for people that a resource links to. The types forget that such a page has a label: it must. */
export function buildPageLink(id: string, label: InternationalString): ContentResource {
  return buildLinked({ id, type: 'Text', label, format: HTML });
}

/** @see https://iiif.io/api/presentation/3.0/#homepage */
export function buildHomepages(links: readonly Link[]): ContentResource[] {
  return links
    .filter(({ relation }) => relation === 'homepage')
    .map((link) =>
      buildLinked({ id: link.url, type: 'Text', label: labelOf(link), format: formatOf(link) ?? HTML }),
    );
}

/** @see https://iiif.io/api/presentation/3.0/#seealso */
export function buildSeeAlso(links: readonly Link[]): ContentResource[] {
  return links
    .filter(({ relation }) => relation === 'seeAlso')
    .map((link) => {
      const format = formatOf(link);
      return buildLinked({
        id: link.url,
        type: format?.startsWith(HTML) ? 'Text' : 'Dataset',
        label: labelOf(link),
        ...(format !== undefined && { format }),
        ...(link.profile !== '' && { profile: link.profile }),
      });
    });
}

/** A link with everything that is said of it: the types know of less. */
function buildLinked(
  link: { id: string; type: ExternalResourceTypes; label: InternationalString } & Readonly<
    Record<string, unknown>
  >,
): ContentResource {
  return link;
}

function labelOf({ url, label }: Link): InternationalString {
  return saysSomething(label) ? formatLanguageMap(label) : { none: [new URL(url).host] };
}

function formatOf({ format }: Link): string | undefined {
  const given = format.toLowerCase();
  return MEDIA_TYPE.test(given) ? given : undefined;
}
