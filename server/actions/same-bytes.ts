import { type FileVersion, isEnded } from '../../model/file-version.ts';
import type { Surface } from '../../model/surface.ts';
import type { Rows } from '../../storage/records/records.ts';
import { rescansOfSurface } from '../../storage/records/rescans.ts';

/** What to say to who sent the bytes of a scan that is there already: no new version was made, and what to do. */
export async function sayOfSameBytes(
  rows: Rows,
  { id, name, currentVersionId }: Surface,
  standing: FileVersion,
): Promise<string> {
  const same = `These are the same bytes as version ${standing.version} of ${name}: no new version was made.`;
  if (!isEnded(standing.state)) return same;
  const asked = await rescansOfSurface(rows, id, ['asked']);
  if (asked.length > 0) return `${same} The page is still to be scanned again.`;
  const isHidden = standing.state === 'ready' && currentVersionId !== standing.id;
  return isHidden ? `${same} To show that version again, bring it back.` : same;
}
