import type { Region } from './finding.ts';
import { newId } from './ids.ts';
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
 * How a side stands among the others: a foldout is `non-paged`, a scan of an opening `facing-pages`.
 *
 * @see https://iiif.io/api/presentation/3.0/#behavior
 */
export const SURFACE_BEHAVIORS = ['non-paged', 'facing-pages'] as const;
export type SurfaceBehavior = (typeof SURFACE_BEHAVIORS)[number];

/** A side that is shown on another one's canvas, and has none of its own in the manifest. */
export interface Placement {
  /** Id of the surface on whose canvas it is. */
  readonly on: string;
  /** `view`: the same side in another light or with its flap up, to choose; `part`: a sheet of a larger whole. */
  readonly as: 'view' | 'part';
  /** What it is called among the views. */
  readonly label: LanguageMap;
  /** Where on the canvas, in its units; null for a view. */
  readonly region: Region | null;
}

/** Why a side is not shown, and what readers see in its place. */
export interface Absence {
  /** For the archive alone. */
  readonly reason: string;
  /** For readers. */
  readonly statement: LanguageMap;
  /** An empty canvas says that something is there; or it is as though it were not. */
  readonly shownAs: 'empty' | 'left-out';
  /** When it may be shown, in ms since 1970; null where nobody knows. */
  readonly until: number | null;
}

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
  readonly behavior: SurfaceBehavior | null;
  readonly placement: Placement | null;
  /** Of one that is missing or suppressed; null for others, and where nobody has said more. */
  readonly absence: Absence | null;
  /** The newest scan, whatever became of it. */
  readonly latestVersionId: string | null;
  /** The scan that is shown: the newest that is ready, unless an older one was brought back. */
  readonly currentVersionId: string | null;
  readonly createdAt: number;
}

/** A surface of which nothing is known yet but what its scans are called. `at` in ms since 1970. */
export function newSurface(of: Pick<Surface, 'itemId' | 'name' | 'position'>, at: number): Surface {
  return {
    ...of,
    id: newId(),
    label: {},
    state: 'expected',
    sortKey: sortKeyOf(of.name),
    canvasWidth: null,
    canvasHeight: null,
    behavior: null,
    placement: null,
    absence: null,
    latestVersionId: null,
    currentVersionId: null,
    createdAt: at,
  };
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
