import type { Finding, Message, Region, Severity } from '../../model/finding.ts';
import { newId } from '../../model/ids.ts';
import type { Rows } from './records.ts';
import type { FindingRow } from './tables.ts';

function toFinding(row: FindingRow): Finding {
  return {
    rule: row.rule,
    severity: row.severity as Severity,
    message: JSON.parse(row.message) as Message,
    ...(row.value !== null && { value: row.value }),
    ...(row.expected !== null && { expected: row.expected }),
    ...(row.region !== null && { region: JSON.parse(row.region) as Region }),
  };
}

/** Adds what was found in a file version. */
export async function insertFindings(
  rows: Rows,
  fileVersionId: string,
  findings: readonly Finding[],
  at: number,
): Promise<void> {
  if (findings.length === 0) return;
  await rows
    .insertInto('findings')
    .values(
      findings.map((finding) => ({
        id: newId(),
        file_version_id: fileVersionId,
        rule: finding.rule,
        severity: finding.severity,
        message: JSON.stringify(finding.message),
        value: finding.value ?? null,
        expected: finding.expected ?? null,
        region: finding.region ? JSON.stringify(finding.region) : null,
        created_at: at,
      })),
    )
    .execute();
}

/** What was found in each file version of an item, by file version, errors first. */
export async function findingsOfItem(rows: Rows, itemId: string): Promise<Map<string, Finding[]>> {
  const found = await rows
    .selectFrom('findings')
    .innerJoin('file_versions', 'file_versions.id', 'findings.file_version_id')
    .selectAll('findings')
    .where('file_versions.item_id', '=', itemId)
    .orderBy('findings.severity')
    .orderBy('findings.id')
    .execute();
  const byFile = new Map<string, Finding[]>();
  for (const row of found) {
    byFile.set(row.file_version_id, [...(byFile.get(row.file_version_id) ?? []), toFinding(row)]);
  }
  return byFile;
}

/** What was found in one file version, errors first. */
export async function findingsOfFile(rows: Rows, fileVersionId: string): Promise<Finding[]> {
  const found = await rows
    .selectFrom('findings')
    .selectAll()
    .where('file_version_id', '=', fileVersionId)
    .orderBy('severity')
    .orderBy('id')
    .execute();
  return found.map(toFinding);
}
