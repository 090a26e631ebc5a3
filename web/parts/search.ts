/** Something that can be picked from a list. */
export interface Searched {
  readonly key: string;
  readonly name: string;
  /** By what else it is found. */
  readonly also?: string;
}

/** As words are compared: no case, no accents. */
export function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

/** Those that have a word for each word that was typed, what it begins with first. All of them where nothing was typed. */
export function matching<T extends Searched>(all: readonly T[], typed: string): readonly T[] {
  const words = wordsOf(typed);
  if (words.length === 0) return all;
  const ranked = all.flatMap((one) => {
    const rank = rankOf(one, words, plain(typed));
    return rank === undefined ? [] : [{ one, rank }];
  });
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ one }) => one);
}

function wordsOf(text: string): string[] {
  return plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** 0: it is just that; 1: its name begins so; 2: a word of it does; undefined: one of the words is nowhere. */
function rankOf(
  { key, name, also = '' }: Searched,
  words: readonly string[],
  typed: string,
): number | undefined {
  const has = wordsOf(`${name} ${also} ${key}`);
  if (!words.every((word) => has.some((one) => one.startsWith(word)))) return undefined;
  if (plain(key) === typed || plain(name) === typed) return 0;
  return plain(name).startsWith(typed) ? 1 : 2;
}
