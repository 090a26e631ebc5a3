import { expect } from 'chai';
import { PRESETS } from '../../intake/presets.ts';
import type { CaptureProfile } from '../../model/capture-profile.ts';
import type { Profile, ProfileView, RulesView } from '../../model/profile.ts';
import type { ItemView } from '../../model/views.ts';
import { openDesk } from '../fixtures/desk.ts';
import { readJson } from '../fixtures/server.ts';

describe('capture profiles over HTTP', function () {
  this.timeout(60_000);
  const desk = openDesk();

  const list = async () =>
    (await readJson<{ profiles: Profile[] }>(await desk.technician.ask('/api/profiles'))).profiles;
  const read = async (id: string, query = '') =>
    readJson<ProfileView>(await desk.technician.ask(`/api/profiles/${id}${query}`));
  const presetId = async (preset: string) =>
    (await list()).find((profile) => profile.preset === preset)?.id ?? '';
  async function copy(name: string, preset = 'fadgi-3'): Promise<ProfileView> {
    const answer = await desk.post('/api/profiles', { copyOf: await presetId(preset), name });
    expect(answer.status).to.equal(201);
    return readJson<ProfileView>(answer);
  }
  const save = (view: ProfileView, patch: object, edition = `"${view.version}"`, note = '') =>
    desk.change('PUT', `/api/profiles/${view.id}`, { body: { ...view.body, ...patch }, note }, edition);

  it('has those that come with Recto, word for word, and goes by the one of RECTO_PROFILE', async () => {
    const profiles = await list();
    for (const [preset, body] of Object.entries<CaptureProfile>(PRESETS)) {
      const found = profiles.find((profile) => profile.preset === preset);
      expect(found).to.include({ name: body.name, version: 1, retiredAt: null, isDefault: preset === 'any' });
      expect((await read(found?.id ?? '')).body).to.deep.equal(body);
    }
  });

  it('copies one, saves versions of it, and keeps each as it was, with who, when and why', async () => {
    const first = await copy('Letters');
    expect(first).to.include({ name: 'Letters', version: 1, preset: 'fadgi-3' });
    expect(first.presetBody).to.deep.equal(PRESETS['fadgi-3']);
    const answer = await save(first, { minBytes: 7, severities: { icc: 'off' } }, '"1"', 'For the letters');
    expect([answer.status, answer.headers.get('etag')]).to.deep.equal([200, '"2"']);
    const second = await readJson<ProfileView>(answer);
    expect(second.body).to.deep.include({ minBytes: 7, severities: { icc: 'off' }, name: 'Letters' });
    expect(second.versions.map(({ version, note }) => [version, note])).to.deep.equal([
      [2, 'For the letters'],
      [1, ''],
    ]);
    expect(second.shown.createdBy).to.not.match(/^[0-9a-f-]{36}$/);
    const old = await read(first.id, '?version=1');
    expect([old.body, old.shown.version, old.version]).to.deep.equal([first.body, 1, 2]);
  });

  it('tells the second of two who edit at once, in words and by name, and changes nothing', async () => {
    const view = await copy('Two at once');
    expect((await save(view, { minBytes: 5 })).status).to.equal(200);
    const late = await save(view, { minBytes: 6 });
    expect(late.status).to.equal(412);
    expect(await desk.detailOf(late)).to.match(/saved version 2 of "Two at once" meanwhile.*not saved/);
    expect(await read(view.id)).to.deep.include({ version: 2 });
    expect((await read(view.id)).body.minBytes).to.equal(5);
    const together = await Promise.all([1, 2, 3].map((n) => save(view, { minBytes: n }, '"2"')));
    expect(together.map(({ status }) => status).sort()).to.deep.equal([200, 412, 412]);
    expect((await desk.change('PUT', `/api/profiles/${view.id}`, {})).status).to.equal(428);
  });

  it('says of each field what is wrong with it', async () => {
    const view = await copy('Wrong');
    const complaint = async (patch: object) => {
      const answer = await save(view, patch);
      expect(answer.status).to.equal(400);
      return desk.detailOf(answer);
    };
    expect(await complaint({ minBytes: -1, bandPct: 101 })).to.match(
      /body\.minBytes: must be a whole number from 0 .*body\.bandPct: must be from 0 to 100/,
    );
    expect(await complaint({ namePattern: '{page}' })).to.match(/body\.namePattern: .*\{page\}/);
    expect(await complaint({ ppi: { min: 300, max: 200, tolerancePct: 1 } })).to.include(
      'body.ppi.max: must not be less than ppi.min',
    );
    expect(await complaint({ formats: ['Word'] })).to.include('must be of TIFF');
    expect(await complaint({ bits: [] })).to.include('null means any');
    expect(await complaint({ severities: { icc: 'fatal' } })).to.include('must be error, warning or off');
    expect(await complaint({ name: ' ' })).to.include('must not be empty');
    expect(await complaint({ nonsense: 1 })).to.include('nonsense');
    expect((await read(view.id)).version).to.equal(1);
  });

  it('has one name once, whatever its case, and saves nothing that is the same', async () => {
    const view = await copy('Once');
    const twice = await desk.post('/api/profiles', { copyOf: view.id, name: 'ONCE' });
    expect([twice.status, await desk.detailOf(twice)]).to.deep.equal([
      409,
      'There is a profile "Once" already. Choose another name.',
    ]);
    expect(await desk.detailOf(await save(view, { name: 'Metamorfoze full' }))).to.include(
      'Metamorfoze Full',
    );
    expect(await desk.detailOf(await save(view, {}))).to.include('Nothing in it is different');
    expect((await save(view, { name: 'once' })).status).to.equal(200);
  });

  it('makes one the default, and puts others away and brings them back', async () => {
    const view = await copy('Put away');
    const retire = (retired: boolean) => desk.post(`/api/profiles/${view.id}/retire`, { retired });
    expect((await readJson<ProfileView>(await retire(true))).retiredAt).to.be.a('number');
    expect((await desk.post(`/api/profiles/${view.id}/default`, undefined)).status).to.equal(409);
    expect((await save(view, { minBytes: 9 })).status).to.equal(409);
    expect((await readJson<ProfileView>(await retire(false))).retiredAt).to.equal(null);
    expect((await desk.post(`/api/profiles/${view.id}/default`, undefined)).status).to.equal(200);
    const defaults = (await list()).filter(({ isDefault }) => isDefault);
    expect(defaults.map(({ name }) => name)).to.deep.equal(['Put away']);
    expect(await desk.detailOf(await retire(true))).to.include('is the default');
  });

  it('lets an item name one that is not put away, or none again', async () => {
    const view = await copy('Of an item');
    const { id } = await desk.technician.makeItem();
    const choose = (profileId: string | null, edition: number) =>
      desk.change('PATCH', `/api/items/${id}`, { profileId }, `"${edition}"`);
    expect(await readJson<ItemView>(await choose(view.id, 1))).to.include({ profileId: view.id, edition: 2 });
    expect((await desk.eventsOf(id))[0]?.detail).to.equal('Changed the capture profile.');
    expect((await choose('0190b3b0-0000-7000-8000-000000000000', 2)).status).to.equal(400);
    await desk.post(`/api/profiles/${view.id}/retire`, {});
    expect(await readJson<ItemView>(await choose(null, 2))).to.include({ profileId: null });
    expect(await desk.detailOf(await choose(view.id, 3))).to.include('was put away');
  });

  it('may be read by technicians, and changed by curators alone', async () => {
    const view = await copy('Guarded');
    const path = `/api/profiles/${view.id}`;
    const attempts = [
      desk.post('/api/profiles', { copyOf: view.id, name: 'x' }, desk.technician),
      desk.post(`${path}/default`, undefined, desk.technician),
      desk.post(`${path}/retire`, {}, desk.technician),
      desk.technician.ask(path, { method: 'PUT', json: { body: view.body }, headers: { 'if-match': '"1"' } }),
    ];
    expect((await Promise.all(attempts)).map(({ status }) => status)).to.deep.equal([403, 403, 403, 403]);
    expect((await desk.technician.ask('/api/profiles/0190b3b0-0000-7000-8000-000000000000')).status).to.equal(
      404,
    );
    expect((await desk.technician.ask(`${path}?version=9`)).status).to.equal(404);
    expect((await fetch(`${desk.server.url}/api/profiles`)).status).to.equal(401);
  });

  it('says of every rule what it looks at, in both languages', async () => {
    const { rules, formats, compressions } = await readJson<RulesView>(
      await desk.technician.ask('/api/rules'),
    );
    expect(rules).to.have.length(23);
    for (const { title, looksAt } of rules) {
      expect(title.en).to.not.equal(title.nl);
      expect(looksAt.en).to.not.equal(looksAt.nl);
    }
    expect(rules.find(({ name }) => name === 'near-duplicate')?.atMost).to.equal('warning');
    expect([formats[0], compressions[0]]).to.deep.equal(['TIFF', 'none']);
  });
});
