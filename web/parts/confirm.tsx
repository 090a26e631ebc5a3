import type { FormEvent, ReactNode } from 'react';
import { useText } from '../language/language.tsx';
import { Dialog } from './dialog.tsx';
import { Problem } from './problem.tsx';
import { useAsking } from './use-asking.ts';

interface ConfirmProps {
  readonly title: string;
  /** What happens then. */
  readonly children: ReactNode;
  /** The word on the button that does it. */
  readonly action: string;
  readonly isDangerous?: boolean;
  readonly confirm: () => Promise<void>;
  readonly close: () => void;
}

/**
 * Asks once more before what cannot be undone, or for what is needed to do it. Closes by itself when it is done; says why
 * when it is not.
 */
export function Confirm({ title, children, action, isDangerous = false, confirm, close }: ConfirmProps) {
  const text = useText();
  const { ask, error, isBusy } = useAsking();
  function submit(event: FormEvent): void {
    event.preventDefault();
    void ask(confirm).then((isDone) => isDone && close());
  }
  return (
    <Dialog title={title} close={close}>
      <form onSubmit={submit}>
        {children}
        <Problem error={error} />
        <div className="actions">
          <button type="submit" className={isDangerous ? 'danger' : 'primary'} disabled={isBusy}>
            {action}
          </button>
          <button type="button" className="quiet" onClick={close}>
            {text.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
