import { useEffect } from 'react';
import { useText } from '../language/language.tsx';
import { Link, useTitle } from '../router.tsx';
import { useSession } from '../session.tsx';

interface NotFoundProps {
  readonly title?: string;
  readonly detail?: string;
}

/** Nothing here, or nothing for this person: with the way back. */
export function NotFound({ title, detail }: NotFoundProps) {
  const text = useText();
  const heading = title ?? text.notFound;
  useTitle(heading);
  return (
    <section className="empty">
      <h1>{heading}</h1>
      <p>{detail ?? text.notFoundDetail}</p>
      <Link to="/" className="button primary">
        {text.toItems}
      </Link>
    </section>
  );
}

const TRY_AGAIN_MS = 3000;

/** The server does not answer: says so, and asks again until it does. */
export function Unreachable() {
  const text = useText();
  const { askAgain } = useSession();
  useTitle(text.unreachable);
  useEffect(() => {
    const timer = window.setInterval(askAgain, TRY_AGAIN_MS);
    return () => window.clearInterval(timer);
  }, [askAgain]);
  return (
    <main className="page empty">
      <h1>{text.unreachable}</h1>
      <p role="status">{text.unreachableDetail}</p>
      <button type="button" onClick={askAgain}>
        {text.retry}
      </button>
    </main>
  );
}
