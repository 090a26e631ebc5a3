import type { FileState } from './file-version.ts';
import type { Message, Severity } from './finding.ts';
import type { SetAside } from './set-aside.ts';

/** How it is known what a delivery holds: the IISH's concordance table, any table of a mapping, or the names of files. */
export const BATCH_KINDS = ['concordance', 'table', 'names'] as const;
export type BatchKind = (typeof BATCH_KINDS)[number];

/**
 * `new`: nobody has said yet what is expected. `filling`: its list is being applied. `open`: files may come.
 * `returned`: its supplier has to mend it, and files may come again. `accepted` is the end.
 */
export const BATCH_STATES = ['new', 'filling', 'open', 'accepted', 'returned'] as const;
export type BatchState = (typeof BATCH_STATES)[number];

/** States in which files of a delivery may come. */
export const RECEIVING_STATES: readonly BatchState[] = ['open', 'returned'];

/** What a file of a delivery is for: the preservation master, the image made of it, or the text of the page. */
export const FILE_USES = ['master', 'level1', 'text'] as const;
export type FileUse = (typeof FILE_USES)[number];

/** What a person decided of a delivery. */
export const BATCH_VERDICTS = ['accepted', 'returned'] as const;
export type BatchVerdict = (typeof BATCH_VERDICTS)[number];

/**
 * How far a delivery is. Every file that is expected is arrived, missing, or there under another name (misnamed);
 * every file that came is arrived, misnamed, double or unexpected.
 */
export interface BatchCounts {
  readonly expected: number;
  readonly arrived: number;
  readonly missing: number;
  readonly double: number;
  readonly unexpected: number;
  readonly misnamed: number;
  /** Taken out of it by people: these are none of the others. */
  readonly aside: number;
  /** Scans whose check is still to come, or could not be done. */
  readonly unchecked: number;
  readonly findings: Readonly<Record<Severity, number>>;
}

/** A delivery in a list. */
export interface BatchEntry {
  readonly id: string;
  /** What people call it: unique. */
  readonly code: string;
  readonly kind: BatchKind;
  readonly supplier: string;
  readonly state: BatchState;
  /** Whether what has not come may still come: then it is no error. */
  readonly isAwaited: boolean;
  readonly counts: Pick<BatchCounts, 'expected' | 'arrived'>;
  readonly createdAt: number;
  readonly decidedAt: number | null;
}

/** A delivery. */
export interface BatchView extends Omit<BatchEntry, 'counts'> {
  readonly counts: BatchCounts;
  /** The capture profile that its scans are judged by where their item names none; null: the default. */
  readonly profileId: string | null;
  /** The list that was applied last; null as long as there is none. `applied` of `files` are in. */
  readonly list: {
    readonly name: string;
    readonly reading: ListReading;
    readonly files: number;
    readonly applied: number;
    readonly sha256: string;
    /** Why it could not be applied on, in words; null where it could. */
    readonly failure: string | null;
  } | null;
  /** The last verdict; null as long as there is none. */
  readonly decision: BatchDecision | null;
  readonly createdBy: string;
  /** By object, in the order of the list; a thousand at most. */
  readonly objects: readonly BatchObject[];
}

export interface BatchDecision {
  readonly verdict: BatchVerdict;
  readonly note: string;
  readonly by: string;
  readonly at: number;
}

/** What is said of one object of a delivery: how many of its files are there. */
export interface BatchObject {
  readonly objectNumber: string;
  readonly references: readonly string[];
  /** The item that its masters go to; null where there is none. */
  readonly itemId: string | null;
  readonly uses: Readonly<Record<FileUse, { readonly expected: number; readonly there: number }>>;
  readonly errors: number;
  readonly warnings: number;
}

/** Which files of a delivery are asked for. */
export const BATCH_SHOWS = ['arrived', 'missing', 'double', 'unexpected', 'misnamed', 'aside'] as const;
export type BatchShow = (typeof BATCH_SHOWS)[number];

/** A file of a delivery: one that came, or one that is missing. */
export interface BatchFileView {
  /** Of what came; null for what is missing. */
  readonly id: string | null;
  readonly path: string;
  /** For what is misnamed: what it should be called; for what is double: what it is a second one of. */
  readonly shouldBe: string | null;
  readonly use: FileUse | null;
  readonly line: number | null;
  readonly objectNumber: string | null;
  readonly reference: string | null;
  readonly sequence: number | null;
  /** The item and the page that a master belongs to, and the scan that it became. */
  readonly itemId: string | null;
  readonly surfaceId: string | null;
  readonly fileVersionId: string | null;
  /** How far the scan is; null for what is none. */
  readonly state: FileState | null;
  readonly sizeBytes: number | null;
  readonly sha256: string | null;
  readonly at: number | null;
  /** What a person did with it; null where nobody did anything. */
  readonly aside: SetAside | null;
}

/** One rule's outcome on a delivery, or on a scan in it. */
export interface BatchFindingView {
  /** A line of the list; null for what it says nothing of. */
  readonly line: number | null;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: Message;
  readonly value?: string;
  readonly expected?: string;
  readonly path?: string;
  /** The item that it is about, and the page where it is about one. */
  readonly place?: {
    readonly itemId: string;
    readonly surfaceId: string | null;
    readonly reference: string;
  };
}

/** Part of a list; `next` asks for what follows, as `after`. */
export interface BatchFilesPage {
  readonly files: readonly BatchFileView[];
  readonly total: number;
  readonly next: string | null;
}

export interface BatchFindingsPage {
  readonly findings: readonly BatchFindingView[];
  readonly total: number;
  readonly next: string | null;
}

/** Which columns of a table say what. All but `master` and `reference` may be left out. */
export interface ListMapping {
  /** The path or the name of the file of a page. */
  readonly master: string;
  /** Of the item. */
  readonly reference: string;
  /** Put before every reference: `ARCH00860.`. */
  readonly prefix?: string | undefined;
  /** Where one item comes in several parts: which of them. Left out, the reference. */
  readonly object?: string | undefined;
  readonly sequence?: string | undefined;
  readonly title?: string | undefined;
  readonly level1?: string | undefined;
  readonly text?: string | undefined;
}

/** A mapping that was kept for the next table of its kind. */
export interface BatchMapping {
  readonly id: string;
  readonly name: string;
  readonly mapping: ListMapping;
}

/** How the text of a list is to be read. */
export type ListReading =
  | { readonly kind: 'concordance' }
  | { readonly kind: 'table'; readonly mapping: ListMapping }
  | { readonly kind: 'names'; readonly pattern: string };

/** The list of a delivery: its text is kept in the store, under its digest. */
export interface BatchList {
  readonly name: string;
  /** Lower-case hex SHA-256 of its text. */
  readonly sha256: string;
  readonly reading: ListReading;
  /** Id of who gave it. */
  readonly givenBy: string;
}

/** A delivery as it is recorded. */
export interface Batch {
  readonly id: string;
  readonly code: string;
  readonly kind: BatchKind;
  readonly supplier: string;
  readonly profileId: string | null;
  readonly state: BatchState;
  readonly list: BatchList | null;
  /** How many files the list names, and how many of them are expected by now. */
  readonly listFiles: number;
  readonly listApplied: number;
  /** Why it could not be applied on when that was tried last; null where it could. */
  readonly listFailure: string | null;
  /** When somebody said that all of it has come, in milliseconds since 1970; null as long as nobody has. */
  readonly wholeAt: number | null;
  readonly verdict: BatchVerdict | null;
  readonly note: string;
  readonly decidedBy: string | null;
  readonly decidedAt: number | null;
  readonly createdBy: string;
  readonly createdAt: number;
}

/** A file that the list of a delivery names. */
export interface ExpectedFileOfBatch {
  readonly batchId: string;
  /** Its place in the list, from 0. */
  readonly number: number;
  /** From the folder that the delivery lies in, in Unicode's form C. */
  readonly path: string;
  readonly use: FileUse;
  readonly objectNumber: string;
  /** null where the list does not tell which item it is of. */
  readonly itemId: string | null;
  readonly surfaceId: string | null;
  readonly hasArrived: boolean;
}

/** What a file is by its content. */
export interface DeliveredFormat {
  readonly name: string;
  readonly puid?: string | undefined;
  readonly extensions: readonly string[];
}

/** A file that came with a delivery: at one path there is one, the newest. */
export interface DeliveredFile {
  readonly id: string;
  readonly batchId: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** null where it is nothing that we know. */
  readonly format: DeliveredFormat | null;
  /** The scan that a master became; null for what is none. */
  readonly fileVersionId: string | null;
  readonly agent: string;
  readonly at: number;
  /** null where it counts. */
  readonly aside: SetAside | null;
}

/** Where in which delivery a file belongs. */
export interface DeliveryPlace {
  readonly batchId: string;
  readonly path: string;
}

/** A path as deliveries are compared by: disks write é in two ways, and mean one file. */
export function deliveryPath(path: string): string {
  return path.normalize('NFC');
}

/** What both databases can keep in an index. */
const MOST_PATH_BYTES = 1_024;

/** Whether a path can be one of a delivery: names with `/` between them, without control characters, and not too long. */
export function isDeliveryPath(path: string): boolean {
  const isLong = path.length > MOST_PATH_BYTES || new TextEncoder().encode(path).length > MOST_PATH_BYTES;
  const isStep = (part: string): boolean => part !== '' && part !== '.' && part !== '..';
  return !isLong && !/\p{Cc}/u.test(path) && path.split('/').every(isStep);
}

/** Under which a scan is known in its item: its name, whatever its capitals. */
export function nameKeyOf(path: string): string {
  return deliveryPath(path.slice(path.lastIndexOf('/') + 1)).toLowerCase();
}

/**
 * Whether what a delivery lacks may still come, so that it is no error yet: until somebody says that all of it is there,
 * or decides on it.
 */
export function isAwaited({ state, wholeAt }: Pick<Batch, 'state' | 'wholeAt'>): boolean {
  return wholeAt === null && state !== 'accepted' && state !== 'returned';
}
