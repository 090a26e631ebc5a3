import type { ApiError } from '../api.ts';
import { useText } from '../language/language.tsx';

/** What went wrong, in the server's words if it had any. Read out as soon as it appears. */
export function Problem({ error }: { readonly error: ApiError | undefined }) {
  const text = useText();
  if (error === undefined) return null;
  const words = error.detail || (error.status === 0 ? text.notReached : text.wentWrong);
  return (
    <p className="problem" role="alert">
      {words}
    </p>
  );
}
