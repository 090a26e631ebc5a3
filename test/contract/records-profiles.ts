import { expect } from 'chai';
import { PRESETS } from '../../intake/presets.ts';
import type { CaptureProfile } from '../../model/capture-profile.ts';
import { newId } from '../../model/ids.ts';
import type { ProfileVersion } from '../../model/profile.ts';
import { findItem, updateItem } from '../../storage/records/items.ts';
import {
  addProfileVersion,
  findDefaultProfile,
  findProfile,
  findProfileByName,
  findProfileVersion,
  insertProfile,
  listProfiles,
  pinnedProfileVersion,
  pinProfileVersion,
  setDefaultProfile,
  setProfileRetired,
  versionsOfProfile,
} from '../../storage/records/profiles.ts';
import type { Records, Rows } from '../../storage/records/records.ts';
import { faultOf, store } from '../fixtures/holdings.ts';

/** Capture profiles and their versions. */
export function describeProfiles(records: () => Records): void {
  const read = <T>(work: (rows: Rows) => Promise<T>) => records().read(work);
  const write = <T>(work: (rows: Rows) => Promise<T>) => records().write(work);

  function versionOf(patch: Partial<CaptureProfile> = {}, of: Partial<ProfileVersion> = {}): ProfileVersion {
    return {
      id: newId(),
      profileId: newId(),
      version: 1,
      body: { ...PRESETS['fadgi-3'], name: `Brieven ★ 左 ${newId()}`, severities: { icc: 'off' }, ...patch },
      note: 'Für die Briefe',
      createdBy: 'somebody',
      createdAt: 1_700_000_000_123,
      ...of,
    };
  }
  async function keep(first = versionOf(), preset: string | null = null): Promise<ProfileVersion> {
    await write((rows) => insertProfile(rows, first, preset));
    return first;
  }
  const nextOf = (last: ProfileVersion, patch: Partial<CaptureProfile> = {}): ProfileVersion => ({
    ...last,
    id: newId(),
    version: last.version + 1,
    body: { ...last.body, ...patch },
  });

  it('gives back a profile as it was put in, by id, by name in any case, and in the list', async () => {
    const first = await keep(versionOf(), 'fadgi-3');
    const { name } = first.body;
    const expected = {
      ...{ id: first.profileId, name, preset: 'fadgi-3', isDefault: false, retiredAt: null, version: 1 },
      createdAt: first.createdAt,
    };
    expect(await read((rows) => findProfile(rows, first.profileId))).to.deep.equal(expected);
    expect(await read((rows) => findProfileByName(rows, name.toUpperCase()))).to.deep.equal(expected);
    expect(await read((rows) => findProfileByName(rows, `${name}.`))).to.equal(undefined);
    expect(await read(listProfiles)).to.deep.include(expected);
    expect(await read((rows) => findProfileVersion(rows, first.profileId, 1))).to.deep.equal(first);
  });

  it('keeps every version, adds one to the newest only, and renames with it', async () => {
    const first = await keep();
    const second = nextOf(first, { name: `Renamed ${newId()}`, minBytes: 7 });
    const add = (version: ProfileVersion) => write((rows) => addProfileVersion(rows, version));
    expect([await add(second), await add({ ...second, id: newId() })]).to.deep.equal([true, false]);
    const { profileId } = first;
    expect(await read((rows) => findProfile(rows, profileId))).to.include({
      name: second.body.name,
      version: 2,
    });
    expect(await read((rows) => findProfileVersion(rows, profileId, 1))).to.deep.equal(first);
    expect(await read((rows) => findProfileVersion(rows, profileId, 2))).to.deep.equal(second);
    expect(await read((rows) => findProfileVersion(rows, profileId, 3))).to.equal(undefined);
    const numbers = (await read((rows) => versionsOfProfile(rows, profileId))).map(({ version }) => version);
    expect(numbers).to.deep.equal([2, 1]);
  });

  it('says conflict where a name is taken, by a new profile or by a renamed one, and keeps nothing of it', async () => {
    const [one, other] = [await keep(), await keep()];
    const taken = { name: one.body.name.toUpperCase() };
    expect((await faultOf(keep(versionOf(taken)))).code).to.equal('conflict');
    const renamed = write((rows) => addProfileVersion(rows, nextOf(other, taken)));
    expect((await faultOf(renamed)).code).to.equal('conflict');
    expect(await read((rows) => findProfile(rows, other.profileId))).to.include({
      name: other.body.name,
      version: 1,
    });
  });

  it('has one default, and puts profiles away and brings them back', async () => {
    const [one, other] = [await keep(), await keep()];
    await write((rows) => setDefaultProfile(rows, one.profileId));
    await write((rows) => setDefaultProfile(rows, other.profileId));
    expect((await read(findDefaultProfile))?.id).to.equal(other.profileId);
    const defaults = (await read(listProfiles)).filter(({ isDefault }) => isDefault);
    expect(defaults.map(({ id }) => id)).to.deep.equal([other.profileId]);
    const retire = (at: number | null) => write((rows) => setProfileRetired(rows, one.profileId, at));
    const retiredAt = async () => (await read((rows) => findProfile(rows, one.profileId)))?.retiredAt;
    await retire(1_700_000_000_456);
    expect(await retiredAt()).to.equal(1_700_000_000_456);
    await retire(null);
    expect(await retiredAt()).to.equal(null);
  });

  it('pins a version to a scan, and lets an item name a profile', async () => {
    const { item, file } = await store(records());
    const first = await keep();
    const pinned = () => read((rows) => pinnedProfileVersion(rows, file.id));
    expect(await pinned()).to.equal(undefined);
    await write((rows) => pinProfileVersion(rows, file.id, first.id));
    await write((rows) => addProfileVersion(rows, nextOf(first)));
    expect(await pinned()).to.deep.equal(first);
    expect((await read((rows) => findItem(rows, item.id)))?.profileId).to.equal(null);
    await write((rows) => updateItem(rows, item, { profileId: first.profileId }, 5));
    expect((await read((rows) => findItem(rows, item.id)))?.profileId).to.equal(first.profileId);
  });
}
