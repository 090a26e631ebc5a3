import { type FormEvent, useState } from 'react';
import { useLanguage } from '../language/language.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ChoiceField, TextField } from '../parts/field.tsx';
import { placeNamed } from './find-side.ts';
import { nameOfSide } from './names.ts';
import type { DeskTools } from './use-desk.ts';
import type { SideTools } from './use-sides.ts';

export interface SideDialogProps {
  readonly desk: DeskTools;
  readonly tools: SideTools;
  readonly close: () => void;
}

/** Puts what is selected before or after a page that is named by its number or its label. */
export function MoveDialog({ desk, tools, close }: SideDialogProps) {
  const { text, language } = useLanguage();
  const [words, setWords] = useState('');
  const [where, setWhere] = useState<'before' | 'after'>('before');
  const { surfaces } = desk.view;
  const place = placeNamed(surfaces, words);
  const side = place === undefined ? undefined : surfaces[place];
  const count = tools.targets.length;
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (place === undefined) return;
    tools.moveTo(place + (where === 'after' ? 1 : 0));
    close();
  }
  const found = () => {
    if (words.trim() === '') return text.desk.moveHint(surfaces.length);
    if (side === undefined || place === undefined) return text.desk.noSuchPage;
    return text.desk.moveFound(count, where, `${place + 1} (${nameOfSide(side, language)})`);
  };
  return (
    <Dialog title={text.desk.moveTitle(count)} close={close}>
      <form onSubmit={submit}>
        <ChoiceField label={text.desk.moveWhere} value={where} choices={text.desk.wheres} change={setWhere} />
        <TextField
          label={text.desk.movePage}
          value={words}
          change={setWords}
          autoFocus
          autoComplete="off"
          dir="auto"
        />
        <p className="hint" role="status">
          {found()}
        </p>
        <div className="actions">
          <button type="submit" className="primary" disabled={place === undefined}>
            {text.desk.move}
          </button>
          <button type="button" className="quiet" onClick={close}>
            {text.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
