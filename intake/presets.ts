import type { CaptureProfile } from '../model/capture-profile.ts';
import { anythingIiifCanShow } from './profile.ts';

/** Millions of pixels as the server's own setting has them, where nobody has set another. */
const MAX_PIXELS = 2_000_000_000;

const ECI = ['eciRGB v2'];
const ADOBE = ['Adobe RGB (1998)'];
/** The same colour space is called by these names, depending on who wrote the profile. */
const SRGB = ['sRGB IEC61966-2.1', 'sRGB IEC61966-2-1 black scaled', 'sRGB'];
const WIDE = [...ADOBE, 'ProPhoto RGB', ...ECI];
const GREY = ['Gray Gamma 2.2'];

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
});

const OR_GREY = { samples: [1, 3], photometrics: ['RGB', 'BlackIsZero', 'WhiteIsZero'] } as const;

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
  'fadgi-4': Object.freeze({
    ...FADGI,
    name: 'FADGI ★★★★',
    iccProfiles: [...SRGB, ...WIDE],
    ppi: { min: 400, max: null, tolerancePct: 1 },
  }),
  'fadgi-3': Object.freeze({
    ...FADGI,
    ...OR_GREY,
    name: 'FADGI ★★★',
    iccProfiles: [...GREY, ...SRGB, ...WIDE],
    ppi: { min: 300, max: null, tolerancePct: 2 },
  }),
  'fadgi-2': Object.freeze({
    ...FADGI,
    ...OR_GREY,
    name: 'FADGI ★★',
    iccProfiles: [...GREY, ...SRGB, ...WIDE],
    ppi: { min: 250, max: null, tolerancePct: 3 },
  }),
  'fadgi-1': Object.freeze({
    ...FADGI,
    ...OR_GREY,
    name: 'FADGI ★',
    iccProfiles: [...GREY, ...SRGB],
    ppi: { min: 200, max: null, tolerancePct: 5 },
  }),
} satisfies Record<string, CaptureProfile>);

export type PresetName = keyof typeof PRESETS;
