import { findDoubles } from '../scans.ts';
import { type CheckReport, isGoodFolder, verdictOf } from './report.ts';

/**
 * The report for programs: `{folder, profile, good, files: [{name, verdict, sizeBytes, sha256, facts, findings,
 * trouble}], samePage, unfinished, leftAlone}`, findings as Recto's API gives them. docs/intake/station.md says more.
 */
export function reportJson(report: CheckReport): Readonly<Record<string, unknown>> {
  const { dir, profile, folder, files } = report;
  return {
    folder: dir,
    profile,
    good: isGoodFolder(report),
    files: files.map((file) => ({ ...file, verdict: verdictOf(file) })),
    samePage: findDoubles(folder.scans.map(({ name }) => name)),
    unfinished: folder.unfinished,
    leftAlone: folder.leftAlone,
  };
}
