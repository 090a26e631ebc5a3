import { type ReactNode, Suspense, useEffect, useRef } from 'react';
import type { Role } from '../model/user.ts';
import { useText } from './language/language.tsx';
import { Shell } from './parts/shell.tsx';
import { Waiting } from './parts/waiting.tsx';
import { placeAt } from './places.ts';
import { navigate, usePath } from './router.tsx';
import { NotFound, Unreachable } from './screens/not-found.tsx';
import { ChoosePasswordScreen, SignInScreen } from './screens/sign-in.tsx';
import { useMay, useSession } from './session.tsx';

/** Decides which screen is shown: by who is signed in, then by the address. */
export function App() {
  const { session } = useSession();
  if (session.kind === 'asking') return <Waiting />;
  if (session.kind === 'unreachable') return <Unreachable />;
  if (session.kind === 'nobody') return <SignInScreen />;
  if (session.mustChoosePassword) return <ChoosePasswordScreen />;
  return (
    <Shell>
      <Suspense fallback={<Waiting />}>
        <Screen />
      </Suspense>
    </Shell>
  );
}

function Screen() {
  const path = usePath();
  useFocusOnNavigation(path);
  if (path === '/sign-in') return <GoHome />;
  const found = placeAt(path);
  if (found === undefined) return <NotFound />;
  const { place, id } = found;
  return (
    <For role={place.role}>
      <place.Screen key={id} id={id} />
    </For>
  );
}

function For({ role, children }: { readonly role: Role; readonly children: ReactNode }) {
  const text = useText();
  return useMay(role) ? children : <NotFound title={text.noRight} detail={text.noRightFor[role]} />;
}

function GoHome() {
  useEffect(() => navigate('/', { replace: true }), []);
  return null;
}

/** After a change of screen the keyboard and the screen reader start at its beginning, or at the field that it asks for. */
function useFocusOnNavigation(path: string): void {
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    const main = document.getElementById('main');
    if (main?.querySelector('input:focus') == null) main?.focus();
    window.scrollTo(0, 0);
  }, [path]);
}
