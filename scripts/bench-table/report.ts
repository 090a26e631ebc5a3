import { type Machine, nameMachine } from '../bench/machine.ts';
import { printTables, spread } from '../bench/table.ts';
import type { TableRound } from './rounds.ts';

/** Everything that a run measured; `--json` writes it as it is. */
export interface TableResult {
  readonly machine: Machine;
  readonly quick: boolean;
  readonly pages: number;
  readonly rounds: readonly TableRound[];
}

/** The result for people: aligned for a terminal, or as Markdown. */
export function printTable({ machine, quick, pages, rounds }: TableResult, markdown: boolean): string {
  const keys = rounds.flatMap(({ keysMs }) => keysMs);
  const frames = rounds.reduce((sum, round) => sum + round.frames, 0);
  const blank = rounds.reduce((sum, round) => sum + round.blankFrames, 0);
  const lines = [
    ['opened, every page in view drawn', ...spread(rounds.map(({ openedMs }) => openedMs))],
    ['longest task while opening', ...spread(rounds.map((round) => round.longestOpeningTaskMs))],
    ['longest task while scrolling', ...spread(rounds.map((round) => round.longestScrollingTaskMs))],
    ['longest frame while scrolling', ...spread(rounds.map((round) => round.longestFrameMs))],
    ['key to screen', ...spread(keys)],
  ];
  const heading = `The light table of ${pages} pages, ${rounds.length} times`;
  const [table = '', ...rest] = printTables(
    [{ heading, titles: ['ms', 'median', 'p95', 'most'], lines }],
    markdown,
  );
  return [
    nameMachine(machine),
    ...(quick ? ['--quick: these figures mean nothing.'] : []),
    ...[table, ...rest],
    '',
    `${blank} of ${frames} frames while scrolling had a page without its picture; ` +
      `${Math.max(...rounds.map(({ cells }) => cells))} cells in the document at most; ${keys.length} keys.`,
  ].join('\n');
}
