import { newId } from '../../model/ids.ts';
import type { RenderingKind } from '../../model/rendering.ts';
import type { Rows } from '../../storage/records/records.ts';
import { insertRendering } from '../../storage/records/renderings.ts';

/** Notes, within the transaction that publishes a revision, which files are to be made of it. */
export async function askForFiles(
  rows: Rows,
  of: {
    readonly itemId: string;
    readonly revision: number;
    readonly kinds: readonly RenderingKind[];
    readonly at: number;
  },
): Promise<void> {
  const { itemId, revision, kinds, at } = of;
  for (const kind of kinds) await insertRendering(rows, { id: newId(), itemId, revision, kind, at });
}
