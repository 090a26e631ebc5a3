import type { CaptureEnd, CaptureNotes, CaptureNotesPatch } from '../../model/capture.ts';
import type { Rows } from './records.ts';

/** What is known of the original of an item; undefined if there is no such item. */
export async function findCaptureNotes(rows: Rows, itemId: string): Promise<CaptureNotes | undefined> {
  const row = await rows
    .selectFrom('items')
    .select(['expected_count', 'handling_notes', 'width_mm', 'height_mm'])
    .where('id', '=', itemId)
    .executeTakeFirst();
  return (
    row && {
      expectedCount: row.expected_count,
      handlingNotes: row.handling_notes ?? '',
      widthMm: row.width_mm,
      heightMm: row.height_mm,
    }
  );
}

/** Whether the capture of an item is finished; undefined if there is no such item. */
export async function findCaptureEnd(rows: Rows, itemId: string): Promise<CaptureEnd | undefined> {
  const row = await rows
    .selectFrom('items')
    .select(['finished_at', 'finished_by', 'finished_station'])
    .where('id', '=', itemId)
    .executeTakeFirst();
  return (
    row && {
      finishedAt: row.finished_at,
      finishedBy: row.finished_by,
      finishedStation: row.finished_station,
    }
  );
}

/** Changes what is said of an original. Which edition it was is for who calls to see to. */
export async function updateCaptureNotes(
  rows: Rows,
  itemId: string,
  patch: CaptureNotesPatch,
): Promise<void> {
  const set = {
    ...(patch.expectedCount !== undefined && { expected_count: patch.expectedCount }),
    ...(patch.handlingNotes !== undefined && { handling_notes: patch.handlingNotes }),
    ...(patch.widthMm !== undefined && { width_mm: patch.widthMm }),
    ...(patch.heightMm !== undefined && { height_mm: patch.heightMm }),
  };
  if (Object.keys(set).length > 0)
    await rows.updateTable('items').set(set).where('id', '=', itemId).execute();
}

/** Notes that the capture of an item is finished. @returns false where it was already. */
export async function noteFinished(
  rows: Rows,
  itemId: string,
  end: { readonly by: string; readonly at: number; readonly stationId: string | null },
): Promise<boolean> {
  const result = await rows
    .updateTable('items')
    .set({ finished_at: end.at, finished_by: end.by, finished_station: end.stationId })
    .where('id', '=', itemId)
    .where('finished_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Notes that it is not finished any more. @returns false where it was not. */
export async function noteReopened(rows: Rows, itemId: string): Promise<boolean> {
  const result = await rows
    .updateTable('items')
    .set({ finished_at: null, finished_by: null, finished_station: null })
    .where('id', '=', itemId)
    .where('finished_at', 'is not', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
