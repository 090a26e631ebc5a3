import type { FileState } from './file-version.ts';
import type { Message, Severity } from './finding.ts';

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
  readonly counts: Pick<BatchCounts, 'expected' | 'arrived'>;
  readonly createdAt: number;
  readonly decidedAt: number | null;
}

/** A delivery. */
export interface BatchView extends Omit<BatchEntry, 'counts'> {
  readonly counts: BatchCounts;
  /** The capture profile that its scans are judged by; null: the item's, or the default. */
  readonly profileId: string | null;
  /** The list that was applied last; null as long as there is none. `applied` of `files` are in. */
  readonly list: { readonly name: string; readonly files: number; readonly applied: number } | null;
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
export const BATCH_SHOWS = ['arrived', 'missing', 'double', 'unexpected', 'misnamed'] as const;
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
  readonly at: number | null;
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

/** What applying a list would do. Nothing was written. */
export interface ListPreview {
  /** False where it cannot be read to its end: then it cannot be applied. */
  readonly isReadable: boolean;
  /** What stands in the first line of a table; empty for names. */
  readonly columns: readonly string[];
  readonly errors: number;
  readonly warnings: number;
  /** In the order of the lines, a thousand at most. */
  readonly findings: readonly BatchFindingView[];
  readonly items: { readonly made: number; readonly matched: number };
  readonly surfaces: { readonly made: number; readonly matched: number };
  /** Level 1 images and texts, which become no pages. */
  readonly attachments: number;
  /** In the order of the list, 500 at most. */
  readonly list: readonly PlannedItemView[];
}

export interface PlannedItemView {
  readonly reference: string;
  readonly objectNumber: string;
  /** Null where it would be made. */
  readonly itemId: string | null;
  readonly made: number;
  readonly matched: number;
  readonly attachments: number;
}
