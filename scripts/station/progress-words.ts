/** Where one file has got to. */
export interface Moving {
  readonly name: string;
  readonly sizeBytes: number;
  phase: 'hashing' | 'sending';
  bytes: number;
  /** Where sending began in this run; undefined before. */
  from: number | undefined;
  /** When, in milliseconds. */
  fromAt: number;
}

/** Where a whole run has got to. */
export interface RunSoFar {
  readonly doneFiles: number;
  readonly totalFiles: number;
  readonly sentBytes: number;
  readonly totalBytes: number;
  readonly seconds: number;
}

const BAR_CELLS = 20;
const NAME_CELLS = 32;

/** Bytes as people say them: `1.2 GB`. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)));
  const value = bytes / 1000 ** step;
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[step]}`;
}

/** A time still to go, as people say it: `45 s`, `3 min`, `1 h 20 min`. */
export function formatTimeLeft(seconds: number): string {
  if (!Number.isFinite(seconds)) return '…';
  if (seconds < 90) return `${Math.max(1, Math.ceil(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A bar of `cells` characters. */
export function formatBar(fraction: number, cells: number): string {
  const full = Math.round(Math.min(1, Math.max(0, fraction)) * cells);
  return '█'.repeat(full) + '░'.repeat(cells - full);
}

/** One line for every file that is on its way, names in one column. */
export function describeFiles(files: readonly Moving[], now: number): string[] {
  const cells = Math.min(NAME_CELLS, Math.max(0, ...files.map((file) => file.name.length)));
  return files.map((file) => `  ${shorten(file.name, cells)}  ${describeFile(file, now)}`);
}

function describeFile(file: Moving, now: number): string {
  const fraction = file.sizeBytes === 0 ? 1 : file.bytes / file.sizeBytes;
  const bar = `${formatBar(fraction, BAR_CELLS)} ${`${Math.floor(fraction * 100)}%`.padStart(4)}`;
  if (file.phase === 'hashing') return `${bar}  taking the digest`;
  if (file.bytes >= file.sizeBytes) return `${bar}  the server checks the digest`;
  const seconds = (now - file.fromAt) / 1000;
  const rate = file.from === undefined || seconds < 0.25 ? 0 : (file.bytes - file.from) / seconds;
  if (rate <= 0) return `${bar}  sending`;
  return `${bar}  ${formatBytes(rate)}/s, ${formatTimeLeft((file.sizeBytes - file.bytes) / rate)} left`;
}

/** The whole run in one line, with an estimate. */
export function describeRun(run: RunSoFar): string {
  const perByte = run.sentBytes === 0 || run.seconds < 1 ? Number.NaN : run.seconds / run.sentBytes;
  const left = formatTimeLeft((run.totalBytes - run.sentBytes) * perByte);
  const bytes = `${formatBytes(run.sentBytes)} of ${formatBytes(run.totalBytes)}`;
  return `${run.doneFiles} of ${run.totalFiles} files, ${bytes}, ${left} left`;
}

function shorten(name: string, cells: number): string {
  return name.length <= cells ? name.padEnd(cells) : `…${name.slice(name.length - cells + 1)}`;
}
