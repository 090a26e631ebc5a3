import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { PRESETS } from '../../intake/presets.ts';
import { namedBySetting } from '../../intake/profile-of.ts';
import type { CaptureProfile } from '../../model/capture-profile.ts';
import { newId } from '../../model/ids.ts';
import { SYSTEM_AGENT } from '../../model/user.ts';
import { appendEvent } from '../../storage/records/events.ts';
import {
  findDefaultProfile,
  findProfileVersion,
  insertProfile,
  listProfiles,
  setDefaultProfile,
} from '../../storage/records/profiles.ts';
import type { Rows } from '../../storage/records/records.ts';
import type { Parts } from '../parts.ts';

/**
 * Sees to it that there are profiles: puts in those that come with Recto and are not there yet, and where there is no
 * default makes what `RECTO_PROFILE` says the default. From then on people decide in the app; a setting that says
 * otherwise is only told of in the log. Of several servers that start at once one does it.
 *
 * @throws Fault('bad-request') where `RECTO_PROFILE` is wrong.
 */
export async function ensureProfiles(parts: Pick<Parts, 'records' | 'config' | 'log'>): Promise<void> {
  const { RECTO_PROFILE: setting } = parts.config;
  const body = await namedBySetting(setting);
  const wanted = { setting, body };
  if (await parts.records.read(isMissing)) await parts.records.write((rows) => putIn(rows, wanted));
  const standing = await parts.records.read(readDefault);
  if (setting === 'any' || standing === undefined) return;
  const { name } = standing;
  if (isDeepStrictEqual({ ...standing, name }, { ...body, name })) return;
  parts.log.warn(
    { RECTO_PROFILE: setting, default: name },
    'RECTO_PROFILE says otherwise than the default profile that was chosen in the app, which holds: the setting decides at the first start alone',
  );
}

async function isMissing(rows: Rows): Promise<boolean> {
  const there = new Set((await listProfiles(rows)).map(({ preset }) => preset));
  const hasAll = Object.keys(PRESETS).every((preset) => there.has(preset));
  return !hasAll || (await findDefaultProfile(rows)) === undefined;
}

async function readDefault(rows: Rows): Promise<CaptureProfile | undefined> {
  const profile = await findDefaultProfile(rows);
  return profile && (await findProfileVersion(rows, profile.id, profile.version))?.body;
}

interface Wanted {
  readonly setting: string;
  readonly body: CaptureProfile;
}

async function putIn(rows: Rows, wanted: Wanted): Promise<void> {
  for (const [preset, body] of Object.entries<CaptureProfile>(PRESETS)) {
    const standing = (await listProfiles(rows)).find((profile) => profile.preset === preset);
    if (standing === undefined) await add(rows, body, { preset, from: body.name });
  }
  if ((await findDefaultProfile(rows)) !== undefined) return;
  await setDefaultProfile(rows, await profileOfSetting(rows, wanted));
}

async function profileOfSetting(rows: Rows, { setting, body }: Wanted): Promise<string> {
  const preset = (await listProfiles(rows)).find((profile) => profile.preset === setting);
  return preset?.id ?? (await add(rows, body, { preset: null, from: basename(setting) }));
}

/** Adds a profile under its name, or under one that says where it is from where somebody has that name. */
async function add(
  rows: Rows,
  body: CaptureProfile,
  { preset, from }: { readonly preset: string | null; readonly from: string },
): Promise<string> {
  const taken = new Set((await listProfiles(rows)).map(({ name }) => name.toLowerCase()));
  const names = [body.name, `${body.name} (${from})`, ...numbered(body.name)];
  const name = names.find((one) => !taken.has(one.toLowerCase())) ?? `${body.name} ${newId()}`;
  const [profileId, at] = [newId(), Date.now()];
  const note = preset === null ? `RECTO_PROFILE: ${from}` : '';
  const version = {
    id: newId(),
    profileId,
    body: { ...body, name },
    note,
    createdBy: SYSTEM_AGENT,
    createdAt: at,
  };
  await insertProfile(rows, version, preset);
  const detail = `The profile "${name}" was put in.`;
  await appendEvent(rows, { type: 'profile change', detail, agent: SYSTEM_AGENT, at });
  return profileId;
}

function numbered(name: string): string[] {
  return [2, 3, 4, 5].map((number) => `${name} (${number})`);
}
