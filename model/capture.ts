/** What the people at the copy stand need to know of an original, and when they were done with it. */
export interface CaptureNotes {
  /** How many sides it has, so that it is seen whether one is missing; null where nobody has counted. */
  readonly expectedCount: number | null;
  /** How to treat it, in words: fragile, do not open beyond 90°, … '' where nothing is to be minded. */
  readonly handlingNotes: string;
  /** Of the original, as the catalogue gives it, in millimetres; null where it does not. Both or neither. */
  readonly widthMm: number | null;
  readonly heightMm: number | null;
}

/** When the last page of an item was in, and who said so; nulls as long as nobody has, or since something new came. */
export interface CaptureEnd {
  readonly finishedAt: number | null;
  /** Id of who said so. */
  readonly finishedBy: string | null;
  /** Id of the station where it was said; null where nobody knows. */
  readonly finishedStation: string | null;
}

/** What a curator may say of an original. */
export type CaptureNotesPatch = Partial<CaptureNotes>;

export const NO_CAPTURE_NOTES: CaptureNotes = {
  expectedCount: null,
  handlingNotes: '',
  widthMm: null,
  heightMm: null,
};
