import type { FileUse } from '../model/batch.ts';
import type { Message, Severity } from '../model/finding.ts';
import type { Format } from './format.ts';

/** Fewer bytes than any image of a page has. */
export const SMALLEST_IMAGE_BYTES = 1_000;

/** A file that a table says is delivered. */
export interface ExpectedFile {
  /** Where the table names it. */
  readonly line: number;
  readonly objectNumber: string;
  /** The inventory number, as the table writes it. */
  readonly reference: string;
  readonly use: FileUse;
  /** The column that names it: `master`, `level1`, `text`, `text_nl` … */
  readonly column: string;
  /** As the table writes it. */
  readonly written: string;
  /** From the folder that the delivery lies in: `ARCH00860/master/1/ARCH00860_1_00005.tif`. */
  readonly path: string;
  /** Which page of its object; undefined where the table has no whole number for it. */
  readonly sequence: number | undefined;
}

/** One line of a concordance table: one page. */
export interface ListLine {
  readonly line: number;
  readonly objectNumber: string;
  readonly reference: string;
  /** `volgnr`, as written. */
  readonly sequence: string;
  /** In the order of the columns. */
  readonly files: readonly ExpectedFile[];
  /** How many cells the line has. */
  readonly cells: number;
}

/** A concordance table whose columns are known. */
export interface DeliveryList {
  /** How many cells every line should have. */
  readonly cells: number;
  readonly lines: readonly ListLine[];
}

/** A file that is there. */
export interface FoundFile {
  /** As in {@link ExpectedFile.path}. */
  readonly path: string;
  readonly sizeBytes: number;
  /** By its content; undefined where it is nothing that we know. */
  readonly format: Format | undefined;
}

/** What is there of a delivery. */
export interface Found {
  readonly files: readonly FoundFile[];
  /** Every folder, also empty ones: `ARCH00860/master/1`. */
  readonly folders: readonly string[];
}

/** How far a delivery is. Every path that came is in exactly one of the lists, as is every file that is expected. */
export interface Progress {
  readonly arrived: readonly ExpectedFile[];
  readonly missing: readonly ExpectedFile[];
  /** Came for a place that is already taken. */
  readonly double: readonly Match[];
  readonly misnamed: readonly Match[];
  /** Paths that nobody asked for. */
  readonly unexpected: readonly string[];
}

/** A path that came, and the file that it is, or should have been. */
export interface Match {
  readonly path: string;
  /** Its `path` is what the file should be called. */
  readonly file: ExpectedFile;
}

/** A table and what is there, side by side. */
export interface Delivery {
  readonly list: readonly ExpectedFile[];
  readonly found: Found;
  readonly progress: Progress;
  /** What came for each expected file, under its own or another name. */
  readonly there: readonly { readonly file: ExpectedFile; readonly found: FoundFile }[];
  /** Whether a path lies in one of the folders of the table, `…/master` and the like. */
  readonly isInFolders: (path: string) => boolean;
  /** The inventory numbers of the finding aid; undefined where none was given. */
  readonly unitIds: ReadonlySet<string> | undefined;
  /** Whether what is missing may still come: then it is no error. */
  readonly isAwaited: boolean;
}

/** One rule's outcome on a delivery. */
export interface LineFinding {
  /** A line of the table; null for what the table says nothing of. */
  readonly line: number | null;
  /** The rule's stable name. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: Message;
  readonly value?: string;
  readonly expected?: string;
  readonly path?: string;
}

/** What a rule has to say: a finding without its name and severity, which the table of rules gives. */
export type LineRemark = Omit<LineFinding, 'rule' | 'severity'>;

/** One thing to look at in what `T` holds. `check` is pure; silence is good. */
export interface LineRule<T> {
  readonly severity: Severity;
  readonly check: (subject: T) => readonly LineRemark[];
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A path without its last part; empty where there is none. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** Whether a file is by its content what its extension says. */
export function isAsNamed({ path, format }: FoundFile): boolean {
  return format?.extensions.includes(extensionOf(baseName(path))) ?? false;
}

/** A name without its extension. */
export function stemOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

/** The extension of a name in small letters, without its dot; empty where there is none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
}

/** Under which two paths are one: capitals and the ways to write é make no other file on the disks of many. */
export function pathKey(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** Things by what they have in common, in the order in which they came. */
export function groupBy<T>(things: Iterable<T>, keyOf: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [thing]);
    else group.push(thing);
  }
  return groups;
}

/** A text for a sentence: no longer than people read. */
export function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
