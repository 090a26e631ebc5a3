import type { BatchFileView } from '../../model/batch.ts';
import { formatTime } from '../language/format.ts';
import { useLanguage, useText } from '../language/language.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { batchApi } from './api.ts';

/** What a person did with a file; nothing where nobody did anything. */
export function AsideWords({ aside }: Pick<BatchFileView, 'aside'>) {
  const { text, language } = useLanguage();
  if (aside === null) return null;
  const { became, by, at, reason } = aside;
  const { takenFor, setAsideBy } = text.batches;
  const when = formatTime(at, language);
  return (
    <>
      <p className="hint">{became === null ? setAsideBy(by, when) : takenFor(became, by, when)}</p>
      {reason !== '' && <p dir="auto">{reason}</p>}
    </>
  );
}

interface PutBackProps {
  readonly batchId: string;
  readonly file: BatchFileView;
  readonly changed: () => void;
}

/** Takes back that a file was put right. */
export function PutBack({ batchId, file, changed }: PutBackProps) {
  const text = useText().batches;
  const { isBusy, error, ask } = useAsking();
  const undo = () =>
    ask(async () => {
      await batchApi.undoPutRight(batchId, file.id ?? '');
      changed();
    });
  return (
    <>
      <button
        type="button"
        className="small"
        aria-label={text.putBackOf(file.path)}
        disabled={isBusy}
        onClick={() => void undo()}
      >
        {text.putBack}
      </button>
      <Problem error={error} />
    </>
  );
}
