/** Lines for a person: some that stay, and below them some that change in place where the screen can do that. */
export interface Screen {
  /** A line that stays. */
  say(line: string): void;
  /** The lines that change; not drawn more often than eyes or logs can take, unless forced. */
  show(lines: () => readonly string[], force?: boolean): void;
  /** Takes away the lines that change. */
  clear(): void;
}

export interface ScreenOptions {
  readonly write: (text: string) => void;
  /** Can move its cursor. */
  readonly terminal: boolean;
  /** Columns. */
  readonly width: () => number;
  readonly now: () => number;
}

const REDRAW_MS = 120;
const PLAIN_EVERY_MS = 5_000;

/** A screen; elsewhere than on a terminal only the last of the changing lines is written, now and then. */
export function createScreen(options: ScreenOptions): Screen {
  const { write, terminal, now } = options;
  let drawn: readonly string[] = [];
  let drawnAt = now();

  function clear(): void {
    if (drawn.length > 0) write(`\x1b[${drawn.length}A\x1b[0J`);
  }

  function draw(): void {
    const width = Math.max(20, options.width() - 1);
    write(drawn.map((line) => `${line.slice(0, width)}\n`).join(''));
  }

  return Object.freeze({
    say(line: string) {
      clear();
      write(`${line}\n`);
      draw();
    },
    show(lines: () => readonly string[], force = false) {
      if (!force && now() - drawnAt < (terminal ? REDRAW_MS : PLAIN_EVERY_MS)) return;
      drawnAt = now();
      if (!terminal) {
        write(`${lines().at(-1) ?? ''}\n`);
        return;
      }
      clear();
      drawn = lines();
      draw();
    },
    clear() {
      clear();
      drawn = [];
    },
  });
}
