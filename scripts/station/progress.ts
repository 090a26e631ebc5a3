import { describeFiles, describeRun, type Moving } from './progress-words.ts';
import { createScreen, type ScreenOptions } from './screen.ts';

/** What a station tells while it works, on standard error. */
export interface Progress {
  say(line: string): void;
  file(name: string, sizeBytes: number): FileProgress;
  /** Everything is sent; the server works on it. */
  waiting(ready: number, total: number): void;
  /** Takes away the lines that change in place. */
  close(): void;
}

/** The progress of one file. */
export interface FileProgress {
  /** Bytes read for the digest. */
  read(bytes: number): void;
  /** Bytes sent, from the beginning of the file. */
  sent(bytes: number): void;
  /** It goes on from there, in bytes, instead of beginning again. */
  resumed(bytes: number): void;
  ended(how: string): void;
}

export interface ProgressOptions extends ScreenOptions {
  readonly totalBytes: number;
  readonly totalFiles: number;
}

/** A progress for one run. */
export function createProgress(options: ProgressOptions): Progress {
  const { now, totalFiles, totalBytes } = options;
  const screen = createScreen(options);
  const moving = new Set<Moving>();
  const startedAt = now();
  const done = { files: 0, bytes: 0 };

  function lines(): string[] {
    const files = [...moving];
    const underway = files.reduce((sum, file) => sum + (file.phase === 'sending' ? file.bytes : 0), 0);
    const run = {
      doneFiles: done.files,
      totalFiles,
      sentBytes: done.bytes + underway,
      totalBytes,
      seconds: (now() - startedAt) / 1000,
    };
    return [...describeFiles(files, now()), `  ${describeRun(run)}`];
  }

  function end(file: Moving, how: string): void {
    moving.delete(file);
    done.files += 1;
    done.bytes += file.sizeBytes;
    screen.say(`${file.name}: ${how}`);
  }

  let waited = '';
  return Object.freeze({
    say: screen.say,
    file(name: string, sizeBytes: number) {
      const file: Moving = { name, sizeBytes, phase: 'hashing', bytes: 0, from: undefined, fromAt: now() };
      moving.add(file);
      return followFile(file, { screen, lines, now, end: (how) => end(file, how) });
    },
    waiting(ready: number, total: number) {
      const line = `  Checking and cutting tiles: ${ready} of ${total} ready`;
      if (line !== waited) screen.show(() => [line], true);
      waited = line;
    },
    close: screen.clear,
  });
}

function followFile(
  file: Moving,
  on: {
    readonly screen: ReturnType<typeof createScreen>;
    readonly lines: () => string[];
    readonly now: () => number;
    readonly end: (how: string) => void;
  },
): FileProgress {
  return {
    read(bytes) {
      Object.assign(file, { phase: 'hashing', bytes, from: undefined });
      on.screen.show(on.lines);
    },
    sent(bytes) {
      if (file.from === undefined) {
        Object.assign(file, { phase: 'sending', from: bytes, fromAt: on.now() });
      }
      file.bytes = bytes;
      on.screen.show(on.lines);
    },
    resumed(bytes) {
      const percent = Math.floor((bytes / file.sizeBytes) * 100);
      on.screen.say(`${file.name}: going on at ${percent}%, where it stopped.`);
    },
    ended: on.end,
  };
}
