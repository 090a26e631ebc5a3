import type { LanguageMap } from './language.ts';

/** expected → captured → passed, or rescan_requested; missing and suppressed stand beside. */
export const SURFACE_STATES = [
  'expected',
  'captured',
  'passed',
  'rescan_requested',
  'missing',
  'suppressed',
] as const;
export type SurfaceState = (typeof SURFACE_STATES)[number];

/**
 * One side or page. It becomes a Canvas, for ever: its id is the canvas id and is never used again.
 * Order is data beside it (`position`, then `sortKey`), not in the id.
 */
export interface Surface {
  readonly id: string;
  readonly itemId: string;
  /** What the scan of it is called, without its extension: a file of the same name is a new version of it. */
  readonly name: string;
  /** Shown under the thumbnail and on the canvas; empty: its number in the order. */
  readonly label: LanguageMap;
  readonly state: SurfaceState;
  /** 0 as long as the item is in the order of its file names; 1…n once a person has put it in order. */
  readonly position: number;
  readonly sortKey: string;
  /** Pixels, frozen when first published, so that annotations stay where they are after a rescan. */
  readonly canvasWidth: number | null;
  readonly canvasHeight: number | null;
  /** The newest scan, whatever became of it. */
  readonly latestVersionId: string | null;
  /** The scan that is shown: the newest that is ready, unless an older one was brought back. */
  readonly currentVersionId: string | null;
  readonly createdAt: number;
}

/** The name of a surface, from the name of a file: no folder, no extension, Unicode in one form. */
export function surfaceNameOf(fileName: string): string {
  const base = fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
  const dot = base.lastIndexOf('.');
  return (dot > 0 ? base.slice(0, dot) : base).normalize('NFC');
}

/** A key under which `p2` sorts before `p10`: every run of digits is padded to twelve. */
export function sortKeyOf(name: string): string {
  return name.toLowerCase().replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, '').padStart(12, '0'));
}

/** A file's name as it may be stored and shown: its last segment, 1–255 characters; undefined if it is none. */
export function parseFileName(text: string): string | undefined {
  const base = text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1).normalize('NFC');
  if (base === '' || base === '.' || base === '..' || base.length > 255 || /\p{Cc}/u.test(base))
    return undefined;
  return base;
}
