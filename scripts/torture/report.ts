import type { TortureReport } from './run.ts';

/** A report for people: what was done, and what is wrong or that nothing is. */
export function reportLines(report: TortureReport): string[] {
  const { seed, files, tookMs, kills, deaths, tidied, violations } = report;
  const seconds = Math.round(tookMs / 1_000);
  const victims = Object.entries(kills).map(([victim, times]) => `${victim} ${times}`);
  return [
    `Seed ${seed}: ${files} files in ${seconds} s, ${((files * 1_000) / tookMs).toFixed(1)} a second.`,
    `Killed: ${victims.join(', ')}. Ended without having been killed: ${deaths}.`,
    `Left by what was killed, and tidied away when its time was over: ${tidied}.`,
    ...violations,
    violations.length === 0
      ? 'Every file is in exactly one end state, was made into tiles once, and can be accounted for. Nothing is left over.'
      : `${violations.length} violations.`,
  ];
}
