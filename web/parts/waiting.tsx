import { useText } from '../language/language.tsx';

/** Something is on its way. Shown after a moment only, so that what is quick does not flicker. */
export function Waiting() {
  return (
    <p className="waiting" role="status">
      {useText().waiting}
    </p>
  );
}
