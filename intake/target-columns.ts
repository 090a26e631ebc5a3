/** Which cell of a line says what. Those that a table does not have are undefined. */
export interface TargetColumns {
  readonly hasHeader: boolean;
  readonly name: number;
  readonly value: number;
  readonly limit: number | undefined;
  readonly verdict: number | undefined;
}

/** What the columns are called, in the order in which a name is preferred. Lower case, without marks. */
const NAMES = {
  name: [
    'metric',
    'measure',
    'parameter',
    'quality parameter',
    'criterion',
    'attribute',
    'test',
    'name',
    'maat',
    'kenmerk',
    'naam',
  ],
  value: ['value', 'measured value', 'measured', 'actual', 'result', 'waarde', 'gemeten', 'resultaat'],
  limit: [
    'limit',
    'tolerance',
    'specification',
    'spec',
    'threshold',
    'max',
    'maximum',
    'grens',
    'tolerantie',
  ],
  verdict: [
    'pass fail',
    'passfail',
    'pass',
    'passed',
    'status',
    'verdict',
    'ok',
    'result',
    'oordeel',
    'resultaat',
    'voldoet',
  ],
} as const;

/** The columns that a line names, where it is a header: it names what was measured, and the value. */
export function findColumns(cells: readonly string[]): TargetColumns | undefined {
  const words = cells.map(plain);
  const find = (names: readonly string[], taken: number | undefined): number | undefined => {
    for (const name of names) {
      const index = words.indexOf(name);
      if (index >= 0 && index !== taken) return index;
    }
    return undefined;
  };
  const name = find(NAMES.name, undefined);
  const value = find(NAMES.value, name);
  if (name === undefined || value === undefined) return undefined;
  // "Result" is the value where nothing else is, else the verdict.
  return {
    hasHeader: true,
    name,
    value,
    limit: find(NAMES.limit, name),
    verdict: find(NAMES.verdict, value),
  };
}

/** `Pass/Fail` and `Value (ΔE)` as words alone. */
function plain(cell: string): string {
  return cell
    .toLowerCase()
    .replace(/\([^()]*\)|\[[^[\]]*\]/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
