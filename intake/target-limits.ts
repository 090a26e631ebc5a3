/** Said of a limit or a verdict that nobody can read. */
type Unreadable = 'unreadable';

const PASSES = new Set(['pass', 'passed', 'ok', 'yes', 'true', '✓', '✔', 'goed', 'voldoet', 'ja']);
const FAILS = new Set([
  'fail',
  'failed',
  'not ok',
  'nok',
  'no',
  'false',
  '✗',
  '✘',
  'fout',
  'voldoet niet',
  'nee',
]);

/** Whether a word says that a measure passed. */
export function readVerdict(said: string): boolean | Unreadable {
  const word = said.toLowerCase().trim();
  if (PASSES.has(word)) return true;
  return FAILS.has(word) ? false : 'unreadable';
}

const NUMBER = '[-+−]?\\d{1,9}(?:[.,]\\d{1,9})?';
/** What is measured in may stand behind: `1.84 ΔE`, `92 %`. */
const UNIT = '\\s*[^\\d\\s.,][^\\d]{0,19}';
const VALUE = new RegExp(`^(${NUMBER})(?:${UNIT})?$`, 'u');
const BOUND = new RegExp(`^(<=|≤|<|>=|≥|>|±|\\+/?-)?\\s*(${NUMBER})(?:${UNIT})?$`, 'u');
const RANGE = new RegExp(`^(${NUMBER})\\s*(?:-|–|\\.\\.|to|tot)\\s*(${NUMBER})(?:${UNIT})?$`, 'u');

/**
 * Whether a value keeps to its limit: `4` and `<= 4` at most, `>= 0.3` at least, `0.3-0.5` between, `±3` to both
 * sides of nought. A comma is a decimal point too. null where there is no limit.
 */
export function keepsLimit(value: string, limit: string): boolean | null | Unreadable {
  if (limit === '') return null;
  const measured = numberIn(VALUE.exec(value)?.[1]);
  if (measured === undefined) return 'unreadable';
  const range = RANGE.exec(limit);
  if (range !== null) return isBetween(measured, numberIn(range[1]), numberIn(range[2]));
  const bound = BOUND.exec(limit);
  const most = numberIn(bound?.[2]);
  if (bound === null || most === undefined) return 'unreadable';
  return KEEPS[bound[1] ?? '<=']?.(measured, most) ?? 'unreadable';
}

const atMost = (value: number, limit: number): boolean => value <= limit;
const atLeast = (value: number, limit: number): boolean => value >= limit;
const around = (value: number, limit: number): boolean => Math.abs(value) <= limit;

const KEEPS: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  '<=': atMost,
  '≤': atMost,
  '<': (value, limit) => value < limit,
  '>=': atLeast,
  '≥': atLeast,
  '>': (value, limit) => value > limit,
  '±': around,
  '+-': around,
  '+/-': around,
};

function isBetween(value: number, least: number | undefined, most: number | undefined): boolean | Unreadable {
  if (least === undefined || most === undefined) return 'unreadable';
  return value >= least && value <= most;
}

function numberIn(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text.replace('−', '-').replace(',', '.'));
}
