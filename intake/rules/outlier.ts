import type { PlaceRule } from '../place-findings.ts';

/** Of fewer scans the median says nothing. */
const MIN_SIBLINGS = 5;

/**
 * The scan is about as large as the others of its item: where it is not, part of the page was cut off, the camera was
 * moved, or the page lay across. Sizes are compared as stored.
 */
export const outlier: PlaceRule = {
  severity: 'warning',
  check({ technical }, { siblings }, { outlierPct }) {
    if (technical === undefined || siblings === undefined || siblings.count < MIN_SIBLINGS) return [];
    const { medianWidth, medianHeight } = siblings;
    const { width, height } = technical;
    const isOut = (side: number, median: number): boolean =>
      median > 0 && Math.abs(side - median) * 100 > outlierPct * median;
    if (!isOut(width, medianWidth) && !isOut(height, medianHeight)) return [];
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
