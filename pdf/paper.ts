import type { PageImage } from '../model/rendering.ts';

const POINTS_PER_INCH = 72;
/** The longer side of A4, for scans of which nobody knows how large the original is. */
const USUAL_POINTS = 842;
/** Less than this is what programs write that do not know. */
const LEAST_PPI = 100;
/** More than that is no scan of paper; a slide has 4,000. */
const MOST_PPI = 10_000;
/** What PDF readers can show: 200 inches. */
const MOST_POINTS = 14_400;
const LEAST_POINTS = 72;

/** The size of a page in points: that of the original where its scan says so, else its shape on A4. */
export function paperOf({ width, height, ppi }: Pick<PageImage, 'width' | 'height' | 'ppi'>): {
  readonly width: number;
  readonly height: number;
} {
  const longer = Math.max(width, height);
  const isKnown = ppi !== null && ppi >= LEAST_PPI && ppi <= MOST_PPI;
  const points = isKnown ? (longer / ppi) * POINTS_PER_INCH : USUAL_POINTS;
  const scale = Math.min(Math.max(points, LEAST_POINTS), MOST_POINTS) / longer;
  const round = (side: number): number => Math.max(1, Math.round(side * scale * 100) / 100);
  return { width: round(width), height: round(height) };
}
