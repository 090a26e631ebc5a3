import { useText } from '../language/language.tsx';
import { useTitle } from '../router.tsx';
import { Tokens } from '../settings/tokens.tsx';
import { Users } from '../settings/users.tsx';

/** Who and what may come in. For administrators. */
export function SettingsScreen() {
  const text = useText();
  useTitle(text.settings);
  return (
    <>
      <h1>{text.settings}</h1>
      <div className="columns">
        <Tokens />
        <Users />
      </div>
    </>
  );
}
