import { useMemo } from 'react';
import { nameOfRights } from '../item/rights.ts';
import { useText } from '../language/language.tsx';
import { Picker } from '../parts/picker.tsx';
import { matching } from '../parts/search.ts';
import type { DeskParts } from './desk-parts.ts';
import { markOf, type RightsMark, rightsChoices } from './rights-list.ts';

const NONE = 'none';

/** The statement of rights, by its name or by what it means. */
export function RightsField({ view, mayChange, change }: DeskParts) {
  const all = useText();
  const { describing: text } = all;
  const choices = useMemo(() => rightsChoices(all), [all]);
  const chosen = choices.find(({ uri }) => uri === view.rights);
  const options = useMemo(() => {
    const undecided = { key: NONE, name: text.rightsNone, draw: <span>{text.rightsNone}</span> };
    const known = choices.map(({ uri, name, meaning, mark }) => ({
      ...{ key: uri, name, also: `${meaning} ${mark.letters}` },
      draw: (
        <span className="rights-choice">
          <Mark mark={mark} />
          <span>
            <strong>{name}</strong>
            <span className="hint">{meaning}</span>
          </span>
        </span>
      ),
    }));
    return [...known, undecided];
  }, [choices, text]);
  const { rights } = view;
  return (
    <fieldset className="desk-field">
      <legend>{text.rights}</legend>
      <Picker
        label={text.rights}
        shown={rights === null ? '' : nameOfRights(rights)}
        placeholder={text.rightsNone}
        options={(typed) => matching(options, typed)}
        choose={(key) =>
          change({ description: { rights: key === NONE ? null : key } }, text.changed(text.rights))
        }
        isDisabled={!mayChange}
        none={text.nothingFits}
      />
      {rights === null ? (
        <p className="hint">{text.rightsHint}</p>
      ) : (
        <p className="rights-choice">
          <Mark mark={markOf(rights)} />
          <span>
            {chosen?.meaning}{' '}
            <a href={rights} target="_blank" rel="noreferrer">
              {text.wholeStatement}
            </a>
          </span>
        </p>
      )}
    </fieldset>
  );
}

function Mark({ mark: { like, letters } }: { readonly mark: RightsMark }) {
  return (
    <span aria-hidden="true" className={`rights-mark rights-${like}`}>
      {letters}
    </span>
  );
}
