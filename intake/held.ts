import type { Message } from '../model/finding.ts';
import type { Held, HeldReason } from '../model/station-watch.ts';

type Sentence = (one: string, two: string, three: string) => Message;

/** What comes right by itself, as long as a program goes on writing. */
const PATIENT: readonly HeldReason[] = ['unfinished', 'unsteady', 'incomplete'];

const PUT = {
  en: 'Put it into a folder that is named after its item.',
  nl: 'Zet het in een map die naar het object genoemd is.',
};

const SENTENCES: Readonly<Record<HeldReason, Sentence>> = {
  unfinished: () => ({
    en: 'By its name another program still writes it. It is sent when it has been renamed; if nothing writes it any more, rename it or take it away.',
    nl: 'Volgens de naam schrijft een ander programma er nog aan. Het wordt verstuurd zodra het hernoemd is; schrijft er niets meer aan, hernoem het dan of haal het weg.',
  }),
  unsteady: () => ({
    en: 'It keeps changing. It is sent when the program that writes it has finished.',
    nl: 'Het blijft veranderen. Het wordt verstuurd zodra het programma dat het schrijft klaar is.',
  }),
  incomplete: () => ({
    en: 'It is not complete yet: the rest of it is waited for. If nothing writes it any more, copy it again from the camera or scanner.',
    nl: 'Het is nog niet compleet: er wordt op de rest gewacht. Schrijft er niets meer aan, kopieer het dan opnieuw van de camera of scanner.',
  }),
  empty: () => ({
    en: 'It is empty. Copy it again from the camera or scanner, or scan it again.',
    nl: 'Het is leeg. Kopieer het opnieuw van de camera of scanner, of scan het opnieuw.',
  }),
  double: (one, other) => ({
    en: `${one} and ${other} would be the same page. Leave one of them in the folder.`,
    nl: `${one} en ${other} zouden dezelfde pagina zijn. Laat een van de twee in de map.`,
  }),
  link: () => ({
    en: 'it is a symbolic link. Put the file itself in the folder.',
    nl: 'het is een symbolische koppeling. Zet het bestand zelf in de map.',
  }),
  'unknown-item': (reference) => ({
    en: `There is no item ${reference}. Make it in Recto, or correct the name.`,
    nl: `Er is geen object ${reference}. Maak het in Recto, of verbeter de naam.`,
  }),
  'no-reference': (folder) => ({
    en: `${folder} is the reference of no item.`,
    nl: `${folder} is van geen enkel object het nummer.`,
  }),
  'off-pattern': (pattern) => ({
    en: `Its name is not as ${pattern}, so nothing says which item it belongs to. Rename it. ${PUT.en}`,
    nl: `De naam is niet als ${pattern}, dus niets zegt bij welk object het hoort. Hernoem het. ${PUT.nl}`,
  }),
  'nobody-says': () => ({
    en: `Nothing says which item it belongs to. ${PUT.en}`,
    nl: `Niets zegt bij welk object het hoort. ${PUT.nl}`,
  }),
  'before-watch': () => ({
    en: `It lay there before this watch began, so nobody can tell whose it is. ${PUT.en}`,
    nl: `Het lag er al voordat de map bewaakt werd, dus niemand weet waar het bij hoort. ${PUT.nl}`,
  }),
  'stand-changed': (station) => ({
    en: `What lies on the stand at ${station} was changed while it was written. ${PUT.en}`,
    nl: `Wat bij ${station} op de tafel ligt is verwisseld terwijl het werd geschreven. ${PUT.nl}`,
  }),
  'nothing-on-stand': (station) => ({
    en: `Nothing was on the stand at ${station} when it was written. ${PUT.en}`,
    nl: `Er lag niets op de tafel bij ${station} toen het werd geschreven. ${PUT.nl}`,
  }),
  'other-item': (was, now, station) => ({
    en: `It is in the place of a scan of ${was}, and ${now} is on the stand at ${station} now. ${PUT.en}`,
    nl: `Het staat op de plaats van een scan van ${was}, en nu ligt bij ${station} ${now} op de tafel. ${PUT.nl}`,
  }),
  unreadable: (code) => ({
    en: `It cannot be read (${code}). Is its disk still there, and may it be read?`,
    nl: `Het kan niet worden gelezen (${code}). Is de schijf er nog, en mag het gelezen worden?`,
  }),
  'folder-unreadable': (folder, code) => ({
    en: `The folder ${folder} cannot be read (${code}).`,
    nl: `De map ${folder} kan niet worden gelezen (${code}).`,
  }),
  unmovable: (code) => {
    const why = wordsOfSystem(code);
    return {
      en: `It was accepted, but cannot be moved to done/: ${why.en}.`,
      nl: `Het is goedgekeurd, maar kan niet naar done/ worden verplaatst: ${why.nl}.`,
    };
  },
  unnotable: (code) => {
    const why = wordsOfSystem(code);
    return {
      en: `It was rejected, but the note about it cannot be written: ${why.en}.`,
      nl: `Het is afgekeurd, maar de notitie erover kan niet worden geschreven: ${why.nl}.`,
    };
  },
  'not-sent': (detail) => ({ en: detail, nl: `Het is niet verstuurd. Het programma zegt: ${detail}` }),
  'not-judged': (detail) => ({
    en: `the server could not finish its work on it. ${detail}`.trim(),
    nl: `de server kon het werk eraan niet afmaken. ${detail}`.trim(),
  }),
};

/** What is wrong with a file that a watch holds back, and what to do. */
export function heldSentence({ reason, values }: Held): Message {
  const [one = '', two = '', three = ''] = values;
  return SENTENCES[reason](one, two, three);
}

/** Whether it waits for a person: it does not come right by itself. */
export function needsPerson(reason: HeldReason): boolean {
  return !PATIENT.includes(reason);
}

/** What the system says of a file that it will not write, in words where people need no code. */
export function wordsOfSystem(code: string): Message {
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  return isFull ? { en: 'the disk is full', nl: 'de schijf is vol' } : { en: code, nl: code };
}
