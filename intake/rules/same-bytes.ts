import type { Message } from '../../model/finding.ts';
import { countIn, type Remark } from '../findings.ts';
import type { PlaceFacts } from '../place.ts';
import type { PlaceRule } from '../place-findings.ts';

type SameBytes = PlaceFacts['sameBytes'][number];

/** So many files are called by name; the others are counted. */
const MAX_NAMED = 3;

/**
 * No other file has the same bytes: no two scans are ever the same in every bit of their noise. It is only said, unless
 * a profile keeps them out: in the same item the file may be on its way to its right page (docs/decisions/0015), and
 * in another it may be meant (a page that two records share), which no profile keeps out. The same file under the same
 * name in the same item is the same scan, sent again. Files without any bytes are all the same, which another rule
 * says.
 */
export const sameBytes: PlaceRule = {
  severity: 'warning',
  check({ originalName, sizeBytes }, place) {
    if (sizeBytes === 0) return [];
    const here = place.sameBytes.filter(({ name, isSameItem }) => isSameItem && name !== originalName);
    const elsewhere = place.sameBytes.filter(({ isSameItem }) => !isSameItem);
    return [...sameItem(here), ...otherItem(elsewhere)];
  },
};

function sameItem(files: readonly SameBytes[]): readonly Remark[] {
  if (files.length === 0) return [];
  const list = listOf(files.map(({ name }) => name));
  return [
    {
      value: list.en,
      expected: 'bytes of its own',
      message: {
        en: `This is the very same file as ${list.en} of this item, under another name. Check which page it shows, and scan the other one.`,
        nl: `Dit is precies hetzelfde bestand als ${list.nl} van dit object, onder een andere naam. Controleer welke pagina het toont, en scan de andere.`,
      },
    },
  ];
}

function otherItem(files: readonly SameBytes[]): readonly Remark[] {
  if (files.length === 0) return [];
  const list = listOf(files.map(({ name, reference }) => `${reference} (${name})`));
  return [
    {
      value: list.en,
      expected: 'bytes of its own',
      message: {
        en: `The very same file is also in ${list.en}. Check in which item it belongs, and remove it from the other.`,
        nl: `Precies hetzelfde bestand zit ook in ${list.nl}. Controleer bij welk object het hoort, en haal het bij het andere weg.`,
      },
      atMost: 'warning',
    },
  ];
}

/** `a, b and c`, or `a, b, c and 4 more`. */
function listOf(names: readonly string[]): Message {
  const more = names.length - MAX_NAMED;
  const list = (locale: string, rest: string): string =>
    new Intl.ListFormat(locale).format(more > 0 ? [...names.slice(0, MAX_NAMED), rest] : names);
  const count = countIn(more);
  return { en: list('en-GB', `${count.en} more`), nl: list('nl-NL', `nog ${count.nl}`) };
}
