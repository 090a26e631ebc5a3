import type { PlaceRule } from '../place-findings.ts';

/** Of fewer scans the median says nothing. */
const MIN_SIBLINGS = 5;

/**
 * The scan is about as large as the others of its item: where it is not, part of the page was cut off, the camera was
 * moved, or the page lay across. A page that a tag turns may be like the others as stored, where all lay across, or
 * upright, where it alone did.
 */
export const outlier: PlaceRule = {
  severity: 'warning',
  check({ technical }, { siblings }, { outlierPct }) {
    if (technical === undefined || siblings === undefined || siblings.count < MIN_SIBLINGS) return [];
    const { medianWidth, medianHeight } = siblings;
    const { width, height } = technical;
    const isLike = (side: number, median: number): boolean =>
      !(median > 0) || Math.abs(side - median) * 100 <= outlierPct * median;
    if (isLike(width, medianWidth) && isLike(height, medianHeight)) return [];
    const isTurned = technical.orientation >= 5;
    if (isTurned && isLike(height, medianWidth) && isLike(width, medianHeight)) return [];
    const usual = { width: Math.round(medianWidth), height: Math.round(medianHeight) };
    return [
      {
        value: `${width}x${height}`,
        expected: `within ${outlierPct}% of ${usual.width}x${usual.height}`,
        message: {
          en: `This scan is ${width} × ${height} pixels; the others of this item are usually ${usual.width} × ${usual.height}. Check that nothing of the page was cut off, and that the camera stands as it did.`,
          nl: `Deze scan is ${width} × ${height} pixels; de andere van dit object zijn meestal ${usual.width} × ${usual.height}. Controleer of er niets van de pagina is afgesneden, en of de camera staat zoals hij stond.`,
        },
      },
    ];
  },
};
