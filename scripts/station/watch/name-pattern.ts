import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { namesItem } from '../../../intake/item-of-name.ts';
import { profileOfServer } from '../choose-profile.ts';

/** A curator changes it a few times a year; who waits for it starts the watch anew. */
const ASK_AGAIN_MS = 5 * 60_000;

/** By which pattern the names of files say which item they belong to; undefined where they do not. */
export type NamePattern = () => string | undefined;

interface PatternOptions {
  readonly server: string;
  readonly token: string;
  readonly stateDir: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  /** Tests shorten it. */
  readonly askAgainMs?: number;
}

/**
 * The name pattern of the profile that the server judges by where nothing else is said, as far as its names have an
 * item in them. It is asked for again now and then; where the server does not answer, what it said last holds.
 */
export async function patternOfServer(options: PatternOptions): Promise<NamePattern> {
  let pattern = await ask(options);
  void keepAsking(options, (now) => {
    if (now === pattern) return;
    pattern = now;
    options.say(
      `By the server's profile, a file is named after its item ${now === undefined ? 'no more' : `as ${now}`}.`,
    );
  });
  return () => pattern;
}

async function ask({ server, token, stateDir, signal }: PatternOptions): Promise<string | undefined> {
  const from = { server, token, asked: '', dir: join(stateDir, 'profiles') };
  // A server without a default profile says nothing of names.
  const chosen = await profileOfServer(from, { language: 'en', signal }).catch(() => undefined);
  const pattern = chosen?.profile.namePattern ?? undefined;
  return pattern !== undefined && namesItem(pattern) ? pattern : undefined;
}

async function keepAsking(
  options: PatternOptions,
  told: (pattern: string | undefined) => void,
): Promise<void> {
  const { signal, askAgainMs = ASK_AGAIN_MS } = options;
  while (!signal.aborted) {
    const isOver = await pause(askAgainMs, false, { signal, ref: false }).catch(() => true);
    if (!isOver) told(await ask(options));
  }
}
