import { withoutFormulas, writeCsv } from '../../intake/csv.ts';
import type { AffectedSurface } from '../../model/capture-session.ts';
import { affectedSurfaces } from '../../storage/records/affected.ts';
import type { Records } from '../../storage/records/records.ts';

const HEADER = [
  'reference',
  'surface',
  'state',
  'shown version',
  'newest version',
  'newest scan',
  'surface id',
];
const ROWS_A_READ = 1_000;
/** Without it spreadsheets take UTF-8 for something else. */
const MARK = '\ufeff';

/** The surfaces that a session affects as a table for a spreadsheet, a thousand lines at a time. */
export async function* affectedCsv(
  { records }: { readonly records: Pick<Records, 'read'> },
  sessionId: string,
): AsyncGenerator<string> {
  yield MARK + writeCsv([HEADER], ',');
  for (let offset = 0; ; offset += ROWS_A_READ) {
    const found = await records.read((rows) =>
      affectedSurfaces(rows, sessionId, { limit: ROWS_A_READ, offset }),
    );
    yield writeCsv(
      found.map((one) => cellsOf(one).map(withoutFormulas)),
      ',',
    );
    if (found.length < ROWS_A_READ) return;
  }
}

function cellsOf({ item, name, state, shown, latest, file, surfaceId }: AffectedSurface): readonly string[] {
  return [item.reference, name, state, String(shown ?? ''), String(latest ?? ''), file, surfaceId];
}
