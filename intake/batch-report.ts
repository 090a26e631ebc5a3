import type { BatchKind } from '../model/batch.ts';
import type { Finding } from '../model/finding.ts';
import { atOnce } from './at-once.ts';
import type { BatchListRead } from './batch-list-read.ts';
import { inOrder } from './concordance.ts';
import { CONCORDANCE_RULES, judgeBy } from './concordance-rules/table.ts';
import { countWrongNames, deliveryInSteps } from './delivery.ts';
import {
  type Delivery,
  type FoundFile,
  folderOf,
  type LineFinding,
  type LineRule,
  type Progress,
} from './delivery-list.ts';
import { type DeliveryReport, type ReportHead, reportOn } from './delivery-report.ts';

/** How a delivery stands: what is where, and what is wrong. */
export interface AssessedBatch {
  readonly progress: Progress;
  readonly report: DeliveryReport;
  readonly wrongNames: number;
}

/** What was found in a scan of a delivery, by the path that it came to. */
export type ScanFinding = Pick<Finding, 'rule' | 'severity' | 'message' | 'value' | 'expected'> & {
  readonly path: string;
};

const { unit: _, folders, ...COMMON } = CONCORDANCE_RULES.delivery;

/** Folders are asked for by the IISH alone. */
const RULES: Readonly<Record<BatchKind, Readonly<Record<string, LineRule<Delivery>>>>> = {
  concordance: { ...COMMON, folders },
  table: COMMON,
  names: COMMON,
};

/** What came of a delivery. */
export interface CameOfBatch {
  readonly kind: BatchKind;
  readonly files: readonly FoundFile[];
  readonly scans: readonly ScanFinding[];
  /** Whether more may come: then what is missing is no error. */
  readonly isAwaited: boolean;
}

/**
 * Judges what came of a delivery against its list, with what was found in its scans. Where the delivery has something
 * against a file already, what its scan says is left out: it is the same trouble once more.
 */
export function assessBatch(head: ReportHead, read: BatchListRead, came: CameOfBatch): AssessedBatch {
  return atOnce(assessInSteps(head, read, came));
}

/**
 * The same step by step, one rule each: of the largest deliveries all of them together take seconds, in which whoever
 * judges may have something else to do in between.
 */
export function* assessInSteps(
  head: ReportHead,
  read: BatchListRead,
  came: CameOfBatch,
): Generator<void, AssessedBatch> {
  const found = { files: came.files, folders: foldersOf(came.files) };
  yield;
  const delivery = yield* deliveryInSteps(read.list, found, { isAwaited: came.isAwaited });
  const judged: (readonly LineFinding[])[] = [];
  for (const [name, rule] of Object.entries(RULES[came.kind])) {
    yield;
    judged.push(judgeBy(name, rule, delivery));
  }
  yield;
  const scans = scanFindings(delivery, judged.flat(), came.scans);
  const findings = inOrder([...read.findings, ...judged.flat(), ...scans]);
  yield;
  const report = reportOn(head, delivery, findings);
  return { progress: delivery.progress, report, wrongNames: countWrongNames(delivery) };
}

function scanFindings(
  delivery: Delivery,
  judged: readonly LineFinding[],
  scans: readonly ScanFinding[],
): LineFinding[] {
  const told = new Set(judged.flatMap(({ severity, path }) => (severity === 'error' ? [path ?? ''] : [])));
  const lines = new Map(
    delivery.there.map(({ file, found: { path } }) => [path.normalize('NFC'), file.line]),
  );
  return scans
    .filter(({ path }) => !told.has(path))
    .map((finding) => ({ ...finding, line: lines.get(finding.path.normalize('NFC')) ?? null }));
}

/** Every folder that a file lies in. */
function foldersOf(files: readonly FoundFile[]): string[] {
  const folders = new Set<string>();
  for (const { path } of files)
    for (let folder = folderOf(path); folder !== '' && !folders.has(folder); folder = folderOf(folder))
      folders.add(folder);
  return [...folders];
}
