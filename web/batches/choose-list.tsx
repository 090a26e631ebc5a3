import { type ChangeEvent, type RefObject, useRef, useState } from 'react';
import type { BatchKind } from '../../model/batch.ts';
import { formatSize } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { type ChosenList, listOfFile, listOfFolder, MAX_LIST_BYTES } from './chosen-list.ts';

interface ChooseListProps {
  readonly kind: BatchKind;
  readonly chosen: ChosenList | undefined;
  readonly choose: (list: ChosenList) => void;
}

/** Where the list comes from: a table, or the names in a folder. Says what was chosen. */
export function ChooseList({ kind, chosen, choose }: ChooseListProps) {
  const { text: all, language } = useLanguage();
  const text = all.batches;
  const table = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState('');
  function take(read: Promise<ChosenList>): void {
    read.then(
      (list) => {
        const said = list.names === 0 ? text.noNames : list.sizeBytes > MAX_LIST_BYTES ? text.tooLarge : '';
        setProblem(said);
        if (said === '') choose(list);
      },
      () => setProblem(text.notRead),
    );
  }
  return (
    <div className="drop-here choose-list">
      <p className="hint">{text.listLeads[kind]}</p>
      {chosen !== undefined && (
        <p role="status">
          <bdi>
            {chosen.names === undefined
              ? text.chosen(chosen.name, formatSize(Math.max(1000, chosen.sizeBytes), language))
              : text.chosenNames(chosen.name, chosen.names)}
          </bdi>
        </p>
      )}
      {problem !== '' && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <div className="actions">
        {kind === 'names' && (
          <>
            <button type="button" onClick={() => folder.current?.click()}>
              {text.chooseFolder}
            </button>
            <HiddenInput box={folder} isFolder take={(files) => take(Promise.resolve(listOfFolder(files)))} />
          </>
        )}
        <button
          type="button"
          className={kind === 'names' ? 'quiet' : undefined}
          onClick={() => table.current?.click()}
        >
          {kind === 'names' ? text.chooseNames : text.chooseTable}
        </button>
        <HiddenInput box={table} take={([file]) => file !== undefined && take(listOfFile(file))} />
      </div>
    </div>
  );
}

interface HiddenInputProps {
  readonly box: RefObject<HTMLInputElement | null>;
  readonly isFolder?: boolean;
  readonly take: (files: readonly File[]) => void;
}

/** The browser's own chooser; its button is drawn by us. */
function HiddenInput({ box, isFolder = false, take }: HiddenInputProps) {
  function changed({ target }: ChangeEvent<HTMLInputElement>): void {
    take([...(target.files ?? [])]);
    target.value = '';
  }
  return (
    <input
      ref={box}
      type="file"
      hidden
      {...(isFolder ? { webkitdirectory: '' } : { accept: '.csv,.tsv,.txt,text/csv,text/plain' })}
      onChange={changed}
    />
  );
}
