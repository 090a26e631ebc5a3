/**
 * received → checking → accepted → deriving → ready; or rejected (the scan's fault, with reasons), or failed
 * (ours: retried, then a to-do for a person). What is on its way in is an Upload until its digest is proved.
 */
export const FILE_STATES = [
  'received',
  'checking',
  'accepted',
  'deriving',
  'ready',
  'rejected',
  'failed',
] as const;
export type FileState = (typeof FILE_STATES)[number];

/** Where nothing more happens by itself. */
const END_STATES = ['ready', 'rejected', 'failed'] as const satisfies readonly FileState[];

/** Whether a file in this state has come to its end. */
export function isEnded(state: FileState): boolean {
  return (END_STATES as readonly FileState[]).includes(state);
}

/** What was read from a master, as PREMIS would record it. Sizes in pixels, as stored, before orientation is applied. */
export interface TechnicalFacts {
  /** PRONOM id of the format, by content: `fmt/353` (TIFF), … */
  readonly puid: string;
  readonly formatName: string;
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly samplesPerPixel: number;
  readonly photometric: string;
  readonly compression: string;
  readonly iccProfile: string | null;
  /** Pixels per inch, as the file claims; null where it does not say. */
  readonly ppiX: number | null;
  readonly ppiY: number | null;
  /** The EXIF/TIFF orientation, 1–8. */
  readonly orientation: number;
  readonly pages: number;
}

/** One scan of a surface: bytes under their digest, and what is known of them. Immutable but for its state. */
export interface FileVersion {
  readonly id: string;
  readonly surfaceId: string;
  readonly itemId: string;
  /** 1 for the first scan of a surface. */
  readonly version: number;
  readonly originalName: string;
  readonly sizeBytes: number;
  /** Lower-case hex SHA-256 of the bytes as stored. */
  readonly sha256: string;
  /** Who took the digest first: the station before sending, or the server on arrival. */
  readonly digestOrigin: 'station' | 'server';
  readonly state: FileState;
  /** Why it failed, in words for a person; null unless failed. */
  readonly failure: string | null;
  readonly facts: TechnicalFacts | null;
  /** Where its preview lies: a small JPEG, upright, made when it was checked. null as long as there is none. */
  readonly previewKey: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A scan that has just come in. */
export type NewFileVersion = Omit<FileVersion, 'previewKey'>;

/** What was made from a file version: the tile pack, whose pixels are upright 8-bit sRGB. */
export interface Derivative {
  readonly id: string;
  readonly fileVersionId: string;
  readonly kind: 'tile-pack';
  /** Which recipe made it; a new recipe makes a new derivative beside the old. */
  readonly recipe: string;
  readonly key: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** Upright. */
  readonly width: number;
  readonly height: number;
  readonly tileSize: number;
  /** Where the pack's central directory lies, so that a cold image costs one ranged read. */
  readonly directoryOffset: number;
  readonly directoryBytes: number;
  readonly createdAt: number;
}
