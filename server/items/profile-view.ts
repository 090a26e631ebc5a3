import { PRESETS } from '../../intake/presets.ts';
import type { CaptureProfile } from '../../model/capture-profile.ts';
import { Fault } from '../../model/fault.ts';
import type { ProfileVersion, ProfileVersionView, ProfileView } from '../../model/profile.ts';
import { agentNames } from '../../storage/records/agents.ts';
import { findProfileVersion, versionsOfProfile } from '../../storage/records/profiles.ts';
import type { Rows } from '../../storage/records/records.ts';
import { requireProfile } from '../actions/change-profiles.ts';

const PRESET_BODIES: Readonly<Record<string, CaptureProfile>> = PRESETS;

/** A profile as the API shows it, with the newest version or the one asked for. @throws Fault('not-found') */
export async function buildProfileView(
  rows: Rows,
  profileId: string,
  version?: number,
): Promise<ProfileView> {
  const profile = await requireProfile(rows, profileId);
  const shown = await findProfileVersion(rows, profileId, version ?? profile.version);
  if (shown === undefined)
    throw new Fault('not-found', `"${profile.name}" has no version ${version ?? profile.version}.`);
  const versions = await versionsOfProfile(rows, profileId);
  const names = await agentNames(
    rows,
    [shown, ...versions].map(({ createdBy }) => createdBy),
  );
  const viewOf = (one: Omit<ProfileVersion, 'body'>): ProfileVersionView => ({
    version: one.version,
    note: one.note,
    createdBy: names.get(one.createdBy) ?? one.createdBy,
    createdAt: one.createdAt,
  });
  const { preset } = profile;
  return {
    ...profile,
    shown: viewOf(shown),
    body: shown.body,
    presetBody: (preset === null ? undefined : PRESET_BODIES[preset]) ?? null,
    versions: versions.map(viewOf),
  };
}
