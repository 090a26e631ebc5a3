import { getDroppedFiles } from '@uppy/core/utils';
import { type Choice, chooseFiles } from './choose-files.ts';

/** Every file of a drop, those in folders included. */
export async function droppedFiles(transfer: DataTransfer): Promise<Choice<File>> {
  return chooseFiles(await getDroppedFiles(transfer));
}
