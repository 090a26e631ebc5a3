import type { FileUse } from '../model/batch.ts';
import type { Message } from '../model/finding.ts';
import type { DeliveryReport } from './delivery-report.ts';
import { countIn } from './findings.ts';

/** What a report says beside the sentences of findings. */
export const REPORT_WORDS = Object.freeze({
  accepted: { en: 'Accepted', nl: 'Geaccepteerd' },
  returned: { en: 'Returned', nl: 'Retour' },
  delivery: { en: 'Delivery', nl: 'Levering' },
  table: { en: 'Concordance table', nl: 'Concordantietabel' },
  list: { en: 'List', nl: 'Lijst' },
  supplier: { en: 'Supplier', nl: 'Leverancier' },
  awaited: { en: 'Still awaited', nl: 'Nog verwacht' },
  undecided: { en: 'Not decided on yet', nl: 'Nog niet beoordeeld' },
  decided: { en: 'Decided on', nl: 'Beoordeeld op' },
  by: { en: 'By', nl: 'Door' },
  note: { en: 'Remark', nl: 'Opmerking' },
  checked: { en: 'Checked', nl: 'Gecontroleerd' },
  counts: { en: 'Counts by object', nl: 'Aantallen per object' },
  countsNote: {
    en: 'Files that are there under the name that the table gives them, of all that it names.',
    nl: 'Bestanden die er zijn onder de naam die de tabel noemt, van alle die zij noemt.',
  },
  object: { en: 'Object', nl: 'Object' },
  reference: { en: 'Inventory number', nl: 'Inventarisnummer' },
  errors: { en: 'Errors', nl: 'Fouten' },
  warnings: { en: 'Warnings', nl: 'Waarschuwingen' },
  all: { en: 'All', nl: 'Alle' },
  findings: { en: 'Findings', nl: 'Bevindingen' },
  findingsNote: {
    en: 'In the order of the lines of the table; what is of no line comes last.',
    nl: 'In de volgorde van de regels van de tabel; wat bij geen regel hoort, staat achteraan.',
  },
  noFindings: { en: 'Nothing was found wrong.', nl: 'Er is niets fout gevonden.' },
  rejectedScans: { en: 'Rejected by the archive', nl: 'Afgekeurd door het archief' },
  rejectedNote: {
    en: 'Scans that came, and that people looked at and rejected.',
    nl: 'Scans die gekomen zijn, en die bekeken en afgekeurd zijn.',
  },
  rescanned: {
    en: 'Rejected by the archive, and scanned again since',
    nl: 'Afgekeurd door het archief, en sindsdien opnieuw gescand',
  },
  rescannedNote: {
    en: 'Scans that were rejected, and in whose place another has come. They count for the quality of the delivery.',
    nl: 'Scans die afgekeurd zijn, en waarvoor een andere gekomen is. Zij tellen mee voor de kwaliteit van de levering.',
  },
  rejected: { en: 'Rejected', nl: 'Afgekeurd' },
  filesAside: { en: 'Put right by the archive', nl: 'Rechtgezet door het archief' },
  asideNote: {
    en: 'Files that came under wrong names, and what was done with them. They count in none of the findings.',
    nl: 'Bestanden die onder verkeerde namen kwamen, en wat ermee gedaan is. Zij tellen in de bevindingen niet mee.',
  },
  putRight: { en: 'Put right', nl: 'Rechtgezet' },
  done: { en: 'What was done', nl: 'Wat er gedaan is' },
  samples: { en: 'Samples', nl: 'Steekproeven' },
  line: { en: 'Line', nl: 'Regel' },
  kind: { en: 'Kind', nl: 'Soort' },
  error: { en: 'Error', nl: 'Fout' },
  warning: { en: 'Warning', nl: 'Waarschuwing' },
  rule: { en: 'Rule', nl: 'Controle' },
  what: { en: 'What is wrong, and what to do', nl: 'Wat er mis is, en wat te doen' },
  file: { en: 'File', nl: 'Bestand' },
  value: { en: 'Found', nl: 'Gevonden' },
  expected: { en: 'Expected', nl: 'Verwacht' },
  none: { en: 'none', nl: 'geen' },
} satisfies Record<string, Message>);

export const USE_WORDS: Readonly<Record<FileUse, Message>> = Object.freeze({
  master: { en: 'Masters', nl: 'Masters' },
  level1: { en: 'Level 1', nl: 'Level 1' },
  text: { en: 'Texts', nl: 'Teksten' },
});

const PLACES = {
  above: { en: 'above', nl: 'hierboven' },
  below: { en: 'below', nl: 'hieronder' },
} satisfies Record<string, Message>;

/**
 * The verdict as a sentence, with what is asked of the supplier.
 *
 * @param findingsAre where the findings stand as seen from the sentence.
 */
export function verdictOf(report: DeliveryReport, findingsAre: keyof typeof PLACES): Message {
  const { verdict, errors, warnings, isCompared, findings, decision, awaited = 0 } = report;
  if (awaited > 0) return soFar(awaited, errors);
  if (decision && decision.verdict !== verdict) return againstFindings(decision.verdict, errors);
  if (verdict === 'accepted') return agrees(warnings);
  if (!isCompared) {
    return {
      en: 'The table cannot be used, so no file was looked at. Correct the table, and deliver again.',
      nl: 'De tabel is niet te gebruiken; daarom is naar geen enkel bestand gekeken. Verbeter de tabel en lever opnieuw.',
    };
  }
  const lines = new Set(findings.filter(({ severity }) => severity === 'error').map(({ line }) => line));
  lines.delete(null);
  const [many, on] = [countIn(errors), countIn(lines.size)];
  return {
    en: `There ${errors === 1 ? 'is 1 error' : `are ${many.en} errors`}, on ${lines.size === 1 ? '1 line' : `${on.en} lines`} of the table. Correct what is said ${PLACES[findingsAre].en}, and deliver again.`,
    nl: `Er ${errors === 1 ? 'is 1 fout' : `zijn ${many.nl} fouten`}, op ${lines.size === 1 ? '1 regel' : `${on.nl} regels`} van de tabel. Verbeter wat ${PLACES[findingsAre].nl} staat en lever opnieuw.`,
  };
}

/** Nobody is asked to deliver again what is still on its way. */
function soFar(awaited: number, errors: number): Message {
  const [many, wrong] = [countIn(awaited), countIn(errors)];
  const coming = {
    en: `${awaited === 1 ? '1 file is' : `${many.en} files are`} still awaited.`,
    nl: `${awaited === 1 ? '1 bestand wordt' : `${many.nl} bestanden worden`} nog verwacht.`,
  };
  if (errors === 0) {
    return {
      en: `${coming.en} There is no error in what there is so far.`,
      nl: `${coming.nl} In wat er tot nu toe is, zit geen fout.`,
    };
  }
  return {
    en: `${coming.en} There ${errors === 1 ? 'is 1 error' : `are ${wrong.en} errors`} in what there is so far.`,
    nl: `${coming.nl} In wat er tot nu toe is, ${errors === 1 ? 'zit 1 fout' : `zitten ${wrong.nl} fouten`}.`,
  };
}

function agrees(warnings: number): Message {
  if (warnings === 0) {
    return {
      en: 'The delivery agrees with its table in every respect.',
      nl: 'De levering stemt in alle opzichten overeen met de tabel.',
    };
  }
  const [is, zijn] = warnings === 1 ? ['is', 'is'] : ['are', 'zijn'];
  const many = countIn(warnings);
  return {
    en: `The delivery agrees with its table. There ${is} ${many.en} warning${warnings === 1 ? '' : 's'} to look at.`,
    nl: `De levering stemt overeen met de tabel. Er ${zijn} ${many.nl} waarschuwing${warnings === 1 ? '' : 'en'} om naar te kijken.`,
  };
}

/** A person may decide otherwise than the rules would. */
function againstFindings(verdict: DeliveryReport['verdict'], errors: number): Message {
  if (verdict === 'returned') {
    return {
      en: 'The delivery agrees with its list, and is returned for another reason: see the remark.',
      nl: 'De levering stemt overeen met de lijst en gaat om een andere reden retour: zie de opmerking.',
    };
  }
  const many = countIn(errors);
  return {
    en: `The delivery is accepted although there ${errors === 1 ? 'is 1 error' : `are ${many.en} errors`}: see the remark.`,
    nl: `De levering is geaccepteerd, hoewel er ${errors === 1 ? '1 fout is' : `${many.nl} fouten zijn`}: zie de opmerking.`,
  };
}

/** Under which word a report stands: what was decided; where nobody is going to decide, what the rules say. */
export function standingOf({ verdict, decision }: DeliveryReport): 'accepted' | 'returned' | 'undecided' {
  if (decision === undefined) return verdict;
  return decision === null ? 'undecided' : decision.verdict;
}

const LOCALES = { en: 'en-GB', nl: 'nl-NL' } as const;

/** A moment by the clock of where the report is written, which it names: suppliers are elsewhere. */
export function timeOf(at: number, language: keyof typeof LOCALES): string {
  return new Date(at).toLocaleString(LOCALES[language], {
    ...{ year: 'numeric', month: 'long', day: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
  });
}
