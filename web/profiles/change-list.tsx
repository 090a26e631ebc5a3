import type { CaptureProfile } from '../../model/capture-profile.ts';
import type { RulesView } from '../../model/profile.ts';
import { useLanguage, useMessage } from '../language/language.tsx';
import type { InterfaceLanguage, Messages } from '../language/messages.ts';
import { type Change, changesBetween, type LimitName } from './changes.ts';

interface ChangeListProps {
  readonly before: CaptureProfile;
  readonly after: CaptureProfile;
  readonly rules: RulesView;
  /** What is said where they are the same. */
  readonly nothing: string;
}

/** In what two profiles differ, a line each. */
export function ChangeList({ before, after, rules, nothing }: ChangeListProps) {
  const { text, language } = useLanguage();
  const say = useMessage();
  const changes = changesBetween(before, after);
  if (changes.length === 0) return <p className="hint">{nothing}</p>;
  function lineOf(change: Change): string {
    const { changeOf, fields, weights } = text.profiles;
    if ('limit' in change) {
      const words = (value: unknown) => wordsOf(change.limit, value, { text, language });
      return changeOf(fields[change.limit], words(change.before), words(change.after));
    }
    const rule = rules.rules.find(({ name }) => name === change.rule);
    const weigh = (weight: Change['before']) => weights[(weight ?? rule?.severity ?? 'error') as 'error'];
    return changeOf(
      rule === undefined ? change.rule : say(rule.title),
      weigh(change.before),
      weigh(change.after),
    );
  }
  return (
    <ul className="change-list">
      {changes.map((change) => (
        <li key={'limit' in change ? change.limit : `rule ${change.rule}`}>{lineOf(change)}</li>
      ))}
    </ul>
  );
}

interface In {
  readonly text: Messages;
  readonly language: InterfaceLanguage;
}

const UNITS: Partial<Record<LimitName, keyof Messages['profiles']['units']>> = {
  minBytes: 'bytes',
  maxPages: 'pages',
  maxPixels: 'megapixels',
  bandPct: 'percent',
  blankDeviation: 'levels',
  nearBits: 'bits',
  outlierPct: 'percent',
  physicalPct: 'percent',
};

/** The value of a limit as people say it. */
function wordsOf(limit: LimitName, value: unknown, { text, language }: In): string {
  const { any, units } = text.profiles;
  const number = (given: number) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: 6 }).format(given);
  if (value === null) return any;
  if (Array.isArray(value))
    return new Intl.ListFormat(language, { type: 'disjunction' }).format(value.map(String));
  if (limit === 'ppi') {
    const { min, max, tolerancePct } = value as NonNullable<CaptureProfile['ppi']>;
    const end = max === null ? '+' : `–${number(max)}`;
    return `${number(min)}${end} ${units.ppi} ± ${number(tolerancePct)} %`;
  }
  if (typeof value !== 'number') return String(value);
  if (Number.isNaN(value)) return '…';
  const unit = UNITS[limit];
  return `${number(limit === 'maxPixels' ? value / 1e6 : value)} ${unit === undefined ? '' : units[unit]}`.trim();
}
