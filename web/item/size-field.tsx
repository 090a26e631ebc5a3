import { useId, useRef, useState } from 'react';
import { useLanguage } from '../language/language.tsx';
import { readCentimetres } from './centimetres.ts';

interface SizeFieldProps {
  readonly label: string;
  readonly valueMm: number | null;
  readonly change: (mm: number | null) => void;
}

/** A size, typed in centimetres with a point or a comma; kept in whole millimetres. The form waits where it is no size. */
export function SizeField({ label, valueMm, change }: SizeFieldProps) {
  const { language, text } = useLanguage();
  const id = useId();
  const hintId = `${id}-hint`;
  const field = useRef<HTMLInputElement>(null);
  const inCm = (mm: number) =>
    new Intl.NumberFormat(language, { useGrouping: false, maximumFractionDigits: 1 }).format(mm / 10);
  const [typed, setTyped] = useState(valueMm === null ? '' : inCm(valueMm));
  const read = readCentimetres(typed);
  const known = read.kind === 'size' ? read.mm : null;
  // Somebody else's was put in its place.
  if (read.kind !== 'wrong' && known !== valueMm) setTyped(valueMm === null ? '' : inCm(valueMm));
  function type(next: string): void {
    setTyped(next);
    const size = readCentimetres(next);
    field.current?.setCustomValidity(size.kind === 'wrong' ? text.stand.noSize : '');
    if (size.kind !== 'wrong') change(size.kind === 'size' ? size.mm : null);
  }
  const isWrong = read.kind === 'wrong';
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        ref={field}
        id={id}
        aria-describedby={hintId}
        aria-invalid={isWrong}
        inputMode="decimal"
        autoComplete="off"
        maxLength={20}
        value={typed}
        onChange={(event) => type(event.target.value)}
      />
      <p className={isWrong ? 'problem' : 'hint'} id={hintId} aria-live="polite">
        {isWrong && text.stand.noSize}
        {read.kind === 'size' && read.isRounded && text.stand.roundedSize(inCm(read.mm))}
      </p>
    </div>
  );
}
