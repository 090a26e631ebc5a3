import { RULE_NAMES, type RuleName } from '../model/capture-profile.ts';
import type { Message } from '../model/finding.ts';
import type { RulesView } from '../model/profile.ts';
import { PRESETS } from './presets.ts';
import { ownSeverityOf } from './rules/table.ts';
import { COMPRESSION_NAMES, PHOTOMETRIC_NAMES } from './tiff-names.ts';

interface Words {
  readonly title: Message;
  readonly looksAt: Message;
}

const said = (title: readonly [string, string], looksAt: readonly [string, string]): Words => ({
  title: { en: title[0], nl: title[1] },
  looksAt: { en: looksAt[0], nl: looksAt[1] },
});

/** What every rule is called, and what it looks at. */
const RULE_WORDS: Readonly<Record<RuleName, Words>> = Object.freeze({
  digest: said(
    ['Checksum', 'Controlegetal'],
    [
      'Whether the stored bytes are those that were sent.',
      'Of de opgeslagen bytes die zijn die verstuurd werden.',
    ],
  ),
  empty: said(['Not empty', 'Niet leeg'], ['Whether the file has any bytes.', 'Of het bestand bytes heeft.']),
  bytes: said(
    ['Size of the file', 'Grootte van het bestand'],
    [
      'Whether it has as many bytes as a scan must have.',
      'Of het zoveel bytes heeft als een scan moet hebben.',
    ],
  ),
  name: said(['Name', 'Naam'], ['Whether its name follows the pattern.', 'Of de naam het patroon volgt.']),
  format: said(
    ['Format', 'Formaat'],
    [
      'What it is by its content, whatever its name says.',
      'Wat het naar zijn inhoud is, wat de naam ook zegt.',
    ],
  ),
  extension: said(
    ['Extension', 'Extensie'],
    [
      'Whether its name says the same format as its content.',
      'Of de naam hetzelfde formaat noemt als de inhoud.',
    ],
  ),
  structure: said(
    ['Structure', 'Structuur'],
    [
      'Whether everything that a TIFF points at lies inside the file: a copy that broke off does not.',
      'Of alles waarnaar een TIFF wijst binnen het bestand ligt: bij een afgebroken kopie niet.',
    ],
  ),
  pixels: said(
    ['Number of pixels', 'Aantal pixels'],
    ['Whether it claims more pixels than are accepted.', 'Of het meer pixels opgeeft dan aanvaard worden.'],
  ),
  pages: said(
    ['Pages in the file', 'Pagina’s in het bestand'],
    [
      'How many images it holds; reduced copies and masks do not count.',
      'Hoeveel beelden het bevat; verkleinde kopieën en maskers tellen niet.',
    ],
  ),
  compression: said(
    ['Compression', 'Compressie'],
    ['How its pixels are compressed.', 'Hoe de pixels gecomprimeerd zijn.'],
  ),
  bits: said(
    ['Bits per channel', 'Bits per kanaal'],
    ['How many bits a channel of a pixel has.', 'Hoeveel bits een kanaal van een pixel heeft.'],
  ),
  samples: said(
    ['Channels', 'Kanalen'],
    [
      'How many channels a pixel has: three in RGB, one in grey.',
      'Hoeveel kanalen een pixel heeft: drie bij RGB, één bij grijs.',
    ],
  ),
  photometric: said(
    ['Kind of colour', 'Soort kleur'],
    [
      'How colours are stored: RGB, grey, CMYK and so on.',
      'Hoe kleuren zijn opgeslagen: RGB, grijs, CMYK enzovoort.',
    ],
  ),
  icc: said(
    ['Colour profile', 'Kleurprofiel'],
    [
      'The name of the ICC profile inside, and whether there is one.',
      'De naam van het ICC-profiel erin, en of er een is.',
    ],
  ),
  ppi: said(
    ['Resolution', 'Resolutie'],
    ['The pixels per inch that the file claims.', 'De pixels per inch die het bestand opgeeft.'],
  ),
  orientation: said(
    ['Orientation', 'Oriëntatie'],
    ['Whether a note in the file says to turn it.', 'Of een aantekening in het bestand zegt het te draaien.'],
  ),
  decode: said(
    ['Every pixel', 'Elke pixel'],
    [
      'Whether every pixel can be decoded without so much as a warning.',
      'Of elke pixel gedecodeerd kan worden, zonder ook maar een waarschuwing.',
    ],
  ),
  bands: said(
    ['Bands', 'Banden'],
    [
      'Rows or columns that are all the same: data that was lost without an error.',
      'Rijen of kolommen die alle gelijk zijn: gegevens die zonder fout verloren gingen.',
    ],
  ),
  blank: said(
    ['Blank page', 'Lege pagina'],
    ['Whether there is anything to be seen.', 'Of er iets te zien is.'],
  ),
  'same-bytes': said(
    ['The same file', 'Hetzelfde bestand'],
    [
      'Whether another file, of this item or another, has the same bytes. In another item it is a warning at most.',
      'Of een ander bestand, van dit of een ander object, dezelfde bytes heeft. In een ander object hooguit een waarschuwing.',
    ],
  ),
  'near-duplicate': said(
    ['Scanned twice', 'Twee keer gescand'],
    [
      'Whether the page before or after it looks almost the same. Forms may, so it never keeps a scan out.',
      'Of de pagina ervoor of erna bijna hetzelfde is. Formulieren kunnen dat zijn, dus houdt het nooit een scan tegen.',
    ],
  ),
  outlier: said(
    ['Odd size', 'Afwijkend formaat'],
    [
      'Whether it is much larger or smaller than the other scans of its item.',
      'Of het veel groter of kleiner is dan de andere scans van het object.',
    ],
  ),
  'physical-size': said(
    ['Size of the original', 'Formaat van het origineel'],
    [
      'Whether pixels divided by resolution give the size that the original is said to have.',
      'Of pixels gedeeld door resolutie het formaat geven dat van het origineel bekend is.',
    ],
  ),
});

/** What a rule is called; its own name where it is one that is known no more. */
export function titleOfRule(rule: string): Message {
  const known = RULE_NAMES.find((name) => name === rule);
  return known === undefined ? { en: rule, nl: rule } : RULE_WORDS[known].title;
}

/** Every rule in the order in which people read the findings, and what can be asked for in a profile. */
export function describeRules(): RulesView {
  return {
    rules: RULE_NAMES.map((name) => ({
      name,
      ...RULE_WORDS[name],
      severity: ownSeverityOf(name),
      atMost: name === 'near-duplicate' ? 'warning' : 'error',
    })),
    formats: PRESETS.any.formats,
    compressions: COMPRESSION_NAMES,
    photometrics: PHOTOMETRIC_NAMES,
  };
}
