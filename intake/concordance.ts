import { headOf, isFollowed, linesOf } from './concordance-columns.ts';
import { CONCORDANCE_RULES, judgeLines } from './concordance-rules/table.ts';
import { readCsv } from './csv.ts';
import type { ExpectedFile, LineFinding } from './delivery-list.ts';

/** What a concordance table says. */
export interface Concordance {
  /** Every file that it names inside the delivery, line by line; empty where the table cannot be read. */
  readonly list: readonly ExpectedFile[];
  /** What is wrong with the table itself. */
  readonly findings: readonly LineFinding[];
  /** Whether it could be read to its end: only then can a delivery be compared with it. */
  readonly isReadable: boolean;
}

/**
 * Reads a concordance table of the International Institute of Social History: a line a page, with the columns `objnr`,
 * `ID`, `master` and `volgnr`, and, where there are such files, `level1` (or `jpeg`) and any that begin with `text`.
 * Never throws: what is wrong is a finding, with its line.
 */
export function readConcordance(text: string): Concordance {
  const head = headOf(readCsv(text));
  const trouble = judgeLines(CONCORDANCE_RULES.head, head);
  if (trouble.length > 0) return { list: [], findings: trouble, isReadable: false };
  const lines = linesOf(head);
  const list = lines.lines.flatMap(({ files }) => files.filter(({ path }) => isFollowed(path)));
  return { list, findings: inOrder(judgeLines(CONCORDANCE_RULES.list, lines)), isReadable: true };
}

/** Findings by line; those of no line come last. Within a line they keep the order of the rules. */
export function inOrder(findings: readonly LineFinding[]): readonly LineFinding[] {
  const place = ({ line }: LineFinding): number => line ?? Number.POSITIVE_INFINITY;
  return [...findings].sort((one, other) => {
    const [a, b] = [place(one), place(other)];
    return a === b ? 0 : a - b;
  });
}
