import type { FileUse } from '../model/batch.ts';
import { type Concordance, inOrder } from './concordance.ts';
import { checkDelivery, deliveryOf } from './delivery.ts';
import type { JudgedByPeople } from './delivery-judged.ts';
import {
  type Delivery,
  type ExpectedFile,
  type Found,
  type FoundFile,
  groupBy,
  isAsNamed,
  type LineFinding,
} from './delivery-list.ts';
import { inArchive, samePages } from './same-page.ts';

/** How many files of one use a table names, and how many of them are there. */
export interface UseCount {
  readonly expected: number;
  readonly there: number;
}

/** What is said of one object. */
export interface ObjectCount {
  readonly objectNumber: string;
  /** Its inventory number; more than one only where the table contradicts itself. */
  readonly references: readonly string[];
  readonly uses: Readonly<Record<FileUse, UseCount>>;
  readonly errors: number;
  readonly warnings: number;
}

/** What a supplier gets to read about a delivery. */
export interface DeliveryReport {
  /** Returned as soon as there is one error. */
  readonly verdict: 'accepted' | 'returned';
  /** What the table is called. */
  readonly list: string;
  /** What the delivery is called. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly checkedAt: number;
  /** Who delivered; left out where that was not said. */
  readonly supplier?: string;
  /** null as long as nobody has decided; left out where nobody is going to. */
  readonly decision?: ReportDecision | null;
  /** What people said of its scans; left out where none were looked at. */
  readonly judged?: JudgedByPeople;
  /** False where the table could not be read, and no file was looked at. */
  readonly isCompared: boolean;
  /** In the order of the table. */
  readonly objects: readonly ObjectCount[];
  readonly uses: Readonly<Record<FileUse, UseCount>>;
  /** How many files may still come, and are no errors yet; left out where nothing more is awaited. */
  readonly awaited?: number;
  readonly errors: number;
  readonly warnings: number;
  /** In the order of the table's lines; those of no line last. */
  readonly findings: readonly LineFinding[];
}

/** What a person decided of a delivery. */
export interface ReportDecision {
  readonly verdict: DeliveryReport['verdict'];
  readonly note: string;
  /** Who. */
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What a report is about. */
export type ReportHead = Pick<DeliveryReport, 'list' | 'name' | 'checkedAt' | 'supplier' | 'decision'>;

const NOTHING: Found = Object.freeze({ files: [], folders: [] });

/**
 * The verdict on a delivery, with its reasons.
 *
 * @param found undefined where the table could not be read, so that nothing was looked at.
 * @param unitIds the inventory numbers of the finding aid; undefined where none was given.
 */
export function reportOf(
  head: ReportHead,
  concordance: Concordance,
  found: Found | undefined,
  unitIds?: ReadonlySet<string>,
): DeliveryReport {
  const delivery = deliveryOf(concordance.list, found ?? NOTHING, { unitIds });
  const judged = found === undefined ? [] : checkDelivery(concordance.list, found, unitIds);
  const clashes = samePages(inArchive(concordance.list));
  const findings = inOrder([...concordance.findings, ...clashes, ...judged]);
  return { ...reportOn(head, delivery, findings), isCompared: found !== undefined };
}

/** A report on a delivery that was compared with its list. @param findings all of them, in their order. */
export function reportOn(
  head: ReportHead,
  delivery: Delivery,
  findings: readonly LineFinding[],
): DeliveryReport {
  const { errors, warnings } = countOf(findings);
  return {
    ...head,
    verdict: errors > 0 ? 'returned' : 'accepted',
    isCompared: true,
    objects: objectsOf(delivery, findings),
    uses: usesOf(delivery),
    ...(delivery.isAwaited && { awaited: delivery.progress.missing.length }),
    errors,
    warnings,
    findings,
  };
}

function countOf(findings: readonly LineFinding[]): { errors: number; warnings: number } {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: findings.length - errors };
}

function objectsOf(delivery: Delivery, findings: readonly LineFinding[]): ObjectCount[] {
  const objectAt = new Map(delivery.list.map(({ line, objectNumber }) => [line, objectNumber]));
  const said = groupBy(findings, ({ line }) => (line === null ? '' : (objectAt.get(line) ?? '')));
  const listed = groupBy(delivery.list, ({ objectNumber }) => objectNumber);
  const there = groupBy(delivery.there, ({ file }) => file.objectNumber);
  return [...listed].map(([objectNumber, list]) => ({
    objectNumber,
    references: [...new Set(list.map(({ reference }) => reference).filter((text) => text !== ''))],
    uses: usesOf({ list, there: there.get(objectNumber) ?? [] }),
    ...countOf(said.get(objectNumber) ?? []),
  }));
}

/** What came under another name is there for who looks, and has not come for who counts: it is to be sent again. */
function isWellNamed(file: ExpectedFile, found: FoundFile): boolean {
  return file.path.normalize('NFC') === found.path.normalize('NFC');
}

/** A text that is called a scan is none, whatever its name. */
function isOtherThing({ use }: ExpectedFile, found: FoundFile): boolean {
  return use !== 'text' && found.format !== undefined && !isAsNamed(found);
}

function usesOf({ list, there }: Pick<Delivery, 'list' | 'there'>): Readonly<Record<FileUse, UseCount>> {
  const count = (use: FileUse): UseCount => ({
    expected: list.filter((file) => file.use === use).length,
    there: there.filter(
      ({ file, found }) => file.use === use && isWellNamed(file, found) && !isOtherThing(file, found),
    ).length,
  });
  return { master: count('master'), level1: count('level1'), text: count('text') };
}
