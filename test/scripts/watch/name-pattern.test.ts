import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import type { ProfileView } from '../../../model/profile.ts';
import { patternOfServer } from '../../../scripts/station/watch/name-pattern.ts';
import { readJson, startTestServer, type TestServer } from '../../fixtures/server.ts';
import { until } from '../../fixtures/until.ts';

describe('the name pattern of the profile of a server', function () {
  this.timeout(60_000);
  const over = new AbortController();
  let server: TestServer;
  let stateDir: string;
  let stopped = false;
  before(async () => {
    server = await startTestServer({ role: 'curator' });
    stateDir = await mkdtemp(join(tmpdir(), 'recto-pattern-'));
  });
  after(async () => {
    over.abort();
    if (!stopped) await server?.stop();
    await rm(stateDir, { recursive: true, force: true });
  });

  async function change(namePattern: string | null): Promise<void> {
    const { profiles } = await readJson<{ profiles: ProfileView[] }>(await server.ask('/api/profiles'));
    const path = `/api/profiles/${profiles.find(({ isDefault }) => isDefault)?.id}`;
    const { body, version } = await readJson<ProfileView>(await server.ask(path));
    const headers = { 'if-match': `"${version}"` };
    await server.ask(path, { method: 'PUT', json: { body: { ...body, namePattern } }, headers });
  }

  it('is followed when it changes, counts where it names an item, and is kept while the server is away', async () => {
    const said: string[] = [];
    const { url, token } = server;
    const options = { server: url, token, stateDir, say: (line: string) => said.push(line) };
    const pattern = await patternOfServer({ ...options, signal: over.signal, askAgainMs: 50 });
    expect(pattern()).to.equal(undefined);
    await change('{archive}_{sequence:5}');
    await sleep(300);
    expect([pattern(), said]).to.deep.equal([undefined, []]);
    await change('{item}_{sequence:5}');
    await until(() => pattern() === '{item}_{sequence:5}');
    expect(said).to.deep.equal([
      "By the server's profile, a file is named after its item as {item}_{sequence:5}.",
    ]);
    await server.stop();
    stopped = true;
    await sleep(300);
    expect(pattern()).to.equal('{item}_{sequence:5}');
  });
});
