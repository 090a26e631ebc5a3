import { type KeyboardEvent, type RefObject, useId } from 'react';
import { useText } from '../language/language.tsx';

interface NoteFieldProps {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly note: string;
  readonly write: (note: string) => void;
  /** Back to the pages, whose keys judge. */
  readonly leave: () => void;
}

/** Words for whoever scans the page again: they go with the next rejection. N goes in, Enter and Esc go back. */
export function NoteField({ field, note, write, leave }: NoteFieldProps) {
  const { table } = useText();
  const id = useId();
  function press(event: KeyboardEvent): void {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    if (event.key === 'Escape') write('');
    leave();
  }
  return (
    <div className="verdict-note">
      <label htmlFor={id}>
        {table.note}{' '}
        <span aria-hidden="true" className="key">
          N
        </span>
      </label>
      <input
        ref={field}
        id={id}
        type="text"
        dir="auto"
        maxLength={2000}
        value={note}
        aria-keyshortcuts="N"
        aria-describedby={`${id}-hint`}
        onChange={(event) => write(event.target.value)}
        onKeyDown={press}
      />
      <p id={`${id}-hint`} className="hint">
        {table.noteHint}
      </p>
    </div>
  );
}
