import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { PRESETS } from '../../intake/presets.ts';
import type { Profile, ProfileView } from '../../model/profile.ts';
import { pageMaster } from '../../scripts/defects/kind.ts';
import { randomOf } from '../../scripts/defects/random.ts';
import { parseCheckArgs } from '../../scripts/station/check-options.ts';
import { runStation, type StationRun } from '../fixtures/run-station.ts';
import { readJson, startTestServer, type TestServer } from '../fixtures/server.ts';

describe('recto-station check with a profile of a server', function () {
  this.timeout(60_000);
  let dir: string;
  let scans: string;
  let server: TestServer;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'station-profile-'));
    scans = join(dir, 'scans');
    await mkdir(scans);
    // 300 ppi, in Adobe RGB.
    await writeFile(join(scans, 'p1.tif'), pageMaster(randomOf('station profile')).bytes);
    server = await startTestServer({ role: 'curator' });
  });
  after(async () => {
    await server?.stop();
    await rm(dir, { recursive: true });
  });

  const check = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<StationRun> =>
    runStation(['check', scans, ...args], { XDG_STATE_HOME: join(dir, 'state'), ...env });
  const asking = (url = server.url) => ['--server', url, '--token', server.token];

  async function copyOf(preset: string, name: string): Promise<ProfileView> {
    const { profiles } = await readJson<{ profiles: Profile[] }>(await server.ask('/api/profiles'));
    const copyOf = profiles.find((profile) => profile.preset === preset)?.id;
    const answer = await server.ask('/api/profiles', { method: 'POST', json: { copyOf, name } });
    return readJson<ProfileView>(answer);
  }
  const save = (view: ProfileView, patch: object) =>
    server.ask(`/api/profiles/${view.id}`, {
      method: 'PUT',
      json: { body: { ...view.body, ...patch } },
      headers: { 'if-match': `"${view.version}"` },
    });

  it('goes by its newest version, says which, and where the server is away by the kept one, saying so', async () => {
    const letters = await copyOf('fadgi-3', 'Letters');
    const first = await check([...asking(), '--profile', 'letters']);
    expect(first.stderr).to.include(`Judged by "Letters", version 1, of ${server.url}.`);
    expect(first.code).to.equal(0);
    await save(letters, { ppi: { min: 400, max: null, tolerancePct: 1 } });
    const second = await check([...asking(), '--profile', 'letters']);
    expect(second.stderr).to.include('version 2');
    expect([second.code, second.stdout.includes('400 ppi')]).to.deep.equal([1, true]);

    const gone = await startTestServer({ role: 'curator' });
    await gone.stop();
    const unknown = await check([...asking(gone.url), '--profile', 'letters']);
    expect([unknown.code, unknown.stderr]).to.deep.equal([2, `${gone.url} does not answer.\n`]);
    const byName = await check(['--profile', 'LETTERS']);
    expect(byName.stderr).to.match(/"Letters", version 2, as http.* gave it on .* may have changed since/);
    expect(byName.code).to.equal(1);
    const { url } = server;
    server = await server.restart();
    const away = await check([...asking(url), '--profile', 'letters'], { LANG: 'nl_NL.UTF-8' });
    expect(away.stderr).to.match(/does not answer\. Beoordeeld volgens "Letters", versie 2, zoals/);
    expect(away.code).to.equal(1);
  });

  it('takes its default where none is named, and a preset by its short name as the server has it', async () => {
    const byDefault = await check(asking());
    expect(byDefault.stderr).to.include(`"${PRESETS.any.name}", version 1`);
    const preset = await check([...asking(), '--profile', 'metamorfoze-full']);
    expect(preset.stderr).to.include('"Metamorfoze Full", version 1');
    expect(preset.stdout).to.include('eciRGB v2');
  });

  it('reads where to ask, with the token from the environment if need be', () => {
    const from = { server: 'https://recto.example.org', token: 'rct_x' };
    const asked = ['scans', '--profile', 'Letters', '--server', `${from.server}/`];
    expect(parseCheckArgs(asked, { RECTO_TOKEN: 'rct_x' }).profile).to.deep.equal({ name: 'Letters', from });
    expect(() => parseCheckArgs(asked, {})).to.throw('RECTO_TOKEN');
    expect(() => parseCheckArgs(['scans', '--token', 'rct_x'], {})).to.throw('--server');
  });

  it('says which there are where it has none of that name, and that a token is not known', async () => {
    const none = await check([...asking(), '--profile', 'Posters']);
    expect([none.code, none.stdout]).to.deep.equal([2, '']);
    expect(none.stderr).to.match(/has no profile "Posters"\. It has: Anything.*Metamorfoze Light/);
    const stranger = await check(['--server', server.url, '--token', 'rct_nobody']);
    expect([stranger.code, stranger.stderr.includes('does not know this token')]).to.deep.equal([2, true]);
    const nowhere = await check(['--profile', 'Posters']);
    expect([nowhere.code, nowhere.stderr.includes('There is no profile "Posters"')]).to.deep.equal([2, true]);
  });
});
