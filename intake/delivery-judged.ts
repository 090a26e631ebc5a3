import type { DeliveredFile } from '../model/batch.ts';
import type { Message } from '../model/finding.ts';
import type { RejectReason } from '../model/review.ts';
import type { SampleView } from '../model/sample.ts';

/** A scan of a delivery that a person rejected. */
export interface RejectedScan {
  /** Where it came to. */
  readonly path: string;
  readonly reason: RejectReason | null;
  readonly note: string | null;
  /** Whether its page has another scan by now. */
  readonly isRescanned: boolean;
}

/** A file with a wrong name that a person took out of a delivery. */
export type FileAside = Pick<DeliveredFile, 'path' | 'aside'>;

/** A sentence on a file. */
export interface ToldOf {
  readonly path: string;
  readonly said: Message;
}

/** What people said of the files of a delivery. */
export interface JudgedByPeople {
  /** By path. */
  readonly rejected: readonly RejectedScan[];
  /** By path. */
  readonly aside: readonly FileAside[];
  /** Newest first. */
  readonly samples: readonly Pick<
    SampleView,
    'percent' | 'perMille' | 'seed' | 'of' | 'items' | 'counts' | 'outcome' | 'settledAt'
  >[];
}

/** More numbers than anybody repeats a draw with by hand; the seed gives them all. */
const MOST_DRAWN = 200;

/** As the light table says them. */
const REASONS: Readonly<Record<RejectReason, Message>> = {
  unsharp: { en: 'not sharp', nl: 'niet scherp' },
  crooked: { en: 'crooked', nl: 'scheef' },
  cropped: { en: 'cut off', nl: 'afgesneden' },
  light: { en: 'too light or dark', nl: 'te licht of te donker' },
  colour: { en: 'colours off', nl: 'kleuren kloppen niet' },
  dirt: { en: 'dirt on it', nl: 'vuil erop' },
  'wrong-page': { en: 'wrong page', nl: 'verkeerde pagina' },
  'missing-page': { en: 'gap before it', nl: 'gat ervoor' },
  other: { en: 'something else', nl: 'iets anders' },
};

/** Why a scan was rejected, and what to do. */
function rejectionOf({ reason, note, isRescanned }: RejectedScan): Message {
  const todo = isRescanned
    ? { en: 'Its page was scanned again since.', nl: 'De pagina is sindsdien opnieuw gescand.' }
    : { en: 'Scan the page again.', nl: 'Scan de pagina opnieuw.' };
  const why = reason === null ? { en: '', nl: '' } : REASONS[reason];
  const said = note === null || note === '' ? '' : ` ${note}`;
  return {
    en: `Rejected${why.en && `: ${why.en}`}. ${todo.en}${said}`,
    nl: `Afgekeurd${why.nl && `: ${why.nl}`}. ${todo.nl}${said}`,
  };
}

/** What was done with a file that had a wrong name, by whom, and why. */
function asideOf({ aside }: FileAside): Message {
  const { became = null, by = '', reason = '' } = aside ?? {};
  const why = reason === '' ? '' : ` ${reason}`;
  if (became === null)
    return { en: `Set aside by ${by}.${why}`, nl: `Buiten de levering gelegd door ${by}.${why}` };
  return {
    en: `Taken by ${by} for ${became}. Give it that name.${why}`,
    nl: `Door ${by} opgevat als ${became}. Geef het die naam.${why}`,
  };
}

/** What people rejected, in two parts: what is still so, and what was scanned again since. Each with what is said of it. */
export function rejectedIn(judged: JudgedByPeople | undefined): {
  readonly still: readonly ToldOf[];
  readonly since: readonly ToldOf[];
} {
  const told = (wanted: boolean): ToldOf[] =>
    (judged?.rejected ?? [])
      .filter(({ isRescanned }) => isRescanned === wanted)
      .map((scan) => ({ path: scan.path, said: rejectionOf(scan) }));
  return { still: told(false), since: told(true) };
}

/** What people put right, with what is said of it. */
export function asideIn(judged: JudgedByPeople | undefined): readonly ToldOf[] {
  return (judged?.aside ?? []).map((file) => ({ path: file.path, said: asideOf(file) }));
}

/** A sample in sentences: how it was drawn, what it came to, and of which inventory numbers. */
export function sampleLines(sample: JudgedByPeople['samples'][number]): readonly Message[] {
  const { percent, perMille, seed, of, items, counts, outcome, settledAt } = sample;
  const drawn = items.slice(0, MOST_DRAWN).map(({ reference }) => reference);
  const more = items.length > drawn.length ? ' …' : '';
  const shares = {
    en: [percent.toLocaleString('en-GB'), perMille.toLocaleString('en-GB')],
    nl: [percent.toLocaleString('nl-NL'), perMille.toLocaleString('nl-NL')],
  };
  const lines: Message[] = [
    {
      en: `At least ${shares.en[0]} % of the files, ${shares.en[1]} per thousand tolerated: ${items.length} of ${of.items} inventory numbers, ${counts.files} of ${of.files} files, drawn with the seed ${seed}.`,
      nl: `Ten minste ${shares.nl[0]} % van de bestanden, ${shares.nl[1]} per duizend toegestaan: ${items.length} van ${of.items} inventarisnummers, ${counts.files} van ${of.files} bestanden, getrokken met de beginwaarde ${seed}.`,
    },
    outcome.arithmetic,
    {
      en: `Drawn: ${drawn.join(', ')}${more}`,
      nl: `Getrokken: ${drawn.join(', ')}${more}`,
    },
  ];
  if (settledAt === null)
    lines.push({ en: 'This sample is not settled yet.', nl: 'Deze steekproef is nog niet vastgesteld.' });
  return lines;
}
