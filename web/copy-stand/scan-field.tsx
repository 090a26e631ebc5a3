import { type FormEvent, type RefObject, useState } from 'react';
import { useText } from '../language/language.tsx';

interface ScanFieldProps {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly find: (reference: string) => void;
}

/** Where a scanner's keys go, and a hand's. */
export function ScanField({ field, find }: ScanFieldProps) {
  const { stand: text } = useText();
  const [typed, setTyped] = useState('');
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (typed.trim() === '') return;
    find(typed.trim());
    setTyped('');
  }
  return (
    <form className="stand-scan" onSubmit={submit}>
      <input
        ref={field}
        aria-label={text.scan}
        placeholder={text.scan}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="search"
        maxLength={200}
        dir="auto"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <button type="submit">{text.find}</button>
    </form>
  );
}
