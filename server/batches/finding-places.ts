import type { ExpectedFile, LineFinding } from '../../intake/delivery-list.ts';
import { type BatchFindingView, deliveryPath } from '../../model/batch.ts';
import type { Assessment } from './assess.ts';

/** Findings with the items and pages that they are about: by their file, else by their line. */
export function withPlaces(found: Assessment, findings: readonly LineFinding[]): BatchFindingView[] {
  const { byPath, byLine } = namedIn(found.progress, findings);
  return findings.map((finding) => {
    const { path, line } = finding;
    const file = path === undefined ? undefined : byPath.get(deliveryPath(path));
    const named = file ?? (line === null ? undefined : byLine.get(line));
    const expected = named && found.expected.get(deliveryPath(named.path));
    if (named === undefined || expected?.itemId == null) return finding;
    // What is about a folder is about no page of it.
    const surfaceId = path === undefined || file !== undefined ? expected.surfaceId : null;
    return { ...finding, place: { itemId: expected.itemId, surfaceId, reference: named.reference } };
  });
}

/** What the list says of the paths and the lines that some findings name. */
function namedIn(progress: Assessment['progress'], findings: readonly LineFinding[]) {
  const paths = new Set(findings.flatMap(({ path }) => (path === undefined ? [] : [deliveryPath(path)])));
  const lines = new Set(findings.map(({ line }) => line));
  const byPath = new Map<string, ExpectedFile>();
  const byLine = new Map<number, ExpectedFile>();
  const note = (path: string, file: ExpectedFile): void => {
    const at = deliveryPath(path);
    if (paths.has(at)) byPath.set(at, file);
    if (lines.has(file.line) && !byLine.has(file.line)) byLine.set(file.line, file);
  };
  for (const files of [progress.arrived, progress.missing]) for (const file of files) note(file.path, file);
  for (const matches of [progress.misnamed, progress.double])
    for (const { path, file } of matches) note(path, file);
  return { byPath, byLine };
}
