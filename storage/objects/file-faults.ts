import { errorCode, Fault } from '../../model/fault.ts';

const IN_THE_WAY = new Set(['ENOTDIR', 'EISDIR', 'EEXIST', 'ENAMETOOLONG']);
const NOT_THERE = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG']);
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** True where a file error says that nothing is there to be read. */
export function isMissing(thrown: unknown): boolean {
  return NOT_THERE.has(errorCode(thrown) ?? '');
}

/** A full disk as a Fault('unavailable') in words; undefined where something else went wrong. */
export function diskFull(thrown: unknown): Fault | undefined {
  if (!FULL.has(errorCode(thrown) ?? '')) return undefined;
  return new Fault('unavailable', 'The disk is full: nothing was stored. Make room on it, then try again.', {
    cause: thrown,
  });
}

function unavailable(thrown: unknown): unknown {
  const code = errorCode(thrown);
  if (thrown instanceof Fault || code === undefined || code === 'ABORT_ERR') return thrown;
  return (
    diskFull(thrown) ??
    new Fault('unavailable', 'The disk that holds the files cannot be read or written just now.', {
      cause: thrown,
    })
  );
}

/** What went wrong while reading a stored file, as a Fault; anything that is not a file error as it is. */
export function asReadFault(thrown: unknown): unknown {
  if (isMissing(thrown)) return new Fault('not-found', 'There is no such stored object.', { cause: thrown });
  return unavailable(thrown);
}

/** What went wrong while storing a file, as a Fault; anything that is not a file error as it is. */
export function asWriteFault(thrown: unknown): unknown {
  if (IN_THE_WAY.has(errorCode(thrown) ?? '')) {
    return new Fault('bad-request', 'Another stored object is in the way of this key.', { cause: thrown });
  }
  return unavailable(thrown);
}

/** Runs something that reads stored files, with its errors as Faults. */
export async function reading<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (thrown) {
    throw asReadFault(thrown);
  }
}

/** Runs something that stores files, with its errors as Faults. */
export async function storing<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (thrown) {
    throw asWriteFault(thrown);
  }
}
