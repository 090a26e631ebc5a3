import type { CaptureProfile } from '../model/capture-profile.ts';
import { asFault, Fault } from '../model/fault.ts';
import { findProfile } from './find-profile.ts';

/**
 * The profile of `RECTO_PROFILE`, with no more pixels than `RECTO_MAX_MEGAPIXELS` allows: what scans are judged by that
 * arrived before profiles were kept. A file is read once, so a changed one holds from the next start on.
 *
 * @throws Fault('bad-request') that names the setting, and which profiles there are or which field of the file is wrong.
 * @see docs/intake/profiles.md
 */
export async function profileOf(settings: {
  readonly RECTO_PROFILE: string;
  readonly RECTO_MAX_MEGAPIXELS: number;
}): Promise<CaptureProfile> {
  const profile = await namedBySetting(settings.RECTO_PROFILE);
  return withAtMost(profile, settings.RECTO_MAX_MEGAPIXELS * 1_000_000);
}

/** The same profile, with no more pixels (width times height) than these. */
export function withAtMost(profile: CaptureProfile, maxPixels: number): CaptureProfile {
  return Object.freeze({ ...profile, maxPixels: Math.min(profile.maxPixels, maxPixels) });
}

/**
 * What `RECTO_PROFILE` says, as it stands there.
 *
 * @throws Fault('bad-request') that names the setting, and which profiles there are or which field of the file is wrong.
 */
export async function namedBySetting(given: string): Promise<CaptureProfile> {
  try {
    return await findProfile(given);
  } catch (cause) {
    const { code, detail } = asFault(cause);
    const about = 'The configuration is wrong (see docs/configuration.md):\nRECTO_PROFILE: ';
    throw new Fault(code, `${about}${detail}`, { cause });
  }
}
