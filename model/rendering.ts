import type { ItemKind } from './item.ts';
import type { LanguageMap } from './language.ts';

/** What readers can take away of a published item: one PDF, or its images in a ZIP. */
export const RENDERING_KINDS = ['pdf', 'zip'] as const;
export type RenderingKind = (typeof RENDERING_KINDS)[number];

/** `due` until a worker has made its first page; `failed` until a person asks for it again. */
export const RENDERING_STATES = ['due', 'making', 'ready', 'failed'] as const;
export type RenderingState = (typeof RENDERING_STATES)[number];

/** A file to take away: of one revision, and never of another. Times in ms since 1970. */
export interface Rendering {
  readonly id: string;
  readonly itemId: string;
  readonly revision: number;
  readonly kind: RenderingKind;
  readonly state: RenderingState;
  /** Counts from 1: with the id it is one job. */
  readonly attempt: number;
  readonly pagesDone: number;
  /** 0 as long as no worker has begun. */
  readonly pagesTotal: number;
  /** When it should be done, by the pace so far; null where nobody knows. */
  readonly expectedAt: number | null;
  /** Where it lies, and what it is; null unless it is ready. */
  readonly file: RenderedFile | null;
  /** Why it could not be made, in words; null unless it failed. */
  readonly failure: string | null;
  readonly createdAt: number;
  readonly settledAt: number | null;
}

/** A finished file in the store. `sha256` in lower-case hex. */
export interface RenderedFile {
  readonly key: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** The media type of each kind. */
export const RENDERING_TYPES = Object.freeze({
  pdf: 'application/pdf',
  zip: 'application/zip',
} satisfies Record<RenderingKind, string>);

/**
 * What is offered where nobody has chosen: something to leaf through is read as a PDF; of a poster the image itself is
 * what people take away, and that is one click in every viewer.
 */
export function usualDownloads(kind: ItemKind): readonly RenderingKind[] {
  return kind === 'poster' ? [] : ['pdf'];
}

/** What the desk shows of one kind. */
export interface DownloadView {
  readonly kind: RenderingKind;
  /** Whether the next revision offers it. */
  readonly isChosen: boolean;
  /** Whether the manifest that is published names it. */
  readonly isOffered: boolean;
  /** Of the revision that is published; null where none was ever asked for. */
  readonly rendering: RenderingView | null;
  /** Where readers find it. */
  readonly url: string;
}

/** How a file stands. */
export interface RenderingView extends Omit<Rendering, 'itemId' | 'revision' | 'kind' | 'file'> {
  /** null unless it is ready. */
  readonly sizeBytes: number | null;
  readonly sha256: string | null;
  /** How many files are to be made before it; null unless it is due. */
  readonly before: number | null;
}

/** What the desk shows of the files to take away. */
export interface DownloadsView {
  readonly itemId: string;
  /** Whether the kinds are as is usual for such an item: nobody has chosen. */
  readonly isUsual: boolean;
  /** null as long as it is not published, and while it is withdrawn: nothing can be made then. */
  readonly revision: number | null;
  readonly downloads: readonly DownloadView[];
}

/** How far a file is: told while it is made, for the screen and for readers who wait. */
export interface MakingEvent {
  /** Of the rendering. */
  readonly id: string;
  readonly attempt: number;
  readonly itemId: string;
  readonly pagesDone: number;
  readonly pagesTotal: number;
  /** ms since 1970; null where it cannot be told yet. */
  readonly expectedAt: number | null;
}

/** What the pages of a file are made from: everything that a worker is told, as it was published. */
export interface RenderingPlan {
  /** Counts up when the same plan makes other bytes. */
  readonly format: 1;
  readonly revision: number;
  readonly publishedAt: number;
  readonly reference: string;
  readonly label: LanguageMap;
  readonly summary: LanguageMap;
  readonly metadata: readonly { readonly label: LanguageMap; readonly value: LanguageMap }[];
  readonly rights: { readonly uri: string; readonly name: string } | null;
  readonly requiredStatement: { readonly label: LanguageMap; readonly value: LanguageMap } | null;
  readonly institution: LanguageMap;
  /** Where the item itself is found, for good. */
  readonly address: string;
  readonly isRightToLeft: boolean;
  readonly pages: readonly RenderingPage[];
  readonly outline: readonly OutlineEntry[];
}

/** A page in the order of the manifest. */
export interface RenderingPage {
  readonly label: LanguageMap;
  /** null where readers are told that something is there, and not shown it. */
  readonly image: PageImage | null;
  /** What readers are told instead of the image. */
  readonly statement: LanguageMap;
}

/** The image of a page, and where its tiles lie. Sizes in pixels, upright. */
export interface PageImage {
  readonly fileVersionId: string;
  /** What the archive calls the side: the name of its scans. */
  readonly name: string;
  readonly packKey: string;
  readonly directoryOffset: number;
  readonly directoryBytes: number;
  readonly width: number;
  readonly height: number;
  /** Pixels per inch of the scan; null where nobody knows. */
  readonly ppi: number | null;
  /** The largest that an image service gives of it. */
  readonly full: { readonly width: number; readonly height: number };
}

/** A part of the item, and the parts in it. */
export interface OutlineEntry {
  readonly label: LanguageMap;
  /** Index of the page that it begins on. */
  readonly page: number;
  readonly parts: readonly OutlineEntry[];
}
