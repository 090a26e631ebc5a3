import { constants, type FileHandle, lstat, open } from 'node:fs/promises';
import { Fault } from '../../model/fault.ts';
import { asReadFault, isMissing } from './file-faults.ts';

/**
 * Opens a local file that is to be taken into the store. Only a plain file will do: of a symbolic link, the
 * link and not the bytes would be taken.
 *
 * @throws Fault('not-found') if there is none, Fault('bad-request') if it is something else.
 */
export async function openSourceFile(path: string): Promise<FileHandle> {
  try {
    if ((await lstat(path)).isFile()) return await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (thrown) {
    if (isMissing(thrown)) {
      throw new Fault('not-found', 'The file that was to be stored is not there.', { cause: thrown });
    }
    throw asReadFault(thrown);
  }
  throw new Fault('bad-request', 'What was to be stored is not a plain file.');
}
