import type { CaptureProfile } from '../model/capture-profile.ts';

/** The default: anything that IIIF can show from a master, as long as it is whole. */
export function anythingIiifCanShow(maxPixels: number): CaptureProfile {
  return Object.freeze({
    name: 'Anything that IIIF can show',
    namePattern: null,
    formats: ['TIFF', 'BigTIFF', 'JPEG', 'PNG', 'WebP'],
    minBytes: 0,
    maxPixels,
    maxPages: 1,
    compressions: null,
    bits: null,
    samples: null,
    photometrics: null,
    iccProfiles: null,
    orientations: null,
    ppi: null,
    bandPct: 2,
    blankDeviation: 1,
    nearBits: 28,
    outlierPct: 15,
    physicalPct: 5,
    severities: {},
  });
}
