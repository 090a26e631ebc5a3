import type { RenderingKind, RenderingState } from '../../model/rendering.ts';
import type { PageLanguage } from './view-words.ts';

/** How far a file is, for somebody who asks for it. */
export interface Making {
  readonly kind: RenderingKind;
  readonly state: Exclude<RenderingState, 'ready'>;
  readonly pagesDone: number;
  readonly pagesTotal: number;
  /** How long it should still take; null where nobody knows. */
  readonly secondsLeft: number | null;
  /** How many files are to be made before it. */
  readonly before: number;
}

interface Words {
  readonly title: (kind: string) => string;
  readonly failedTitle: (kind: string) => string;
  readonly failed: (kind: string) => string;
  readonly due: (kind: string, before: number) => string;
  readonly making: (kind: string, done: number, total: number, left: string) => string;
  readonly left: (seconds: number | null) => string;
}

const ENGLISH: Words = {
  title: (kind) => `The ${kind} is being made`,
  failedTitle: (kind) => `The ${kind} could not be made`,
  failed: (kind) => `The ${kind} could not be made. The institution sees that, and can have it made again.`,
  due: (kind, before) =>
    before === 0
      ? `The ${kind} is the next that is made. Try again in a minute.`
      : `${before === 1 ? 'One file is' : `${before} files are`} made before this ${kind}. Try again in a while.`,
  making: (kind, done, total, left) => `The ${kind} is being made: page ${done} of ${total}${left}.`,
  left: (seconds) => {
    if (seconds === null) return '';
    if (seconds < 50) return ', ready in less than a minute';
    const minutes = Math.round(seconds / 60);
    return `, ready in about ${minutes <= 1 ? 'a minute' : `${minutes} minutes`}`;
  },
};

const DUTCH: Words = {
  title: (kind) => `De ${kind} wordt gemaakt`,
  failedTitle: (kind) => `De ${kind} kon niet worden gemaakt`,
  failed: (kind) =>
    `De ${kind} kon niet worden gemaakt. De instelling ziet dat, en kan hem opnieuw laten maken.`,
  due: (kind, before) =>
    before === 0
      ? `De ${kind} is als volgende aan de beurt. Probeer het over een minuut opnieuw.`
      : `Er ${before === 1 ? 'gaat één bestand' : `gaan ${before} bestanden`} voor deze ${kind}. Probeer het later opnieuw.`,
  making: (kind, done, total, left) => `De ${kind} wordt gemaakt: pagina ${done} van ${total}${left}.`,
  left: (seconds) => {
    if (seconds === null) return '';
    if (seconds < 50) return ', klaar binnen een minuut';
    const minutes = Math.round(seconds / 60);
    return `, klaar over ongeveer ${minutes <= 1 ? 'een minuut' : `${minutes} minuten`}`;
  },
};

/** What somebody is told who asks for a file that is not there yet. */
export function sayMaking(making: Making, language: PageLanguage): { title: string; detail: string } {
  const words = language === 'nl' ? DUTCH : ENGLISH;
  const kind = making.kind.toUpperCase();
  if (making.state === 'failed') return { title: words.failedTitle(kind), detail: words.failed(kind) };
  const isBegun = making.state === 'making' && making.pagesTotal > 0;
  const detail = isBegun
    ? words.making(kind, making.pagesDone, making.pagesTotal, words.left(making.secondsLeft))
    : words.due(kind, making.before);
  return { title: words.title(kind), detail };
}
