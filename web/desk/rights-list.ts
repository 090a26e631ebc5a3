import { RIGHTS } from '../item/rights.ts';
import type { Messages } from '../language/messages.ts';

/** A statement of the two vocabularies, by which it is filtered and shown. */
export interface RightsChoice {
  readonly uri: string;
  readonly name: string;
  /** In one plain line. */
  readonly meaning: string;
  readonly mark: RightsMark;
}

/** Which of four it is like, for who looks over the list, and the letters on it. */
export interface RightsMark {
  readonly like: 'free' | 'licence' | 'protected' | 'unclear';
  readonly letters: string;
}

/** `by-sa` of a Creative Commons licence, `InC-EDU` of a statement. */
function codeOf(uri: string): string {
  return /\/(?:licenses|publicdomain|vocab)\/([^/]+)\//.exec(uri)?.[1] ?? '';
}

/** What can be chosen, in the order of the list. */
export function rightsChoices({ describing: { rightsMeanings } }: Messages): readonly RightsChoice[] {
  const meanings: Readonly<Record<string, string>> = rightsMeanings;
  return Object.entries(RIGHTS).map(([uri, name]) => ({
    ...{ uri, name, mark: markOf(uri), meaning: meanings[codeOf(uri)] ?? '' },
  }));
}

/** The mark of any statement, also of one that is not in the list. */
export function markOf(uri: string): RightsMark {
  const code = codeOf(uri);
  if (code === 'mark' || code === 'zero') return { like: 'free', letters: code === 'mark' ? 'PD' : 'CC0' };
  if (uri.includes('creativecommons.org')) return { like: 'licence', letters: `CC ${code.toUpperCase()}` };
  if (code.startsWith('InC')) return { like: 'protected', letters: '©' };
  return code.startsWith('NoC') ? { like: 'free', letters: 'NoC' } : { like: 'unclear', letters: '?' };
}
