import type { Message } from '../model/finding.ts';
import { shortened } from './delivery-list.ts';

const MOST_CHARACTERS = 240;
/** All that the archive's own check lets through: `[\sa-zA-Z0-9-:\._\(\)\[\]\{@\$\}=\\]`. */
const USABLE = /[ \t\n\r\f\va-zA-Z0-9\-:._()[\]{@$}=\\]/;

/** The characters that a name may not have, or its length where it is too long; undefined where it is good. */
export function wrongCharacters(name: string): string | undefined {
  const wrong = [...new Set(name)].filter((character) => !USABLE.test(character));
  if (wrong.length > 0) return shortened(wrong.join(' '));
  return name.length > MOST_CHARACTERS ? String(name.length) : undefined;
}

/** What is wrong with a name, and what to do. @param wrong from {@link wrongCharacters}. */
export function wrongNameMessage(what: Message, name: string, wrong: string): Message {
  if (name.length > MOST_CHARACTERS && wrong === String(name.length)) {
    return {
      en: `${what.en} has ${wrong} characters; the most is ${MOST_CHARACTERS}. Give it a shorter one.`,
      nl: `${what.nl} heeft ${wrong} tekens; het hoogste aantal is ${MOST_CHARACTERS}. Kies een kortere.`,
    };
  }
  return {
    en: `${what.en} "${shortened(name)}" has characters that cannot be used: ${wrong} (use letters without accents, digits, spaces and - _ . : ( ) [ ] { } @ $ =).`,
    nl: `${what.nl} "${shortened(name)}" heeft tekens die niet kunnen: ${wrong} (gebruik letters zonder accenten, cijfers, spaties en - _ . : ( ) [ ] { } @ $ =).`,
  };
}
