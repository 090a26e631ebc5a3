import type { ResourceProvider } from '@iiif/presentation-3';
import { buildPageLink } from './links.ts';

/** Whose collection it is. */
export interface Institution {
  readonly name: string;
  /** Its home page. */
  readonly url: string | undefined;
  /** Where its logo is: a picture. */
  readonly logo?: string | undefined;
}

/** What the ends of addresses say of pictures; undefined where they say nothing. */
const FORMATS: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
};

/** @see https://iiif.io/api/presentation/3.0/#provider */
export function buildProvider({ name, url, logo }: Institution, base: string): ResourceProvider {
  const label = { none: [name] };
  const home = url ?? base;
  return {
    id: home,
    type: 'Agent',
    label,
    homepage: [buildPageLink(home, label)],
    ...(logo !== undefined && { logo: [buildLogo(logo)] }),
  };
}

/** @see https://iiif.io/api/presentation/3.0/#logo */
function buildLogo(address: string): NonNullable<ResourceProvider['logo']>[number] {
  const { pathname } = new URL(address);
  const format = FORMATS[pathname.slice(pathname.lastIndexOf('.') + 1).toLowerCase()];
  return { id: address, type: 'Image', ...(format !== undefined && { format }) };
}
