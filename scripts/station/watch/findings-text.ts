import type { FileSeen } from '../client.ts';
import type { Language } from '../language.ts';

interface Words {
  readonly title: (name: string) => string;
  readonly error: string;
  readonly warning: string;
  readonly todo: (name: string) => string;
  readonly digest: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    title: (name) => `${name} was rejected. Recto has not taken it in.`,
    error: 'Wrong',
    warning: 'Note',
    todo: (name) =>
      `What to do: put a good scan in its place, under the same name (${name}). It is then sent by itself, and this note goes away.`,
    digest: 'Digest (SHA-256) of the file that was judged:',
  },
  nl: {
    title: (name) => `${name} is afgekeurd. Recto heeft deze scan niet opgenomen.`,
    error: 'Fout',
    warning: 'Let op',
    todo: (name) =>
      `Wat te doen: zet een goede scan onder dezelfde naam (${name}) in deze map. Die wordt dan vanzelf verstuurd, en dit briefje verdwijnt.`,
    digest: 'Controlegetal (SHA-256) van het beoordeelde bestand:',
  },
};

/** What was judged, and what was found. */
export type Judged = Pick<FileSeen, 'sha256' | 'findings'>;

/** The note that is put beside a rejected scan: a line for each finding, errors first, and what to do. */
export function findingsText(name: string, judged: Judged, language: Language): string {
  const words = WORDS[language];
  const lineOf = ({ severity, message }: FileSeen['findings'][number]) =>
    `- ${severity === 'error' ? words.error : words.warning}: ${message[language]}`;
  const ofSeverity = (wanted: string) => judged.findings.filter(({ severity }) => severity === wanted);
  const lines = [...ofSeverity('error'), ...ofSeverity('warning')].map(lineOf);
  return [words.title(name), '', ...lines, '', words.todo(name), `${words.digest} ${judged.sha256}`, ''].join(
    '\n',
  );
}
