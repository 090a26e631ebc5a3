import { isAcceptable } from '../../../model/finding.ts';
import type { Language } from '../language.ts';
import { formatBar, formatTimeLeft } from '../progress-words.ts';
import { createScreen, type ScreenOptions } from '../screen.ts';
import type { CheckedFile } from './check-file.ts';
import { bytesIn, WORDS } from './words.ts';

/** What a check tells while it works, on standard error. */
export interface CheckProgress {
  file(
    name: string,
    sizeBytes: number,
  ): {
    /** Bytes read for the digest, from the beginning of the file. */
    read(bytes: number): void;
    ended(file: CheckedFile): void;
  };
  /** Takes away the lines that change in place. */
  close(): void;
}

export interface CheckProgressOptions extends ScreenOptions {
  readonly totalFiles: number;
  readonly totalBytes: number;
  readonly language: Language;
}

const BAR_CELLS = 20;

/** A progress for one check: the files that are under way, a bar over all bytes, and how long it will still take. */
export function createCheckProgress(options: CheckProgressOptions): CheckProgress {
  const { totalFiles, totalBytes, language, now } = options;
  const words = WORDS[language];
  const screen = createScreen(options);
  const underway = new Map<string, { sizeBytes: number; read: number }>();
  const done = { files: 0, bytes: 0, bad: 0 };
  const startedAt = now();

  if (totalFiles > 0) screen.say(words.begins(totalFiles, bytesIn(totalBytes, language)));

  function lines(): string[] {
    const names = [...underway.keys()].join(', ');
    // A digest is the shorter half of the work on a file.
    const half = [...underway.values()].reduce((sum, { read }) => sum + read / 2, 0);
    const bytes = done.bytes + half;
    const fraction = totalBytes === 0 ? 1 : bytes / totalBytes;
    const seconds = (now() - startedAt) / 1000;
    const left = seconds < 1 || bytes === 0 ? Number.NaN : (seconds * (totalBytes - bytes)) / bytes;
    const parts = [
      `${formatBar(fraction, BAR_CELLS)} ${words.ofFiles(done.files, totalFiles)}`,
      words.ofBytes(bytesIn(done.bytes, language), bytesIn(totalBytes, language)),
      ...(done.bad > 0 ? [words.withErrors(done.bad)] : []),
      ...(Number.isFinite(left) ? [words.left(formatTimeLeft(left))] : []),
    ];
    return [...(names === '' ? [] : [`  ${names}`]), `  ${parts.join(', ')}`];
  }

  return Object.freeze({
    file(name: string, sizeBytes: number) {
      const file = { sizeBytes, read: 0 };
      underway.set(name, file);
      screen.show(lines);
      return {
        read(bytes: number) {
          file.read = Math.min(bytes, sizeBytes);
          screen.show(lines);
        },
        ended(checked: CheckedFile) {
          underway.delete(name);
          done.files += 1;
          done.bytes += sizeBytes;
          if (checked.trouble !== null || !isAcceptable(checked.findings)) done.bad += 1;
          screen.show(lines);
        },
      };
    },
    close: screen.clear,
  });
}
