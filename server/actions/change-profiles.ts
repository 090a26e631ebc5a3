import { isDeepStrictEqual } from 'node:util';
import type { CaptureProfile } from '../../model/capture-profile.ts';
import { Fault } from '../../model/fault.ts';
import { newId } from '../../model/ids.ts';
import type { Profile } from '../../model/profile.ts';
import { appendEvent } from '../../storage/records/events.ts';
import {
  addProfileVersion,
  findProfile,
  findProfileByName,
  findProfileVersion,
  insertProfile,
  setDefaultProfile,
  setProfileRetired,
} from '../../storage/records/profiles.ts';
import type { Rows } from '../../storage/records/records.ts';
import type { Parts } from '../parts.ts';

/** Which profile, and whose change it is: id of a user or a token. */
export interface ProfileChange {
  readonly profileId: string;
  readonly agent: string;
}

/** The profile with an id. @throws Fault('not-found') */
export async function requireProfile(rows: Rows, profileId: string): Promise<Profile> {
  const profile = await findProfile(rows, profileId);
  if (profile === undefined) throw new Fault('not-found', 'There is no such capture profile.');
  return profile;
}

/**
 * Whether something may go by a profile from now on. null: it names none.
 *
 * @throws Fault('bad-request') where there is no such profile, or it was put away.
 */
export async function requireChoosable(rows: Rows, profileId: string | null): Promise<void> {
  if (profileId === null) return;
  const profile = await findProfile(rows, profileId);
  if (profile === undefined) throw new Fault('bad-request', 'profileId: there is no such capture profile.');
  if (profile.retiredAt !== null)
    throw new Fault('bad-request', `The capture profile "${profile.name}" was put away. Choose another.`);
}

async function bodyOf(rows: Rows, profile: Profile, version = profile.version): Promise<CaptureProfile> {
  const found = await findProfileVersion(rows, profile.id, version);
  if (found === undefined) throw new Fault('not-found', `"${profile.name}" has no version ${version}.`);
  return found.body;
}

async function requireFree(rows: Rows, name: string, profileId?: string): Promise<void> {
  const standing = await findProfileByName(rows, name);
  if (standing === undefined || standing.id === profileId) return;
  const where = standing.retiredAt === null ? '' : ', which was put away';
  throw new Fault('conflict', `There is a profile "${standing.name}" already${where}. Choose another name.`);
}

async function log(rows: Rows, agent: string, detail: string, at: number): Promise<void> {
  await appendEvent(rows, { type: 'profile change', detail, agent, at });
}

/**
 * Makes a profile as a copy of another.
 *
 * @returns its id.
 * @throws Fault('not-found'), Fault('conflict') where the name is taken.
 */
export async function copyProfile(
  parts: Pick<Parts, 'records'>,
  { profileId, agent }: ProfileChange,
  {
    name,
    version,
    note,
  }: { readonly name: string; readonly version: number | undefined; readonly note: string },
): Promise<string> {
  const [id, versionId, at] = [newId(), newId(), Date.now()];
  await parts.records.write(async (rows) => {
    const from = await requireProfile(rows, profileId);
    const body = { ...(await bodyOf(rows, from, version)), name };
    await requireFree(rows, name);
    const first = { id: versionId, profileId: id, body, note, createdBy: agent, createdAt: at };
    await insertProfile(rows, first, from.preset);
    await log(rows, agent, `The profile "${name}" was made as a copy of "${from.name}".`, at);
  });
  return id;
}

/**
 * Saves what a profile says from now on, as its next version. What arrived before is judged by what it said then.
 *
 * @param edition the number of the version that this is a change of
 * @returns the number of the new version; undefined, and nothing is changed, where somebody else was first.
 * @throws Fault('not-found'), Fault('conflict') where it was put away, nothing is different, or the name is taken.
 */
export async function saveProfile(
  parts: Pick<Parts, 'records'>,
  { profileId, agent }: ProfileChange,
  saved: { readonly edition: number; readonly body: CaptureProfile; readonly note: string },
): Promise<number | undefined> {
  const { edition, body, note } = saved;
  const [id, at, version] = [newId(), Date.now(), edition + 1];
  return parts.records.write(async (rows) => {
    const profile = await requireProfile(rows, profileId);
    if (profile.version !== edition) return undefined;
    if (profile.retiredAt !== null)
      throw new Fault('conflict', `"${profile.name}" was put away. Bring it back before you change it.`);
    if (isDeepStrictEqual(await bodyOf(rows, profile), body))
      throw new Fault('conflict', `Nothing in it is different from version ${edition}.`);
    await requireFree(rows, body.name, profileId);
    const next = { id, profileId, version, body, note, createdBy: agent, createdAt: at };
    if (!(await addProfileVersion(rows, next))) return undefined;
    const why = note === '' ? '' : `: ${note}`;
    await log(rows, agent, `Version ${version} of the profile "${body.name}" was saved${why}.`, at);
    return version;
  });
}

/** Makes a profile the default. @throws Fault('not-found'), Fault('conflict') where it was put away. */
export async function makeDefault(
  parts: Pick<Parts, 'records'>,
  { profileId, agent }: ProfileChange,
): Promise<void> {
  const at = Date.now();
  await parts.records.write(async (rows) => {
    const { name, isDefault, retiredAt } = await requireProfile(rows, profileId);
    if (isDefault) return;
    if (retiredAt !== null)
      throw new Fault('conflict', `"${name}" was put away. Bring it back before you make it the default.`);
    await setDefaultProfile(rows, profileId);
    await log(rows, agent, `The profile "${name}" was made the default.`, at);
  });
}

/**
 * Puts a profile away, or brings it back. Items that name it go on to be judged by it.
 *
 * @throws Fault('not-found'), Fault('conflict') where it is the default.
 */
export async function retireProfile(
  parts: Pick<Parts, 'records'>,
  { profileId, agent }: ProfileChange,
  isRetired: boolean,
): Promise<void> {
  const at = Date.now();
  await parts.records.write(async (rows) => {
    const { name, isDefault, retiredAt } = await requireProfile(rows, profileId);
    if (isRetired === (retiredAt !== null)) return;
    if (isDefault) throw new Fault('conflict', `"${name}" is the default. Make another the default first.`);
    await setProfileRetired(rows, profileId, isRetired ? at : null);
    await log(rows, agent, `The profile "${name}" was ${isRetired ? 'put away' : 'brought back'}.`, at);
  });
}
