import type { CaptureProfile } from '../model/capture-profile.ts';
import { anythingIiifCanShow } from './profile.ts';

/** Millions of pixels as the server's own setting has them, where nobody has set another. */
const MAX_PIXELS = 2_000_000_000;

const ECI = ['eciRGB v2'];
const ADOBE = ['Adobe RGB (1998)'];
/** The same colour space is called by these names, depending on who wrote the profile. */
const SRGB = ['sRGB IEC61966-2.1', 'sRGB IEC61966-2-1 black scaled', 'sRGB'];

/** What every guideline below has in common; what of it is ours and not theirs, docs/intake/profiles.md says. */
const MASTER: CaptureProfile = Object.freeze({
  ...anythingIiifCanShow(MAX_PIXELS),
  formats: ['TIFF'],
  minBytes: 1_000,
  samples: [3],
  photometrics: ['RGB'],
  orientations: [1],
  severities: { pages: 'error' as const },
});

const METAMORFOZE: CaptureProfile = Object.freeze({
  ...MASTER,
  compressions: ['none'],
  bits: [8],
  ppi: { min: 300, max: 600, tolerancePct: 1 },
});

const FADGI: CaptureProfile = Object.freeze({
  ...MASTER,
  formats: ['TIFF', 'BigTIFF'],
  compressions: ['none', 'LZW', 'Deflate', 'PackBits'],
  bits: [8, 16],
  samples: [1, 3],
  photometrics: ['RGB', 'BlackIsZero', 'WhiteIsZero'],
  iccProfiles: [...SRGB, ...ADOBE, 'ProPhoto RGB', ...ECI, 'Gray Gamma 2.2'],
});

/**
 * Profiles to begin with: what the guidelines ask for, as far as the header of a file can tell.
 *
 * @see docs/intake/profiles.md for where each limit comes from.
 */
export const PRESETS = Object.freeze({
  any: anythingIiifCanShow(MAX_PIXELS),
  'metamorfoze-full': Object.freeze({
    ...METAMORFOZE,
    name: 'Metamorfoze Full',
    bits: [8, 16],
    iccProfiles: ECI,
  }),
  'metamorfoze-light': Object.freeze({
    ...METAMORFOZE,
    name: 'Metamorfoze Light',
    iccProfiles: [...ECI, ...ADOBE],
  }),
  'metamorfoze-extra-light': Object.freeze({
    ...METAMORFOZE,
    name: 'Metamorfoze Extra Light',
    formats: ['TIFF', 'JPEG'],
    compressions: ['none', 'JPEG'],
    iccProfiles: [...ECI, ...ADOBE, ...SRGB],
    ppi: { min: 300, max: 300, tolerancePct: 1 },
  }),
  'fadgi-4': fadgi(4, 400, 1),
  'fadgi-3': fadgi(3, 300, 2),
  'fadgi-2': fadgi(2, 250, 3),
  'fadgi-1': fadgi(1, 200, 5),
} satisfies Record<string, CaptureProfile>);

export type PresetName = keyof typeof PRESETS;

function fadgi(stars: number, min: number, tolerancePct: number): CaptureProfile {
  return Object.freeze({
    ...FADGI,
    name: `FADGI ${'★'.repeat(stars)}`,
    ppi: { min, max: null, tolerancePct },
  });
}
