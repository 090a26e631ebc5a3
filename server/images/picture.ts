import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ByteRange } from '../../image/pack.ts';
import { Fault } from '../../model/fault.ts';
import { readAt } from './cache-entry.ts';
import type { MadeImage } from './renders.ts';

/** A picture that several may read at once. Whoever has it holds it; it is closed when nobody does any longer. */
export interface Picture {
  readonly sizeBytes: number;
  /** Whether other processes find it in the cache, and it is large enough to be streamed from there. */
  readonly isKept: boolean;
  /** One more reader. */
  lend(from: MadeImage['from'], lane?: MadeImage['lane']): MadeImage;
  /** Whoever made this holds it too, until this is called. */
  release(): void;
}

/** What a slow reader costs: this, and as much again in the socket. */
const CHUNK_BYTES = 65_536;

/** A picture in memory. */
export function pictureOf(bytes: Buffer): Picture {
  const slice = async (offset: number, length: number) => bytes.subarray(offset, offset + length);
  return createPicture({ sizeBytes: bytes.length, isKept: false }, slice, () => undefined);
}

/** A picture in an open file, which is its own from now on: the first `sizeBytes` of it. */
export function pictureInFile(file: FileHandle, facts: Pick<Picture, 'sizeBytes' | 'isKept'>): Picture {
  const read = (offset: number, length: number) => readAt(file, offset, length);
  // Nothing was written: a close that fails loses nothing.
  return createPicture(facts, read, () => void file.close().catch(() => undefined));
}

type Read = (offset: number, length: number) => Promise<Buffer>;

function createPicture(
  { sizeBytes, isKept }: Pick<Picture, 'sizeBytes' | 'isKept'>,
  read: Read,
  close: () => void,
): Picture {
  let holders = 1;
  const letGo = (): (() => void) => {
    let holds = true;
    return () => {
      if (!holds) return;
      holds = false;
      holders -= 1;
      if (holders === 0) close();
    };
  };
  return {
    sizeBytes,
    isKept,
    release: letGo(),
    lend(from, lane = 'none') {
      holders += 1;
      const end = letGo();
      return {
        sizeBytes,
        isKept,
        from,
        lane,
        read: (part = { offset: 0, length: sizeBytes }) => createStream(read, part, end),
        close: async () => end(),
      };
    },
  };
}

/** A stream that reads a chunk when somebody wants one, so that a slow reader holds no more than that. */
function createStream(read: Read, part: ByteRange, end: () => void): Readable {
  const last = part.offset + part.length;
  let at = part.offset;
  return new Readable({
    highWaterMark: 1,
    read() {
      const length = Math.min(CHUNK_BYTES, last - at);
      if (length <= 0) {
        this.push(null);
        return;
      }
      read(at, length).then(
        (bytes) => {
          at += bytes.length;
          if (bytes.length === length) this.push(bytes);
          else this.destroy(new Fault('internal', 'A picture in the cache has been cut short.'));
        },
        (thrown: Error) => this.destroy(thrown),
      );
    },
    destroy(error, done) {
      end();
      done(error);
    },
  });
}
