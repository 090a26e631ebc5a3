import { getDroppedFiles } from '@uppy/core/utils';

/** What a folder also holds and nobody scanned. */
const NOT_A_SCAN = /^(\.|Thumbs\.db$|desktop\.ini$)/i;

/** Files to send, in the order of their names, and the names of what was left out. */
export interface Chosen {
  readonly files: readonly File[];
  readonly leftOut: readonly string[];
}

/** Parts the scans from what the system puts beside them. `p2` comes before `p10`. */
export function chooseFiles(files: Iterable<File>): Chosen {
  const byName = new Intl.Collator(undefined, { numeric: true });
  const all = [...files].sort((a, b) => byName.compare(a.name, b.name));
  return {
    files: all.filter((file) => !NOT_A_SCAN.test(file.name)),
    leftOut: all.filter((file) => NOT_A_SCAN.test(file.name)).map((file) => file.name),
  };
}

/** Every file of a drop, those in folders included. */
export async function droppedFiles(transfer: DataTransfer): Promise<Chosen> {
  return chooseFiles(await getDroppedFiles(transfer));
}
