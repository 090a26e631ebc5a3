import { useEffect, useRef, useState } from 'react';
import { useText } from '../language/language.tsx';
import { type Choice, chooseFiles } from '../uploads/choose-files.ts';
import { droppedFiles } from '../uploads/dropped-files.ts';

interface AddFilesProps {
  readonly add: (chosen: Choice<File>) => void;
}

/** Takes files that are dropped anywhere on the page, and shows while they hang over it that it will. */
export function DropZone({ add }: AddFilesProps) {
  const text = useText();
  const isOver = useDrop(add);
  return isOver ? (
    <div className="drop-veil" aria-hidden="true">
      <p>{text.dropNow}</p>
    </div>
  ) : null;
}

function useDrop(add: (chosen: Choice<File>) => void): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    // Entering a child leaves its parent: only the count says when the files have left the page.
    let depth = 0;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    function enter(event: DragEvent): void {
      if (!hasFiles(event)) return;
      depth += 1;
      setOver(true);
    }
    function leave(event: DragEvent): void {
      if (!hasFiles(event)) return;
      depth -= 1;
      if (depth <= 0) setOver(false);
    }
    function over(event: DragEvent): void {
      if (hasFiles(event)) event.preventDefault();
    }
    function drop(event: DragEvent): void {
      if (!hasFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      void droppedFiles(event.dataTransfer).then(add);
    }
    const listeners = { dragenter: enter, dragleave: leave, dragover: over, drop } as const;
    const names = Object.keys(listeners) as (keyof typeof listeners)[];
    for (const name of names) window.addEventListener(name, listeners[name]);
    return () => {
      for (const name of names) window.removeEventListener(name, listeners[name]);
    };
  }, [add]);
  return isOver;
}

/** The same with a button: files, or a whole folder. */
export function AddFilesButtons({ add }: AddFilesProps) {
  const text = useText();
  return (
    <div className="actions">
      <FilePicker words={text.addFiles} isFolder={false} add={add} />
      <FilePicker words={text.addFolder} isFolder add={add} />
    </div>
  );
}

interface FilePickerProps extends AddFilesProps {
  readonly words: string;
  readonly isFolder: boolean;
}

function FilePicker({ words, isFolder, add }: FilePickerProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className={isFolder ? undefined : 'primary'}
        onClick={() => input.current?.click()}
      >
        {words}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        {...(isFolder && { webkitdirectory: '' })}
        onChange={(event) => {
          add(chooseFiles(event.target.files ?? []));
          event.target.value = '';
        }}
      />
    </>
  );
}
