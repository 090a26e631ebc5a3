import { withoutFormulas, writeCsv } from '../../intake/csv.ts';
import type { SafeFile } from '../../model/copy-stand.ts';

const HEADER = [
  'sha256',
  'bytes',
  'reference',
  'file',
  'version',
  'state',
  'since then',
  'digest taken by',
  'received at',
];
/** Without it spreadsheets take UTF-8 for something else. */
const MARK = '\ufeff';

/** The digests of a day as a table, the proof of what was received. */
export function safeCsv(files: readonly SafeFile[]): string {
  const lines = files.map((file) => [
    file.sha256,
    String(file.sizeBytes),
    file.reference,
    file.name,
    String(file.version),
    file.state,
    file.fate ?? '',
    file.digestOrigin,
    new Date(file.at).toISOString(),
  ]);
  return (
    MARK +
    writeCsv(
      [HEADER, ...lines].map((cells) => cells.map(withoutFormulas)),
      ',',
    )
  );
}
