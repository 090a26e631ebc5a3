import { type ReactNode, useEffect } from 'react';
import { useLanguage, useText } from '../language/language.tsx';
import type { InterfaceLanguage } from '../language/messages.ts';
import { WAYS } from '../places.ts';
import { Link, usePath } from '../router.tsx';
import { mayAs, useSession } from '../session.tsx';
import { hasUnsent } from '../table/send-behind.ts';
import { isSending } from '../uploads/uploads.ts';

/** The frame around every screen: where one is, who one is, and the way out. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const text = useText();
  const path = usePath();
  const { session } = useSession();
  const ways = session.kind === 'somebody' ? WAYS.filter(({ role }) => mayAs(session.agent.role, role)) : [];
  useWarningBeforeLeaving();
  return (
    <>
      <a className="skip" href="#main">
        {text.skipToContent}
      </a>
      <header className="masthead">
        <Link to="/" className="wordmark">
          Recto
        </Link>
        <nav className="masthead-places" aria-label="Recto">
          {ways.map(({ to, name, here }) => (
            <Link key={to} to={to} current={here.test(path)}>
              {name(text)}
            </Link>
          ))}
        </nav>
        <LanguageSwitch />
        <Whoami />
      </header>
      <main id="main" className="page" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

function Whoami() {
  const { session, leave } = useSession();
  const text = useText();
  if (session.kind !== 'somebody') return null;
  return (
    <div className="whoami">
      <span className="whoami-name" title={text.roles[session.agent.role]}>
        <bdi>{session.agent.name}</bdi>
      </span>
      <button type="button" className="quiet" onClick={() => leave().catch(() => window.location.reload())}>
        {text.signOut}
      </button>
    </div>
  );
}

const LANGUAGE_NAMES = { en: 'English', nl: 'Nederlands' } as const satisfies Record<
  InterfaceLanguage,
  string
>;

/** Changes the language of the interface; each language is named in itself. */
export function LanguageSwitch() {
  const { language, choose, text } = useLanguage();
  return (
    <fieldset className="language-switch" aria-label={text.interfaceLanguage}>
      {(['en', 'nl'] as const).map((tag) => (
        <button
          key={tag}
          type="button"
          lang={tag}
          title={LANGUAGE_NAMES[tag]}
          aria-label={LANGUAGE_NAMES[tag]}
          aria-pressed={language === tag}
          onClick={() => choose(tag)}
        >
          {tag.toUpperCase()}
        </button>
      ))}
    </fieldset>
  );
}

function useWarningBeforeLeaving(): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (isSending() || hasUnsent()) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, []);
}
