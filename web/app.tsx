import { lazy, Suspense, useEffect, useRef } from 'react';
import { useText } from './language/language.tsx';
import { Shell } from './parts/shell.tsx';
import { Waiting } from './parts/waiting.tsx';
import { navigate, usePath } from './router.tsx';
import { ItemScreen } from './screens/item.tsx';
import { ItemsScreen } from './screens/items.tsx';
import { NewItemScreen } from './screens/new-item.tsx';
import { NotFound, Unreachable } from './screens/not-found.tsx';
import { ChoosePasswordScreen, SignInScreen } from './screens/sign-in.tsx';
import { useMay, useSession } from './session.tsx';

const SettingsScreen = lazy(() =>
  import('./screens/settings.tsx').then((module) => ({ default: module.SettingsScreen })),
);
const TableScreen = lazy(() =>
  import('./screens/table.tsx').then((module) => ({ default: module.TableScreen })),
);

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

const ITEM = /^\/items\/([0-9a-f-]{36})$/;
const TABLE = /^\/items\/([0-9a-f-]{36})\/table$/;

function Screen() {
  const path = usePath();
  useFocusOnNavigation(path);
  const itemId = ITEM.exec(path)?.[1];
  if (itemId !== undefined) return <ItemScreen key={itemId} id={itemId} />;
  const tableId = TABLE.exec(path)?.[1];
  if (tableId !== undefined) return <TableScreen key={tableId} id={tableId} />;
  if (path === '/') return <ItemsScreen />;
  if (path === '/items/new') return <NewItemScreen />;
  if (path === '/settings') return <AdminOnly />;
  if (path === '/sign-in') return <GoHome />;
  return <NotFound />;
}

function AdminOnly() {
  const text = useText();
  return useMay('admin') ? <SettingsScreen /> : <NotFound title={text.noRight} detail={text.noRightDetail} />;
}

function GoHome() {
  useEffect(() => navigate('/', { replace: true }), []);
  return null;
}

/** After a change of screen the keyboard and the screen reader start at the new screen's beginning. */
function useFocusOnNavigation(path: string): void {
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    document.getElementById('main')?.focus();
    window.scrollTo(0, 0);
  }, [path]);
}
