import type { CaptureProfile } from '../../model/capture-profile.ts';
import type { Profile, ProfileVersion } from '../../model/profile.ts';
import type { Rows } from './records.ts';
import type { ProfileRow, ProfileVersionRow } from './tables-profiles.ts';

/** How many versions a list shows; the others are there by their number. */
const MOST_VERSIONS = 200;

function toProfile(row: ProfileRow): Profile {
  return {
    id: row.id,
    name: row.name,
    preset: row.preset,
    isDefault: row.is_default === 1,
    retiredAt: row.retired_at,
    version: row.version,
    createdAt: row.created_at,
  };
}

function toVersion(row: ProfileVersionRow): ProfileVersion {
  return {
    id: row.id,
    profileId: row.profile_id,
    version: row.version,
    body: JSON.parse(row.body) as CaptureProfile,
    note: row.note,
    createdBy: row.created_by,
    createdAt: row.created_at,
  };
}

/** Names that differ in case alone are one name to people. */
function keyOf(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/**
 * Adds a profile with its first version. It is not the default.
 *
 * @param first its version; its number is 1, and its body has the profile's name
 * @throws Fault('conflict') where the name is taken.
 */
export async function insertProfile(
  rows: Rows,
  first: Omit<ProfileVersion, 'version'>,
  preset: string | null,
): Promise<void> {
  const { name } = first.body;
  await rows
    .insertInto('profiles')
    .values({
      id: first.profileId,
      name,
      name_key: keyOf(name),
      preset,
      is_default: 0,
      retired_at: null,
      version: 1,
      created_at: first.createdAt,
    })
    .execute();
  await insertVersion(rows, { ...first, version: 1 });
}

async function insertVersion(rows: Rows, version: ProfileVersion): Promise<void> {
  await rows
    .insertInto('profile_versions')
    .values({
      id: version.id,
      profile_id: version.profileId,
      version: version.version,
      body: JSON.stringify(version.body),
      note: version.note,
      created_by: version.createdBy,
      created_at: version.createdAt,
    })
    .execute();
}

/**
 * Adds a version to a profile, if its newest is still the one before it. The name goes with it.
 *
 * @returns false, and nothing is changed, where somebody else was first.
 * @throws Fault('conflict') where the name is taken.
 */
export async function addProfileVersion(rows: Rows, version: ProfileVersion): Promise<boolean> {
  const { name } = version.body;
  const result = await rows
    .updateTable('profiles')
    .set({ name, name_key: keyOf(name), version: version.version })
    .where('id', '=', version.profileId)
    .where('version', '=', version.version - 1)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) return false;
  await insertVersion(rows, version);
  return true;
}

/** Every profile, also those that were put away, by name. */
export async function listProfiles(rows: Rows): Promise<Profile[]> {
  return (await rows.selectFrom('profiles').selectAll().orderBy('name_key').execute()).map(toProfile);
}

/** The profile with an id; undefined if there is none. */
export async function findProfile(rows: Rows, id: string): Promise<Profile | undefined> {
  const row = await rows.selectFrom('profiles').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toProfile(row);
}

/** The profile of a name, whatever its case; undefined if there is none. */
export async function findProfileByName(rows: Rows, name: string): Promise<Profile | undefined> {
  const row = await rows
    .selectFrom('profiles')
    .selectAll()
    .where('name_key', '=', keyOf(name))
    .executeTakeFirst();
  return row && toProfile(row);
}

/** What items go by that name no profile; undefined before the first start has put any in. */
export async function findDefaultProfile(rows: Rows): Promise<Profile | undefined> {
  const row = await rows.selectFrom('profiles').selectAll().where('is_default', '=', 1).executeTakeFirst();
  return row && toProfile(row);
}

/** Makes a profile the default in place of the one that was. */
export async function setDefaultProfile(rows: Rows, id: string): Promise<void> {
  await rows.updateTable('profiles').set({ is_default: 0 }).where('is_default', '=', 1).execute();
  await rows.updateTable('profiles').set({ is_default: 1 }).where('id', '=', id).execute();
}

/** Puts a profile away, or (null) brings it back. */
export async function setProfileRetired(rows: Rows, id: string, at: number | null): Promise<void> {
  await rows.updateTable('profiles').set({ retired_at: at }).where('id', '=', id).execute();
}

/** The id of the newest version of a profile, or (null) of the default; undefined if there is none. */
export async function newestVersionId(rows: Rows, profileId: string | null): Promise<string | undefined> {
  const query = rows
    .selectFrom('profiles')
    .innerJoin('profile_versions', (join) =>
      join
        .onRef('profile_versions.profile_id', '=', 'profiles.id')
        .onRef('profile_versions.version', '=', 'profiles.version'),
    )
    .select('profile_versions.id');
  const chosen =
    profileId === null
      ? query.where('profiles.is_default', '=', 1)
      : query.where('profiles.id', '=', profileId);
  return (await chosen.executeTakeFirst())?.id;
}

/** The version of a profile with a number; undefined if there is none. */
export async function findProfileVersion(
  rows: Rows,
  profileId: string,
  version: number,
): Promise<ProfileVersion | undefined> {
  const row = await rows
    .selectFrom('profile_versions')
    .selectAll()
    .where('profile_id', '=', profileId)
    .where('version', '=', version)
    .executeTakeFirst();
  return row && toVersion(row);
}

/** The newest versions of a profile, newest first. */
export async function versionsOfProfile(
  rows: Rows,
  profileId: string,
): Promise<Omit<ProfileVersion, 'body'>[]> {
  const found = await rows
    .selectFrom('profile_versions')
    .select(['id', 'profile_id', 'version', 'note', 'created_by', 'created_at'])
    .where('profile_id', '=', profileId)
    .orderBy('version', 'desc')
    .limit(MOST_VERSIONS)
    .execute();
  return found.map((row) => ({
    id: row.id,
    profileId: row.profile_id,
    version: row.version,
    note: row.note,
    createdBy: row.created_by,
    createdAt: row.created_at,
  }));
}

/** How files are to be named by a version of a profile; null where it does not say. */
export async function findNamePattern(rows: Rows, profileVersionId: string): Promise<string | null> {
  const row = await rows
    .selectFrom('profile_versions')
    .select('body')
    .where('id', '=', profileVersionId)
    .executeTakeFirst();
  return row === undefined ? null : (JSON.parse(row.body) as CaptureProfile).namePattern;
}

/** Notes which version of which profile a scan is judged by, whatever is changed later. */
export async function pinProfileVersion(
  rows: Rows,
  fileVersionId: string,
  profileVersionId: string,
): Promise<void> {
  await rows
    .updateTable('file_versions')
    .set({ profile_version_id: profileVersionId })
    .where('id', '=', fileVersionId)
    .execute();
}

/** What a scan is judged by; undefined where it arrived before profiles were kept. */
export async function pinnedProfileVersion(
  rows: Rows,
  fileVersionId: string,
): Promise<ProfileVersion | undefined> {
  const row = await rows
    .selectFrom('profile_versions')
    .innerJoin('file_versions', 'file_versions.profile_version_id', 'profile_versions.id')
    .selectAll('profile_versions')
    .where('file_versions.id', '=', fileVersionId)
    .executeTakeFirst();
  return row && toVersion(row);
}
