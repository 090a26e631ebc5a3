/** What a person sees of a log line: nothing, unless something went wrong. */
export function describeLogLine(line: string): string | undefined {
  const entry = parseEntry(line);
  if (!entry || entry.level < ERROR) return undefined;
  const because = entry.err?.message && entry.err.message !== entry.msg ? ` (${entry.err.message})` : '';
  return `${entry.msg ?? 'Something went wrong'}${because}`;
}

/** Says each thing once a minute at most, so that a fault that repeats does not bury the rest. */
export function createSay(write: (line: string) => void): (line: string) => void {
  const said = new Map<string, number>();
  return (line) => {
    const now = Date.now();
    if (now - (said.get(line) ?? 0) < QUIET_MS) return;
    if (said.size > 1_000) said.clear();
    said.set(line, now);
    write(line);
  };
}

/** pino's number for an error. */
const ERROR = 50;
const QUIET_MS = 60_000;

interface Entry {
  readonly level: number;
  readonly msg?: string;
  readonly err?: { readonly message?: string };
}

function parseEntry(line: string): Entry | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const entry: unknown = JSON.parse(line);
    return isEntry(entry) ? entry : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && 'level' in value && typeof value.level === 'number';
}
