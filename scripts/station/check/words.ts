import type { Region } from '../../../model/finding.ts';
import type { Language } from '../language.ts';
import { formatBytes } from '../progress-words.ts';

/** What a check says beside the sentences of findings. */
interface Words {
  readonly begins: (total: number, bytes: string) => string;
  readonly ofFiles: (done: number, total: number) => string;
  readonly ofBytes: (done: string, total: string) => string;
  readonly withErrors: (count: number) => string;
  readonly left: (time: string) => string;
  readonly against: (profile: string) => string;
  readonly noFolder: (dir: string) => string;
  readonly noScans: (dir: string) => string;
  readonly unfinished: (name: string) => string;
  readonly leftAlone: (names: string) => string;
  readonly samePage: (one: string, other: string) => string;
  /** Before the sentence of a warning; one of an error needs none. */
  readonly warning: string;
  readonly rows: (from: string, to: string, of: string) => string;
  readonly columns: (from: string, to: string, of: string) => string;
  readonly box: (region: Readonly<Record<keyof Region, string>>) => string;
  readonly allGood: (total: string) => string;
  readonly someGood: (good: string, total: string) => string;
  readonly sums: (count: { warned: number; wrong: number; unread: number }) => string[];
  /** How often each rule spoke. */
  readonly byRule: (counts: string) => string;
  readonly took: (bytes: string, time: string) => string;
  readonly stopped: string;
}

const s = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;

export const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    begins: (total, bytes) => `Checking ${s(total, 'file', 'files')}, ${bytes}.`,
    ofFiles: (done, total) => `${done} of ${s(total, 'file', 'files')}`,
    ofBytes: (done, total) => `${done} of ${total}`,
    withErrors: (count) => `${count} with errors`,
    left: (time) => `${time} left`,
    against: (profile) => `Checked against: ${profile}`,
    noFolder: (dir) => `The folder ${dir} cannot be read.`,
    noScans: (dir) => `There are no scans in ${dir}.`,
    unfinished: (name) => `${name} is still being written by another program: left alone.`,
    leftAlone: (names) => `Not scans, left alone: ${names}.`,
    samePage: (one, other) => `${one} and ${other} would be the same page. Leave one of them in the folder.`,
    warning: 'Warning:',
    rows: (from, to, of) => `Where: lines ${from} to ${to} of ${of}, from the top`,
    columns: (from, to, of) => `Where: columns ${from} to ${to} of ${of}, from the left`,
    box: ({ x, y, width, height }) =>
      `Where: ${width} × ${height} pixels, ${x} from the left and ${y} from the top`,
    allGood: (total) => (total === '1' ? 'The scan is good.' : `All ${total} scans are good.`),
    someGood: (good, total) => `${good} of ${total} ${total === '1' ? 'scan is' : 'scans are'} good`,
    sums: ({ warned, wrong, unread }) => [
      ...(warned > 0 ? [`${warned} of them with a warning`] : []),
      ...(wrong > 0 ? [`${wrong} with errors`] : []),
      ...(unread > 0 ? [`${unread} not checked`] : []),
    ],
    byRule: (counts) => `Findings by rule: ${counts}.`,
    took: (bytes, time) => `${bytes} in ${time}.`,
    stopped: 'Stopped. Nothing was changed; give the same command again to check the folder.',
  },
  nl: {
    begins: (total, bytes) => `${s(total, 'bestand wordt', 'bestanden worden')} gecontroleerd, ${bytes}.`,
    ofFiles: (done, total) => `${done} van ${s(total, 'bestand', 'bestanden')}`,
    ofBytes: (done, total) => `${done} van ${total}`,
    withErrors: (count) => `${count} met fouten`,
    left: (time) => `nog ${time}`,
    against: (profile) => `Gecontroleerd volgens: ${profile}`,
    noFolder: (dir) => `De map ${dir} kan niet worden gelezen.`,
    noScans: (dir) => `Er zijn geen scans in ${dir}.`,
    unfinished: (name) => `${name} wordt nog geschreven door een ander programma: overgeslagen.`,
    leftAlone: (names) => `Geen scans, overgeslagen: ${names}.`,
    samePage: (one, other) => `${one} en ${other} zouden dezelfde pagina zijn. Laat er één in de map staan.`,
    warning: 'Let op:',
    rows: (from, to, of) => `Waar: regel ${from} tot en met ${to} van ${of}, van boven`,
    columns: (from, to, of) => `Waar: kolom ${from} tot en met ${to} van ${of}, van links`,
    box: ({ x, y, width, height }) => `Waar: ${width} × ${height} pixels, ${x} van links en ${y} van boven`,
    allGood: (total) => (total === '1' ? 'De scan is goed.' : `Alle ${total} scans zijn goed.`),
    someGood: (good, total) => `${good} van ${total} ${total === '1' ? 'scan is' : 'scans zijn'} goed`,
    sums: ({ warned, wrong, unread }) => [
      ...(warned > 0 ? [`waarvan ${warned} met een waarschuwing`] : []),
      ...(wrong > 0 ? [`${wrong} met fouten`] : []),
      ...(unread > 0 ? [`${unread} niet gecontroleerd`] : []),
    ],
    byRule: (counts) => `Bevindingen per regel: ${counts}.`,
    took: (bytes, time) => `${bytes} in ${time}.`,
    stopped: 'Gestopt. Er is niets veranderd; geef dezelfde opdracht nog eens om de map te controleren.',
  },
};

/** Bytes as people say them in their language: `1.2 GB`, `1,2 GB`. */
export function bytesIn(bytes: number, language: Language): string {
  const text = formatBytes(bytes);
  return language === 'nl' ? text.replace('.', ',') : text;
}
