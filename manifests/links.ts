import type { ContentResource, InternationalString } from '@iiif/presentation-3';

/** A page for people that a resource links to. The types forget that such a page has a label: it must. */
export function buildPageLink(id: string, label: InternationalString): ContentResource {
  const link = { id, type: 'Text' as const, label, format: 'text/html' };
  return link;
}
