import { type FormEvent, useCallback, useEffect, useState } from 'react';
import type { Role } from '../../model/user.ts';
import type { UserView } from '../../model/views.ts';
import { api } from '../api.ts';
import { useText } from '../language/language.tsx';
import { ChoiceField, TextField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { ShownOnce } from './shown-once.tsx';

interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

/** The people who sign in: listed, and added with a link that works once. */
export function Users() {
  const text = useText();
  const { ask, error, isBusy } = useAsking();
  const [users, setUsers] = useState<readonly UserView[]>([]);
  const [link, setLink] = useState<string>();
  const load = useCallback(() => ask(async () => setUsers((await api.users()).users)), [ask]);
  useEffect(() => void load(), [load]);
  async function add(user: NewUser): Promise<boolean> {
    const isAdded = await ask(async () => setLink((await api.addUser(user)).signInLink));
    if (isAdded) await load();
    return isAdded;
  }
  return (
    <section className="card">
      <h2>{text.users}</h2>
      <p className="lead">{text.usersLead}</p>
      <Problem error={error} />
      {link !== undefined && <ShownOnce lead={text.linkOnce} secret={link} />}
      <ul className="rows">
        {users.map((user) => (
          <li key={user.id} className="row">
            <span className="row-words">
              <bdi>{user.name}</bdi>
              <span className="hint">
                {text.roles[user.role]} · <bdi>{user.email}</bdi>
              </span>
            </span>
          </li>
        ))}
      </ul>
      <UserForm isBusy={isBusy} add={add} />
    </section>
  );
}

interface UserFormProps {
  readonly isBusy: boolean;
  readonly add: (user: NewUser) => Promise<boolean>;
}

const NOBODY: NewUser = { email: '', name: '', role: 'technician' };

function UserForm({ isBusy, add }: UserFormProps) {
  const text = useText();
  const [user, setUser] = useState(NOBODY);
  function submit(event: FormEvent): void {
    event.preventDefault();
    void add(user).then((isAdded) => isAdded && setUser(NOBODY));
  }
  return (
    <form className="inline-form" onSubmit={submit}>
      <TextField
        label={text.name}
        required
        dir="auto"
        autoComplete="off"
        value={user.name}
        change={(name) => setUser({ ...user, name })}
      />
      <TextField
        label={text.email}
        type="email"
        required
        autoComplete="off"
        value={user.email}
        change={(email) => setUser({ ...user, email })}
      />
      <ChoiceField
        label={text.role}
        value={user.role}
        choices={text.roles}
        change={(role) => setUser({ ...user, role })}
      />
      <button type="submit" disabled={isBusy}>
        {text.addUser}
      </button>
    </form>
  );
}
