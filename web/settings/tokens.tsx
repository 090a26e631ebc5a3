import { type FormEvent, type ReactNode, useCallback, useEffect, useState } from 'react';
import type { Role } from '../../model/user.ts';
import type { TokenView } from '../../model/views.ts';
import { api } from '../api.ts';
import { formatTime } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { ChoiceField, TextField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { ShownOnce } from './shown-once.tsx';
import { TokenStation, useStations } from './token-station.tsx';

/** Tokens of stations and scripts: made, seen once, revoked. */
export function Tokens() {
  const { text } = useLanguage();
  const { ask, error, isBusy } = useAsking();
  const [tokens, setTokens] = useState<readonly TokenView[]>([]);
  const [secret, setSecret] = useState<string>();
  const stations = useStations();
  const load = useCallback(() => ask(async () => setTokens((await api.tokens()).tokens)), [ask]);
  useEffect(() => void load(), [load]);
  async function make(name: string, role: Role): Promise<boolean> {
    const isMade = await ask(async () => setSecret((await api.addToken(name, role)).secret));
    if (isMade) await load();
    return isMade;
  }
  async function revoke(token: TokenView): Promise<void> {
    if (!window.confirm(text.revokeSure(token.name))) return;
    if (await ask(() => api.revokeToken(token.id))) await load();
  }
  return (
    <section className="card">
      <h2>{text.tokens}</h2>
      <p className="lead">{text.tokensLead}</p>
      <Problem error={error} />
      {secret !== undefined && <ShownOnce lead={text.tokenOnce} secret={secret} />}
      {tokens.length === 0 && <p className="hint">{text.noTokens}</p>}
      <ul className="rows">
        {tokens.map((token) => (
          <TokenRow key={token.id} token={token} revoke={() => void revoke(token)}>
            <TokenStation token={token} stations={stations} changed={() => void load()} />
          </TokenRow>
        ))}
      </ul>
      <TokenForm isBusy={isBusy} make={make} />
    </section>
  );
}

interface TokenRowProps {
  readonly token: TokenView;
  readonly revoke: () => void;
  readonly children: ReactNode;
}

function TokenRow({ token, revoke, children }: TokenRowProps) {
  const { text, language } = useLanguage();
  const used =
    token.lastUsedAt == null ? text.neverUsed : text.lastUsed(formatTime(token.lastUsedAt, language));
  const isRevoked = token.revokedAt != null;
  return (
    <li className={isRevoked ? 'row row-off' : 'row'}>
      <span className="row-words">
        <bdi>{token.name}</bdi>
        <span className="hint">
          {text.roles[token.role]} · {isRevoked ? text.revoked : used}
        </span>
      </span>
      {!isRevoked && (
        <span className="row-marks">
          {children}
          <button
            type="button"
            className="small"
            aria-label={`${text.revoke}: ${token.name}`}
            onClick={revoke}
          >
            {text.revoke}
          </button>
        </span>
      )}
    </li>
  );
}

interface TokenFormProps {
  readonly isBusy: boolean;
  readonly make: (name: string, role: Role) => Promise<boolean>;
}

function TokenForm({ isBusy, make }: TokenFormProps) {
  const { text } = useLanguage();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('technician');
  function submit(event: FormEvent): void {
    event.preventDefault();
    void make(name, role).then((isMade) => isMade && setName(''));
  }
  return (
    <form className="inline-form" onSubmit={submit}>
      <TextField label={text.tokenName} required value={name} change={setName} />
      <ChoiceField label={text.tokenRole} value={role} choices={text.roles} change={setRole} />
      <button type="submit" disabled={isBusy}>
        {text.makeToken}
      </button>
    </form>
  );
}
