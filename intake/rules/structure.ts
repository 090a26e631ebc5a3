import type { Message } from '../../model/finding.ts';
import { COPY_AGAIN, countIn, join, type Rule } from '../findings.ts';
import type { TiffDamage } from '../tiff.ts';

/** Everything that the directory of a TIFF points at is there. */
export const structure: Rule = {
  severity: 'error',
  check({ tiff }) {
    if (tiff?.damage === undefined) return [];
    return [{ value: tiff.damage.kind, message: join(sentenceOf(tiff.damage), COPY_AGAIN) }];
  },
};

type Sentences = {
  readonly [Kind in TiffDamage['kind']]: (damage: Extract<TiffDamage, { kind: Kind }>) => Message;
};

type PartsDamage = Extract<TiffDamage, { parts: unknown }>;

const DUTCH_PARTS = { strips: 'stroken', tiles: 'tegels' } as const;

/** `3 of 48 strips`. */
function someOf({ bad, total, parts }: PartsDamage): Message {
  const some = countIn(bad);
  const all = countIn(total);
  return { en: `${some.en} of ${all.en} ${parts}`, nl: `${some.nl} van ${all.nl} ${DUTCH_PARTS[parts]}` };
}

const ENDS_EARLY: Message = {
  en: 'The file ends early: the part that says what is in it lies beyond its end.',
  nl: 'Het bestand houdt te vroeg op: het deel dat zegt wat erin zit, ligt voorbij het einde.',
};
const OVERWRITTEN: Message = {
  en: 'The inner structure of the file is broken.',
  nl: 'De inwendige structuur van het bestand is kapot.',
};

const SENTENCES: Sentences = {
  header: () => ({
    en: 'The file begins like a TIFF, but its first bytes make no sense.',
    nl: 'Het bestand begint als een TIFF, maar de eerste bytes kloppen niet.',
  }),
  'directory-beyond-end': () => ENDS_EARLY,
  'values-beyond-end': ({ tag }) => ({
    en: `The file ends early: a part of its description (tag ${tag}) lies beyond its end.`,
    nl: `Het bestand houdt te vroeg op: een deel van de beschrijving (tag ${tag}) ligt voorbij het einde.`,
  }),
  'absurd-count': ({ tag, count }) => {
    const many = countIn(count);
    const where =
      tag === null ? { en: 'its directory', nl: 'de directory' } : { en: `tag ${tag}`, nl: `tag ${tag}` };
    return join(OVERWRITTEN, {
      en: `It claims ${many.en} values in ${where.en}, which cannot be.`,
      nl: `Het noemt ${many.nl} waarden in ${where.nl}, wat niet kan.`,
    });
  },
  'directory-loop': () =>
    join(OVERWRITTEN, {
      en: 'Its list of pages runs in a circle.',
      nl: "De lijst van pagina's loopt in een kring.",
    }),
  'too-many-directories': ({ limit }) =>
    join(OVERWRITTEN, {
      en: `It claims more than ${countIn(limit).en} pages.`,
      nl: `Het noemt meer dan ${countIn(limit).nl} pagina's.`,
    }),
  'no-dimensions': () => ({
    en: 'The file says that its image is 0 pixels wide or high.',
    nl: 'Het bestand zegt dat de afbeelding 0 pixels breed of hoog is.',
  }),
  'no-pixels': () => ({
    en: 'The file describes an image but does not say where its pixels are.',
    nl: 'Het bestand beschrijft een afbeelding, maar zegt niet waar de pixels staan.',
  }),
  'lines-too-long': ({ bytes }) => ({
    en: `The file does not describe its pixels: each line has ${countIn(bytes).en} bytes more than it says. Its width, its bits or its channels are others.`,
    nl: `Het bestand beschrijft zijn pixels niet: elke regel heeft ${countIn(bytes).nl} bytes meer dan het zegt. De breedte, de bits of de kanalen zijn andere.`,
  }),
  'parts-beyond-end': (damage) => ({
    en: `The file ends early: ${someOf(damage).en} lie beyond its end.`,
    nl: `Het bestand houdt te vroeg op: ${someOf(damage).nl} liggen voorbij het einde.`,
  }),
  'parts-missing': (damage) => ({
    en: `The image is not complete: ${someOf(damage).en} are not in the file.`,
    nl: `De afbeelding is niet compleet: ${someOf(damage).nl} staan niet in het bestand.`,
  }),
  'parts-empty': (damage) => ({
    en: `The image has holes: ${someOf(damage).en} are empty.`,
    nl: `De afbeelding heeft gaten: ${someOf(damage).nl} zijn leeg.`,
  }),
  'parts-overlap': (damage) => ({
    en: `The file is mixed up: ${someOf(damage).en} lie where other data is.`,
    nl: `Het bestand is door elkaar geraakt: ${someOf(damage).nl} liggen op de plaats van andere gegevens.`,
  }),
};

function sentenceOf<D extends TiffDamage>(damage: D): Message {
  const say = SENTENCES[damage.kind] as (damage: D) => Message;
  return say(damage);
}
