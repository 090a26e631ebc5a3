import { close, existsSync, mkdirSync, openSync, renameSync, statSync, write } from 'node:fs';
import { dirname } from 'node:path';
import { Writable } from 'node:stream';

const LARGE_BYTES = 20_000_000;
const KEPT = 5;

/**
 * Opens a log to go on writing to; one that has grown large is kept as `….1`, the older as `….2` to `….5`. A line
 * that cannot be written, because the disk is full, is lost, and nothing else is: a log must not end what it tells of.
 */
export function openLogFile(path: string, largeBytes: number = LARGE_BYTES): Writable {
  mkdirSync(dirname(path), { recursive: true });
  if (existsSync(path) && statSync(path).size >= largeBytes) rotate(path);
  const file = openSync(path, 'a');
  return new Writable({
    write: (line: Buffer, _encoding, done) => write(file, line, () => done()),
    destroy: (error, done) => close(file, () => done(error)),
  });
}

function rotate(path: string): void {
  for (let older = KEPT - 1; older >= 1; older -= 1) {
    if (existsSync(`${path}.${older}`)) renameSync(`${path}.${older}`, `${path}.${older + 1}`);
  }
  renameSync(path, `${path}.1`);
}
