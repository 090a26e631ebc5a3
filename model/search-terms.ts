/**
 * The terms under which a text is found, in any script: what two spellings of a word share. Lower case, without
 * accents and vowel signs; words of eight letters and more also by their ends, since a Dutch or German word holds
 * others (`spoorwegstaking` is found by `staking`); Chinese and Japanese, which have no spaces, by pairs of signs.
 */

/** Longer words are cut: nobody types more, and an index entry has its bounds. In letters. */
const LONGEST = 48;
const LONG_WORD = 8;
const SHORTEST_END = 4;
const SHORTEST_BEGINNING = 3;
/** Of a text that is longer than any description the rest is not found. */
const MOST_TERMS = 4_000;
/** So many words of a question count. */
export const MOST_WORDS = 8;

const LETTERS: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' },
  // Arabic and Persian: the forms that people type for one another.
  ...{ ى: 'ي', ی: 'ي', ئ: 'ي', ؤ: 'و', ة: 'ه', ک: 'ك', ٱ: 'ا', ـ: '' },
  // Hebrew and Yiddish: letters at the end of a word.
  ...{ ך: 'כ', ם: 'מ', ן: 'נ', ף: 'פ', ץ: 'צ' },
};
const REPLACED = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');
/** Signs above and below letters, in the scripts where a word is the same without them. */
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]/gu;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu;
const PIECES = /\p{N}+|[^\p{N}]+/gu;

/** The words of a text in the form in which they are compared. */
function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(MARKS, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(MARKS, '')
    .replace(REPLACED, (letter) => LETTERS[letter] ?? '');
  return [...plain.matchAll(WORD)].flatMap(([word]) => splitScripts(word));
}

/** `第3期abc` is three words: what is written without spaces stands by itself. */
function splitScripts(word: string): string[] {
  const spaced = word.replace(UNSPACED, (run) => ` ${run} `);
  return spaced.split(' ').filter((part) => part !== '');
}

function isUnspaced(word: string): boolean {
  return new RegExp(UNSPACED.source, 'u').test(word);
}

/** Of `劳动者`: `劳动`, `动者` and, so that one sign is found wherever it stands, `者`. */
function pairsOf(word: string): string[] {
  const signs = [...word];
  return signs.map((sign, at) => sign + (signs[at + 1] ?? ''));
}

function cut(word: string): string {
  return [...word].slice(0, LONGEST).join('');
}

function termsOfWord(word: string): string[] {
  if (isUnspaced(word)) return pairsOf(word);
  // `ARCH00860` is found by 860 and by 00860.
  const pieces = (word.match(PIECES) ?? []).flatMap((piece) => [piece, piece.replace(/^0+(?=.)/u, '')]);
  return [cut(word), ...endsOf(word), ...pieces.map(cut)];
}

/** Of a long word of letters alone what it ends with, down to four letters. */
function endsOf(word: string): string[] {
  const letters = [...cut(word)];
  if (letters.length < LONG_WORD || /\p{N}/u.test(word)) return [];
  return Array.from({ length: letters.length - SHORTEST_END }, (_, at) => letters.slice(at + 1).join(''));
}

/** Every term under which texts are found; each once. */
export function searchTerms(texts: readonly string[]): string[] {
  const terms = new Set<string>();
  for (const word of texts.flatMap(wordsOf)) {
    for (const term of termsOfWord(word)) terms.add(term);
    if (terms.size >= MOST_TERMS) break;
  }
  return [...terms].filter((term) => term !== '').slice(0, MOST_TERMS);
}

/** A range of terms, in the order of code points: from one to another, both in it. */
export interface AskedTerms {
  readonly from: string;
  readonly to: string;
}

/**
 * What is looked for by a question: every range must hold a term. A word is the beginning of a term, but for one of
 * one or two letters, which nearly every text holds the beginning of: that is the whole term. None where the question
 * holds no letter or digit.
 */
export function termsAsked(question: string): AskedTerms[] {
  const words = [...new Set(wordsOf(question))].slice(0, MOST_WORDS);
  return words.flatMap((word) => (isUnspaced(word) ? askedPairs(word) : [askedWord(cut(word))]));
}

function askedWord(word: string): AskedTerms {
  return [...word].length < SHORTEST_BEGINNING ? { from: word, to: word } : beginningWith(word);
}

/** The last sign of several is asked for with the one before it, and not alone. */
function askedPairs(word: string): AskedTerms[] {
  const pairs = pairsOf(word);
  return pairs.slice(0, Math.max(1, pairs.length - 1)).map(beginningWith);
}

function beginningWith(from: string): AskedTerms {
  return { from, to: `${from}\u{10ffff}` };
}
