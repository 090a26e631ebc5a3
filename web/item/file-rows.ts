import type { FileState } from '../../model/file-version.ts';
import type { FileView, ItemView, RefusedUpload } from '../../model/views.ts';
import { fractionSent, isUnderWay, type Phase, type Transfer } from '../uploads/transfer.ts';
import type { ProgressByFile } from './use-item.ts';

/** One file as a person follows it: from this page through the server to its end. */
export interface FileRow {
  readonly key: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly stage: Phase | FileState;
  /** Of the stage, 0 to 1; null where it cannot be known. */
  readonly stageFraction: number | null;
  /** Of the whole way, 0 to 1. */
  readonly fraction: number;
  readonly transfer: Transfer | undefined;
  readonly file: FileView | undefined;
}

/** Where a file of the server is on the whole way: at the beginning of each state. */
const BEHIND = {
  received: 0.65,
  checking: 0.67,
  accepted: 0.75,
  deriving: 0.77,
  ready: 1,
  rejected: 1,
  failed: 1,
} as const satisfies Record<FileState, number>;
const SHARE: Partial<Record<FileState, number>> = { checking: 0.08, deriving: 0.23 };

/**
 * What to show of files: those of this page, in the order in which they were added; those that the server is
 * at work with; and those that somebody has to do something about.
 */
export function fileRows(
  item: ItemView,
  transfers: readonly Transfer[],
  progress: ProgressByFile,
): FileRow[] {
  const shown = item.surfaces.filter(({ state }) => state !== 'suppressed');
  const newest = shown.flatMap((surface) => surface.versions.slice(0, 1));
  const files = new Map(item.surfaces.flatMap((surface) => surface.versions).map((file) => [file.id, file]));
  const own = transfers.map((transfer) => {
    const file = transfer.fileVersionId === null ? undefined : files.get(transfer.fileVersionId);
    return file === undefined ? rowOfTransfer(transfer) : rowOfFile(file, progress, transfer);
  });
  const followed = new Set(transfers.map(({ fileVersionId }) => fileVersionId));
  const others = newest.filter((file) => file.state !== 'ready' && !followed.has(file.id));
  return [...own, ...others.map((file) => rowOfFile(file, progress, undefined))];
}

function rowOfTransfer(transfer: Transfer): FileRow {
  const { key, name, sizeBytes, phase, doneBytes } = transfer;
  const isMeasured = phase === 'hashing' || phase === 'sending';
  return {
    key,
    name,
    sizeBytes,
    stage: phase,
    stageFraction: isMeasured && sizeBytes > 0 ? doneBytes / sizeBytes : null,
    fraction: fractionSent(transfer),
    transfer,
    file: undefined,
  };
}

function rowOfFile(file: FileView, progress: ProgressByFile, transfer: Transfer | undefined): FileRow {
  const step = file.state === 'deriving' ? 'cut-tiles' : 'check-master';
  const told = progress[file.id];
  const isMeasured = SHARE[file.state] !== undefined && told?.step === step;
  const stageFraction = isMeasured ? told.fraction : null;
  return {
    key: transfer?.key ?? file.id,
    name: file.name,
    sizeBytes: file.sizeBytes,
    stage: file.state,
    stageFraction,
    fraction: BEHIND[file.state] + (SHARE[file.state] ?? 0) * (stageFraction ?? 0),
    transfer,
    file,
  };
}

/** Refused uploads that this page is not telling of already, and that have not come in since. */
export function refusedEarlier(item: ItemView, transfers: readonly Transfer[]): readonly RefusedUpload[] {
  const names = new Set(transfers.map(({ name }) => name));
  return item.uploads.filter(({ fileName }) => !names.has(fileName));
}

/** The whole of what is going on: how many files, how many are at their end, how far by bytes. */
export interface Overall {
  readonly total: number;
  readonly ready: number;
  readonly isActive: boolean;
  readonly fraction: number;
  readonly startedAt: number | undefined;
}

/** Adds up what is going on. Every file counts by its size, and a little for being one. */
export function overall(rows: readonly FileRow[]): Overall {
  const weigh = (row: FileRow) => row.sizeBytes + 1_000_000;
  const weight = rows.reduce((sum, row) => sum + weigh(row), 0);
  const behind = rows.reduce((sum, row) => sum + weigh(row) * row.fraction, 0);
  const started = rows.flatMap(({ transfer }) => (transfer === undefined ? [] : [transfer.startedAt]));
  return {
    total: rows.length,
    ready: rows.filter(({ stage }) => stage === 'ready').length,
    isActive: rows.some(isActive),
    fraction: weight === 0 ? 0 : behind / weight,
    startedAt: started.length === 0 ? undefined : Math.min(...started),
  };
}

function isActive(row: FileRow): boolean {
  if (row.file !== undefined) return BEHIND[row.file.state] < 1;
  return row.transfer !== undefined && (isUnderWay(row.transfer) || row.stage === 'done');
}
