import type { ApiError } from '../api.ts';
import { useText } from '../language/language.tsx';
import type { Messages } from '../language/messages.ts';

/** What went wrong, in the server's words if it had any. */
export function wordsOfProblem(error: ApiError, text: Messages): string {
  return error.detail || (error.status === 0 ? text.notReached : text.wentWrong);
}

/** The same on the screen. Read out as soon as it appears. */
export function Problem({ error }: { readonly error: ApiError | undefined }) {
  const text = useText();
  if (error === undefined) return null;
  return (
    <p className="problem" role="alert">
      {wordsOfProblem(error, text)}
    </p>
  );
}
