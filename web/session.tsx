import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import type { Agent, Role } from '../model/user.ts';
import type { SessionView } from '../model/views.ts';
import { api, asApiError, watchSignedOut } from './api.ts';

/** Who is signed in: not known yet, unreachable, nobody, or somebody. */
export type Session =
  | { readonly kind: 'asking' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'somebody'; readonly agent: Agent; readonly mustChoosePassword: boolean };

interface SessionTools {
  readonly session: Session;
  readonly enter: (view: SessionView) => void;
  readonly leave: () => Promise<void>;
  readonly askAgain: () => void;
}

const SessionContext = createContext<SessionTools | null>(null);

function sessionOf(view: SessionView): Session {
  if (view.agent === null) return { kind: 'nobody' };
  return { kind: 'somebody', agent: view.agent, mustChoosePassword: view.mustChoosePassword === true };
}

/** Asks the server who this is, and tells every screen inside. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [session, setSession] = useState<Session>({ kind: 'asking' });
  const enter = useCallback((view: SessionView) => setSession(sessionOf(view)), []);
  const askAgain = useCallback(() => {
    api.session().then(enter, (thrown: unknown) => {
      setSession({ kind: asApiError(thrown).status === 401 ? 'nobody' : 'unreachable' });
    });
  }, [enter]);
  const leave = useCallback(async () => {
    await api.signOut();
    setSession({ kind: 'nobody' });
  }, []);
  useEffect(askAgain, [askAgain]);
  useEffect(() => watchSignedOut(() => setSession({ kind: 'nobody' })), []);
  const tools = useMemo(() => ({ session, enter, leave, askAgain }), [session, enter, leave, askAgain]);
  return <SessionContext value={tools}>{children}</SessionContext>;
}

/** The session and what can be done with it. */
export function useSession(): SessionTools {
  const tools = use(SessionContext);
  if (tools === null) throw new Error('useSession needs a SessionProvider around it');
  return tools;
}

/** From the weakest to the strongest; the type makes it complete. */
const RANK = { technician: 1, curator: 2, admin: 3 } as const satisfies Record<Role, number>;

/** Whether a role may do what needs another. */
export function mayAs(has: Role, needs: Role): boolean {
  return RANK[has] >= RANK[needs];
}

/** Whether who is signed in may do what needs this role. The server decides; this only hides what it would refuse. */
export function useMay(needs: Role): boolean {
  const { session } = useSession();
  return session.kind === 'somebody' && mayAs(session.agent.role, needs);
}
