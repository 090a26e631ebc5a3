import type { CaptureProfile } from '../model/capture-profile.ts';
import { Fault } from '../model/fault.ts';
import { PRESETS } from './presets.ts';
import { readProfileFile } from './profile-file.ts';

/** The capture profiles that come with Recto, by name. */
export const PROFILES: Readonly<Record<string, CaptureProfile>> = PRESETS;

/**
 * The profile of this name, or in the file of this name where it ends in `.json`.
 *
 * @throws Fault('bad-request') that says which names there are, or which field of the file is wrong.
 */
export async function findProfile(given: string): Promise<CaptureProfile> {
  return given.toLowerCase().endsWith('.json') ? await readProfileFile(given) : presetOf(given);
}

/** The preset of this name. @throws Fault('bad-request') that says which there are. */
export function presetOf(name: string): CaptureProfile {
  const found = Object.hasOwn(PROFILES, name) ? PROFILES[name] : undefined;
  if (found !== undefined) return found;
  throw new Fault(
    'bad-request',
    `There is no profile "${name}". There is: ${Object.keys(PROFILES).join(', ')}; or give a file that ends in .json.`,
  );
}
