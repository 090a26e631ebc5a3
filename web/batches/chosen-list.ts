import { chooseFiles } from '../uploads/choose-files.ts';
import { type FirstLines, firstLines } from './first-lines.ts';

/** A list as somebody chose it, not yet sent. */
export interface ChosenList {
  readonly name: string;
  readonly body: Blob | string;
  readonly sizeBytes: number;
  /** How many names there are, where the list is of names alone. */
  readonly names?: number;
  readonly head: FirstLines;
}

/** What the server takes. */
export const MAX_LIST_BYTES = 10_000_000;

/** So much of a table is read to show its first lines. */
const HEAD_BYTES = 64 * 1024;
const HEAD_LINES = 5;
const NO_LINES: FirstLines = Object.freeze({ columns: [], lines: [] });

/** A table, of which only the beginning is read here. Throws where the file cannot be read. */
export async function listOfFile(file: File): Promise<ChosenList> {
  const bytes = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const head = firstLines(bytes, file.size <= HEAD_BYTES, HEAD_LINES);
  return { name: file.name, body: file, sizeBytes: file.size, head };
}

/** The names of the scans of a folder, with the folders inside it; nothing else of them is read. */
export function listOfFolder(files: Iterable<File>): ChosenList {
  const paths = chooseFiles(files).files.map((file) => file.webkitRelativePath || file.name);
  // A line break in a name would be two names: such a file is told of as unexpected when it comes.
  const whole = paths.filter((path) => !/[\r\n]/.test(path));
  const body = whole.map((path) => `${path}\n`).join('');
  const name = whole[0]?.split('/')[0] ?? '';
  return { name, body, sizeBytes: new Blob([body]).size, names: whole.length, head: NO_LINES };
}
