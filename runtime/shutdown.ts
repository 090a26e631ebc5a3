import type { Log } from './log.ts';

/** How a process ends: every part that was opened is closed, the last one first. */
export interface Shutdown {
  /** Names a part that stands now and has to be closed. Call it right after opening the part. */
  add(part: string, close: () => Promise<void> | void): void;
  /** Ends the process. Called again it does nothing. */
  begin(reason: string, exitCode?: number): Promise<void>;
}

const DEADLINE_MS = 30_000;

export interface ShutdownOptions {
  readonly log: Log;
  readonly deadlineMs?: number;
  /**
   * Of a child that its parent ends when its time has come: signals, which a terminal or a service manager sends to
   * all processes at once, mean nothing to it.
   */
  readonly byParent?: boolean;
}

/**
 * Ends the process on SIGTERM, SIGINT, when its parent goes away (IPC `disconnect`), and on an error that
 * nobody caught. Exit code 0: everything was closed; 1: a part failed, was too slow (deadline in
 * milliseconds), or an error was the reason. A second signal ends it at once.
 */
export function onShutdown(options: ShutdownOptions): Shutdown {
  const { log, deadlineMs = DEADLINE_MS, byParent = false } = options;
  const parts: { name: string; close: () => Promise<void> | void }[] = [];
  let begun = false;
  let closing = '';

  async function closeAll(): Promise<boolean> {
    let clean = true;
    for (const part of parts.splice(0).reverse()) {
      closing = part.name;
      try {
        await part.close();
        log.debug({ part: part.name }, 'closed');
      } catch (error) {
        clean = false;
        log.error({ part: part.name, err: error }, 'could not be closed');
      }
    }
    return clean;
  }

  async function begin(reason: string, exitCode = 0): Promise<void> {
    if (begun) return;
    begun = true;
    log.info({ reason }, 'stopping');
    setTimeout(() => {
      log.error({ part: closing, deadlineMs }, 'did not stop in time');
      process.exit(1);
    }, deadlineMs).unref();
    const clean = await closeAll();
    log.info('stopped');
    process.exit(clean ? exitCode : 1);
  }

  function onSignal(signal: NodeJS.Signals): void {
    if (byParent) return;
    if (begun) process.exit(1);
    void begin(signal);
  }

  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  process.on('disconnect', () => void begin('the parent process went away'));
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'an error that nobody caught');
    void begin('an error that nobody caught', 1);
  });
  return Object.freeze({
    add(part: string, close: () => Promise<void> | void) {
      parts.push({ name: part, close });
    },
    begin,
  });
}
