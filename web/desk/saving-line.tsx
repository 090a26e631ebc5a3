import { useState } from 'react';
import { hourOf } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { wordsOfProblem } from '../parts/problem.tsx';
import type { Draft } from './draft.ts';
import type { Saving } from './keeper.ts';
import type { DeskTools, LiveDesk } from './use-desk.ts';

interface SavingLineProps {
  readonly live: LiveDesk;
  readonly draft: Draft;
  readonly desk: DeskTools;
}

/** Whether everything is saved, and the ways back. */
export function SavingLine({ live, draft, desk }: SavingLineProps) {
  const { text } = useLanguage();
  const { saving } = live.state;
  return (
    <div className="desk-line">
      {desk.mayChange && (
        <>
          <Way words={draft.done.at(-1)?.words} isUndo go={desk.undo} />
          <Way words={draft.undone.at(-1)?.words} isUndo={false} go={desk.redo} />
        </>
      )}
      <SavingWords saving={saving} />
      {saving.kind === 'refused' && (
        <>
          <button type="button" className="small" onClick={live.keeper.retry}>
            {text.retry}
          </button>
          <Drop drop={live.keeper.drop} />
        </>
      )}
    </div>
  );
}

function SavingWords({ saving }: { readonly saving: Saving }) {
  const { text, language } = useLanguage();
  const words = () => {
    if (saving.kind === 'saving') return text.desk.saving;
    if (saving.kind === 'stuck') return text.desk.notAnswered;
    if (saving.kind === 'refused') return text.desk.notSaved(wordsOfProblem(saving.error, text));
    return saving.at === null ? text.desk.savedAll : text.desk.savedAt(hourOf(saving.at, language));
  };
  const isStuck = saving.kind === 'stuck' || saving.kind === 'refused';
  return (
    <span className={`desk-saving desk-saving-${saving.kind}`} role={isStuck ? 'alert' : undefined}>
      {words()}
    </span>
  );
}

interface WayProps {
  /** What would be undone or done again; undefined where there is nothing. */
  readonly words: string | undefined;
  readonly isUndo: boolean;
  readonly go: () => void;
}

function Way({ words, isUndo, go }: WayProps) {
  const { text } = useLanguage();
  const { desk } = text;
  const nothing = isUndo ? desk.nothingToUndo : desk.nothingToRedo;
  const all = words === undefined ? nothing : (isUndo ? desk.undoOf : desk.redoOf)(words);
  return (
    <button
      type="button"
      className="small desk-way"
      aria-disabled={words === undefined}
      aria-label={all}
      title={`${all} (${isUndo ? 'Ctrl+Z' : 'Ctrl+Shift+Z'})`}
      onClick={() => words !== undefined && go()}
    >
      <span aria-hidden="true">{isUndo ? '↶' : '↷'}</span>
      <span className="desk-way-words">{words ?? (isUndo ? text.undo : desk.redo)}</span>
    </button>
  );
}

function Drop({ drop }: { readonly drop: () => void }) {
  const { text } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="small quiet danger" onClick={() => setOpen(true)}>
        {text.desk.drop} …
      </button>
      {isOpen && (
        <Confirm
          title={text.desk.dropTitle}
          action={text.desk.drop}
          isDangerous
          confirm={async () => drop()}
          close={() => setOpen(false)}
        >
          <p>{text.desk.dropLead}</p>
        </Confirm>
      )}
    </>
  );
}
