/** How much a client wants a media type: from 0, not at all, to 1; and how exactly it named it. */
export interface Wish {
  readonly weight: number;
  /** 0: not named at all. 1: by an asterisk for everything, 2: for the type, 3: by its name. */
  readonly exactness: 0 | 1 | 2 | 3;
}

/** Commas and semicolons within quotes part nothing. */
const ELEMENTS = /(?:[^,"]|"(?:\\.|[^"\\])*"?)+/g;
const PARAMETERS = /(?:[^;"]|"(?:\\.|[^"\\])*"?)+/g;

/**
 * What an Accept header says of a media type, its parameters (`profile`, `charset`) aside. Without a header everything
 * is welcome.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1
 */
export function wishFor(mediaType: string, accept = '*/*'): Wish {
  const [type = ''] = mediaType.split('/', 1);
  let best: Wish = { weight: 0, exactness: 0 };
  for (const element of accept.match(ELEMENTS) ?? []) {
    const [name = '', ...parameters] = (element.match(PARAMETERS) ?? []).map((part) => part.trim());
    const exactness = exactnessOf(name.toLowerCase(), mediaType, type);
    if (exactness === 0 || exactness < best.exactness) continue;
    const weight = weightOf(parameters);
    if (exactness > best.exactness || weight > best.weight) best = { weight, exactness };
  }
  return best;
}

function exactnessOf(name: string, mediaType: string, type: string): Wish['exactness'] {
  if (name === mediaType) return 3;
  if (name === `${type}/*`) return 2;
  return name === '*/*' ? 1 : 0;
}

function weightOf(parameters: readonly string[]): number {
  const given = parameters.find((parameter) => /^q\s*=/i.test(parameter));
  if (given === undefined) return 1;
  const weight = Number(given.slice(given.indexOf('=') + 1));
  return Number.isFinite(weight) ? Math.min(Math.max(weight, 0), 1) : 0;
}
