import type { ResourceProvider } from '@iiif/presentation-3';
import { buildPageLink } from './links.ts';

/** Whose collection it is. */
export interface Institution {
  readonly name: string;
  /** Its home page. */
  readonly url: string | undefined;
}

/** @see https://iiif.io/api/presentation/3.0/#provider */
export function buildProvider({ name, url }: Institution, base: string): ResourceProvider {
  const label = { none: [name] };
  const home = url ?? base;
  return {
    id: home,
    type: 'Agent',
    label,
    homepage: [buildPageLink(home, label)],
  };
}
