import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { api } from '../api.ts';
import { useText } from '../language/language.tsx';
import { TextField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import { LanguageSwitch } from '../parts/shell.tsx';
import { type Asking, useAsking } from '../parts/use-asking.ts';
import { navigate, usePath, useSearch, useTitle } from '../router.tsx';
import { useSession } from '../session.tsx';

/** Lets somebody in: by password, or by a link that works once. */
export function SignInScreen() {
  const path = usePath();
  const code = useSearch().get('code');
  return path === '/sign-in' && code !== null ? <ByLink code={code} /> : <ByPassword />;
}

function Frame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  useTitle(title);
  return (
    <main className="door">
      <div className="door-card">
        <p className="wordmark">Recto</p>
        <h1>{title}</h1>
        {children}
      </div>
      <LanguageSwitch />
    </main>
  );
}

function ByPassword() {
  const text = useText();
  const { enter } = useSession();
  const asking = useAsking();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  function submit(event: FormEvent): void {
    event.preventDefault();
    void asking.ask(async () => enter(await api.signIn(email, password)));
  }
  return (
    <Frame title={text.signIn}>
      <form onSubmit={submit}>
        <TextField
          label={text.email}
          type="email"
          autoComplete="username"
          required
          autoFocus
          value={email}
          change={setEmail}
        />
        <TextField
          label={text.password}
          type="password"
          autoComplete="current-password"
          required
          value={password}
          change={setPassword}
        />
        <Submit asking={asking}>{text.signIn}</Submit>
      </form>
    </Frame>
  );
}

function Submit({ asking, children }: { readonly asking: Asking; readonly children: ReactNode }) {
  return (
    <>
      <Problem error={asking.error} />
      <button type="submit" className="primary wide" disabled={asking.isBusy}>
        {children}
      </button>
    </>
  );
}

function ByLink({ code }: { readonly code: string }) {
  const text = useText();
  const { enter } = useSession();
  const { ask, error } = useAsking();
  const used = useRef<string>(undefined);
  useEffect(() => {
    // The link works once, so it must not be used twice by an effect that runs twice.
    if (used.current === code) return;
    used.current = code;
    void ask(async () => enter(await api.signInByLink(code)));
  }, [ask, code, enter]);
  return (
    <Frame title={text.signIn}>
      {error === undefined ? <p role="status">{text.linkUsed}</p> : <Problem error={error} />}
      {error !== undefined && (
        <button type="button" className="wide" onClick={() => navigate('/', { replace: true })}>
          {text.byPassword}
        </button>
      )}
    </Frame>
  );
}

const SHORTEST_PASSWORD = 10;

/** After a one-time link: a password of one's own, before anything else. */
export function ChoosePasswordScreen() {
  const text = useText();
  const { enter } = useSession();
  const asking = useAsking();
  const [password, setPassword] = useState('');
  function submit(event: FormEvent): void {
    event.preventDefault();
    void asking.ask(async () => {
      const view = await api.choosePassword(password);
      navigate('/', { replace: true });
      enter({ ...view, mustChoosePassword: false });
    });
  }
  return (
    <Frame title={text.choosePassword}>
      <p>{text.choosePasswordLead}</p>
      <form onSubmit={submit}>
        <TextField
          label={text.newPassword}
          hint={text.newPasswordHint}
          type="password"
          autoComplete="new-password"
          required
          autoFocus
          minLength={SHORTEST_PASSWORD}
          value={password}
          change={setPassword}
        />
        <Submit asking={asking}>{text.keepPassword}</Submit>
      </form>
    </Frame>
  );
}
