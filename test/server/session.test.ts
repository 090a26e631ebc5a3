import { expect } from 'chai';
import { type ProblemBody, readJson, startTestServer, type TestServer } from '../fixtures/server.ts';

interface SessionBody {
  readonly agent: {
    readonly id: string;
    readonly name: string;
    readonly role: string;
    readonly kind: string;
  } | null;
  readonly csrf: string | null;
  readonly mustChoosePassword?: boolean;
}

const PASSWORD = 'correct horse battery';
const EMAIL = 'chief@example.org';

describe('signing in', function () {
  this.timeout(30_000);
  let server: TestServer;

  before(async () => {
    server = await startTestServer({ env: { RECTO_ADMIN_EMAIL: EMAIL, RECTO_ADMIN_PASSWORD: PASSWORD } });
  });
  after(() => server?.stop());

  const send = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${server.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const cookieOf = (answer: Response) => answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const signIn = async (email = EMAIL, password = PASSWORD) => {
    const answer = await send('POST', '/api/session', { email, password });
    const { csrf } = await readJson<SessionBody>(answer.clone());
    return { answer, cookie: cookieOf(answer), csrf: csrf ?? '' };
  };
  const whoIs = async (cookie: string) =>
    readJson<SessionBody>(await fetch(`${server.url}/api/session`, { headers: { cookie } }));
  const invite = async (role: string) => {
    const email = `${role}${Math.random()}@example.org`;
    const answer = await server.ask('/api/users', { method: 'POST', json: { email, name: 'New One', role } });
    const { signInLink } = await readJson<{ signInLink: string }>(answer);
    const code = new URL(signInLink).searchParams.get('code') ?? '';
    return { email, code, status: answer.status };
  };

  it('knows nobody at first', async () => {
    expect(await whoIs('')).to.deep.equal({ agent: null, csrf: null });
  });

  it('by email and password sets a cookie that scripts cannot read and other sites do not send', async () => {
    const { answer, cookie } = await signIn('Chief@Example.org');
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('set-cookie')).to.match(
      /^recto_session=[\w-]{43}; Max-Age=43200; Path=\/; .*HttpOnly; SameSite=Lax$/,
    );
    expect(answer.headers.get('cache-control')).to.equal('no-store');
    const { agent } = await whoIs(cookie);
    expect(agent).to.include({ role: 'admin', kind: 'user' });
  });

  it('is refused in the same words for a wrong password and for somebody unknown', async () => {
    const wrong = await signIn(EMAIL, 'wrong horse battery');
    const unknown = await signIn('nobody@example.org');
    expect([wrong.answer.status, unknown.answer.status]).to.deep.equal([401, 401]);
    const [one, other] = [
      await readJson<ProblemBody>(wrong.answer),
      await readJson<ProblemBody>(unknown.answer),
    ];
    expect(one.detail)
      .to.equal(other.detail)
      .and.match(/not right/);
    expect(wrong.cookie).to.equal('');
  });

  it('is refused for a while after too many tries, also with the right password', async () => {
    const { email } = await invite('technician');
    const statuses = new Set<number>();
    for (let attempt = 1; attempt <= 10; attempt += 1)
      statuses.add((await signIn(email, 'guess')).answer.status);
    expect([...statuses]).to.deep.equal([401]);
    const { answer } = await signIn(email, PASSWORD);
    expect(answer.status).to.equal(429);
    expect(Number(answer.headers.get('retry-after'))).to.be.within(1, 900);
    expect((await signIn()).answer.status).to.equal(200);
  });

  it('protects what a cookie may change with the word of the page', async () => {
    const { cookie, csrf } = await signIn();
    const change = (headers: Record<string, string>) =>
      send('POST', '/api/items', { reference: 'CSRF 1' }, { cookie, ...headers });
    expect((await change({})).status).to.equal(403);
    expect((await change({ 'x-csrf-token': `${csrf}x` })).status).to.equal(403);
    expect((await change({ 'x-csrf-token': csrf })).status).to.equal(201);
  });

  it('out forgets the session', async () => {
    const { cookie, csrf } = await signIn();
    expect((await send('DELETE', '/api/session', undefined, { cookie })).status).to.equal(403);
    const answer = await send('DELETE', '/api/session', undefined, { cookie, 'x-csrf-token': csrf });
    expect(answer.status).to.equal(204);
    expect((await whoIs(cookie)).agent).to.equal(null);
  });

  it('by a one-time link works once, and asks for a password', async () => {
    const { email, code, status } = await invite('curator');
    expect(status).to.equal(201);
    const first = await send('POST', '/api/session/link', { code });
    const session = await readJson<SessionBody>(first);
    expect(session.mustChoosePassword).to.equal(true);
    expect((await send('POST', '/api/session/link', { code })).status).to.equal(401);
    const cookie = cookieOf(first);
    expect((await whoIs(cookie)).mustChoosePassword).to.equal(true);

    const headers = { cookie, 'x-csrf-token': session.csrf ?? '' };
    expect((await send('PUT', '/api/session/password', { password: 'too short' }, headers)).status).to.equal(
      400,
    );
    const chosen = await send('PUT', '/api/session/password', { password: PASSWORD }, headers);
    expect(chosen.status).to.equal(200);
    expect((await whoIs(cookie)).agent).to.equal(null);
    expect((await whoIs(cookieOf(chosen))).mustChoosePassword).to.equal(undefined);
    expect((await signIn(email)).answer.status).to.equal(200);
  });

  it('must give the present password to change it, and ends every other session', async () => {
    const { email, code } = await invite('technician');
    const first = await send('POST', '/api/session/link', { code });
    const { csrf } = await readJson<SessionBody>(first);
    const own = { cookie: cookieOf(first), 'x-csrf-token': csrf ?? '' };
    await send('PUT', '/api/session/password', { password: PASSWORD }, own);
    const [one, other] = [await signIn(email), await signIn(email)];
    const headers = { cookie: one.cookie, 'x-csrf-token': one.csrf };
    const change = (body: unknown) => send('PUT', '/api/session/password', body, headers);
    const password = 'another horse battery';
    expect((await change({ password })).status).to.equal(403);
    expect((await change({ password, current: 'not this one' })).status).to.equal(403);
    expect((await change({ password, current: PASSWORD })).status).to.equal(200);
    expect((await whoIs(other.cookie)).agent).to.equal(null);
    expect((await signIn(email)).answer.status).to.equal(401);
  });

  it('of a token is by its header, until it is revoked', async () => {
    const made = await server.ask('/api/tokens', {
      method: 'POST',
      json: { name: 'Stand 3', role: 'technician' },
    });
    expect(made.status).to.equal(201);
    const { token, secret } = await readJson<{ token: { id: string }; secret: string }>(made);
    expect(secret).to.match(/^rct_[\w-]{43}$/);
    const list = async () => (await server.ask('/api/tokens')).text();
    expect(await list())
      .to.include(token.id)
      .and.not.include(secret);
    const headers = { authorization: `Bearer ${secret}` };
    const ask = (path: string) => fetch(`${server.url}${path}`, { headers });
    expect((await ask('/api/items')).status).to.equal(200);
    expect((await ask('/api/tokens')).status).to.equal(403);
    expect((await server.ask(`/api/tokens/${token.id}`, { method: 'DELETE' })).status).to.equal(204);
    expect((await ask('/api/items')).status).to.equal(401);
    expect((await server.ask(`/api/tokens/${token.id}`, { method: 'DELETE' })).status).to.equal(404);
  });

  it('is no use with a bad token beside a good cookie', async () => {
    const { cookie } = await signIn();
    const headers = { cookie, authorization: 'Bearer rct_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' };
    const answer = await fetch(`${server.url}/api/items`, { headers });
    expect(answer.status).to.equal(401);
    expect(answer.headers.get('www-authenticate')).to.match(/^Bearer/);
  });

  it('has one account for an email address', async () => {
    const { email } = await invite('curator');
    const again = { email: email.toUpperCase(), name: 'Again', role: 'admin' };
    const answer = await server.ask('/api/users', { method: 'POST', json: again });
    expect([answer.status, (await readJson<ProblemBody>(answer)).detail]).to.deep.equal([
      409,
      'Somebody with that email address is here already.',
    ]);
  });
});

describe('the first run', function () {
  this.timeout(30_000);

  it('gives a one-time link, at every start, until an administrator has a password', async () => {
    let server = await startTestServer();
    try {
      const first = server.running.signIn;
      expect(first).to.match(/^http:\/\/localhost:\d+\/sign-in\?code=[\w-]{43}$/);
      server = await server.restart();
      const second = server.running.signIn;
      const enter = (link: string | undefined) =>
        fetch(`${server.url}/api/session/link`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ code: new URL(link ?? '').searchParams.get('code') }),
        });
      expect((await enter(first)).status).to.equal(401);
      const entered = await enter(second);
      const { agent, csrf } = await readJson<SessionBody>(entered);
      expect(agent).to.include({ role: 'admin' });
      const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
      await fetch(`${server.url}/api/session/password`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', cookie, 'x-csrf-token': csrf ?? '' },
        body: JSON.stringify({ password: PASSWORD }),
      });
      server = await server.restart();
      expect(server.running.signIn).to.equal(undefined);
    } finally {
      await server.stop();
    }
  });
});
