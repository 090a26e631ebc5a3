import type { RuleName } from '../../model/capture-profile.ts';
import type { RuleView } from '../../model/profile.ts';
import { useMessage, useText } from '../language/language.tsx';
import type { Weight } from './changes.ts';
import type { Editing } from './use-profile.ts';

const WEIGHTS = ['error', 'warning', 'off'] as const;

/** Every rule, what it looks at, and what happens where it speaks. */
export function RulesTable({ editing: { rules, draft, change } }: { readonly editing: Editing }) {
  const text = useText().profiles;
  function weigh({ name, severity }: RuleView, weight: Weight): void {
    const severities: Partial<Record<RuleName, Weight>> = { ...draft.severities };
    if (weight === severity) delete severities[name];
    else severities[name] = weight;
    change({ severities });
  }
  return (
    <section aria-labelledby="rules-title">
      <h2 id="rules-title">{text.rules}</h2>
      <p className="lead">{text.rulesLead}</p>
      <ul className="rows rule-rows">
        {rules.rules.map((rule) => (
          <RuleRow
            key={rule.name}
            rule={rule}
            weight={draft.severities[rule.name] ?? rule.severity}
            weigh={(weight) => weigh(rule, weight)}
          />
        ))}
      </ul>
    </section>
  );
}

interface RuleRowProps {
  readonly rule: RuleView;
  readonly weight: Weight;
  readonly weigh: (weight: Weight) => void;
}

function RuleRow({ rule, weight, weigh }: RuleRowProps) {
  const text = useText().profiles;
  const say = useMessage();
  const id = `rule-${rule.name}`;
  return (
    <li className="row">
      <div className="row-words">
        <label htmlFor={id}>
          {say(rule.title)} <span className="tag">{rule.name}</span>
        </label>
        <span className="hint" id={`${id}-hint`}>
          {say(rule.looksAt)}
          {rule.atMost === 'warning' && ` (${text.neverError})`}
        </span>
      </div>
      <select
        id={id}
        className={`weight weight-${weight}`}
        aria-describedby={`${id}-hint`}
        value={weight}
        onChange={(event) => weigh(event.target.value as Weight)}
      >
        {WEIGHTS.map((one) => (
          <option key={one} value={one} disabled={one === 'error' && rule.atMost === 'warning'}>
            {text.weights[one]}
          </option>
        ))}
      </select>
    </li>
  );
}
