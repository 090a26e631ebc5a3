import { createWriteStream, existsSync, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';

const LARGE_BYTES = 20_000_000;
const KEPT = 5;

/** Opens a log to go on writing to; one that has grown large is kept as `….1`, the older as `….2` to `….5`. */
export function openLogFile(path: string, largeBytes: number = LARGE_BYTES): WriteStream {
  mkdirSync(dirname(path), { recursive: true });
  if (existsSync(path) && statSync(path).size >= largeBytes) rotate(path);
  return createWriteStream(path, { flags: 'a' });
}

function rotate(path: string): void {
  for (let older = KEPT - 1; older >= 1; older -= 1) {
    if (existsSync(`${path}.${older}`)) renameSync(`${path}.${older}`, `${path}.${older + 1}`);
  }
  renameSync(path, `${path}.1`);
}
