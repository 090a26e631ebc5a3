import { useText } from '../language/language.tsx';
import { AccessFields } from './access-fields.tsx';
import type { DeskParts } from './desk-parts.ts';
import { ReadersSee } from './readers-see.tsx';
import { RightsField } from './rights-field.tsx';
import { SavedLanguages } from './saved-fields.tsx';

/** Under which rights an item is shown, and to whom. */
export function RightsPanel(parts: DeskParts) {
  const { view, mayChange, change } = parts;
  const { describing: text } = useText();
  return (
    <>
      <ReadersSee view={view} />
      <AccessFields {...parts} />
      <RightsField {...parts} />
      <SavedLanguages
        legend={text.statement}
        hint={text.statementHint}
        map={view.requiredStatement}
        isLong
        mayChange={mayChange}
        keep={(requiredStatement) =>
          change({ description: { requiredStatement } }, text.changed(text.statement))
        }
      />
    </>
  );
}
