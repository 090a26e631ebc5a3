import { useText } from '../language/language.tsx';

interface PagerProps {
  /** Of what it leafs through. */
  readonly name: string;
  /** The first and the last that are shown, counted from 1. */
  readonly from: number;
  readonly to: number;
  readonly total: number;
  readonly goBack: (() => void) | undefined;
  readonly goOn: (() => void) | undefined;
}

/** Leafs through a long list; nothing where it has but one page. */
export function Pager({ name, from, to, total, goBack, goOn }: PagerProps) {
  const text = useText();
  if (goBack === undefined && goOn === undefined) return null;
  return (
    <nav className="pager" aria-label={name}>
      <button type="button" className="small" aria-disabled={goBack === undefined} onClick={goBack}>
        {text.previousPage}
      </button>
      <span className="count">{text.pageOf(from, to, total)}</span>
      <button type="button" className="small" aria-disabled={goOn === undefined} onClick={goOn}>
        {text.nextPage}
      </button>
    </nav>
  );
}
