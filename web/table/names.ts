import type { TableSide } from '../../model/table-view.ts';
import { bestValue } from '../language/format.ts';
import type { InterfaceLanguage, Messages } from '../language/messages.ts';

/** What is said of a page on the table, for eyes and for ears. */
export interface Words {
  readonly name: string;
  readonly found: string;
  /** A sign beside the colour, so that nobody needs the colour. */
  readonly mark: string;
  readonly condition: 'good' | 'warned' | 'stuck' | 'out';
  readonly all: string;
}

interface Saying {
  /** Counted from 0. */
  readonly at: number;
  readonly total: number;
  readonly language: InterfaceLanguage;
  readonly text: Messages;
}

/** What to call a page: its label, else the name of its scan. */
export function nameOfSide(side: TableSide, language: InterfaceLanguage): string {
  return bestValue(side.label, language)?.value ?? side.name;
}

/** How a page stands, in one word: it decides its colour. */
export function conditionOf({ state, file, findings }: TableSide): Words['condition'] {
  if (state === 'suppressed') return 'out';
  if (file === 'rejected' || file === 'failed') return 'stuck';
  if (findings.some(({ severity }) => severity === 'error')) return 'stuck';
  return findings.length > 0 ? 'warned' : 'good';
}

/** How a page stands, as people say it. */
export function stateWords({ state, file }: TableSide, text: Messages): string {
  return file === null || file === 'ready' || state === 'suppressed'
    ? text.surfaceStates[state]
    : text.fileStates[file];
}

/** Everything that is said of a page. */
export function wordsOf(side: TableSide, { at, total, language, text }: Saying): Words {
  const name = nameOfSide(side, language);
  const found = text.table.findingsOf(side.findings.length);
  const condition = conditionOf(side);
  const place = text.table.pageOf(name, at + 1, total);
  const count = side.findings.length > 1 ? String(side.findings.length) : '';
  const marks = { good: '', warned: `! ${count}`, stuck: `✖ ${count}`, out: '' } as const;
  return {
    name,
    found,
    condition,
    mark: marks[condition].trim(),
    all: `${place}, ${stateWords(side, text)}, ${found}`,
  };
}
