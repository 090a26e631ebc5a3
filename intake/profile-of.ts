import type { CaptureProfile } from '../model/capture-profile.ts';
import { asFault, Fault } from '../model/fault.ts';
import { findProfile } from './find-profile.ts';

/**
 * The profile that every scan is judged by: the one of `RECTO_PROFILE`, with no more pixels than
 * `RECTO_MAX_MEGAPIXELS` allows. A file is read once, so a changed one holds from the next start on.
 *
 * @throws Fault('bad-request') that names the setting, and which profiles there are or which field of the file is wrong.
 * @see docs/intake/profiles.md
 */
export async function profileOf(settings: {
  readonly RECTO_PROFILE: string;
  readonly RECTO_MAX_MEGAPIXELS: number;
}): Promise<CaptureProfile> {
  const profile = await find(settings.RECTO_PROFILE);
  const maxPixels = Math.min(profile.maxPixels, settings.RECTO_MAX_MEGAPIXELS * 1_000_000);
  return Object.freeze({ ...profile, maxPixels });
}

async function find(given: string): Promise<CaptureProfile> {
  try {
    return await findProfile(given);
  } catch (cause) {
    const { code, detail } = asFault(cause);
    const about = 'The configuration is wrong (see docs/configuration.md):\nRECTO_PROFILE: ';
    throw new Fault(code, `${about}${detail}`, { cause });
  }
}
