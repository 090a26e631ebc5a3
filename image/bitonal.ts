/**
 * Makes every pixel black or white, in place: parted where the two classes differ most, so that ink and paper decide
 * and not a constant.
 */
export function reduceToTwoTones(pixels: Uint8Array): void {
  const threshold = otsu(pixels);
  for (const [at, value] of pixels.entries()) pixels[at] = value > threshold ? 255 : 0;
}

/**
 * The gray value at or below which a pixel counts as ink.
 *
 * @see https://doi.org/10.1109/TSMC.1979.4310076
 */
function otsu(pixels: Uint8Array): number {
  const histogram = new Float64Array(256);
  for (const value of pixels) histogram[value] = (histogram[value] ?? 0) + 1;
  const sumAll = histogram.reduce((sum, count, value) => sum + count * value, 0);
  let [best, threshold, countBelow, sumBelow] = [0, 127, 0, 0];
  for (const [value, count] of histogram.entries()) {
    countBelow += count;
    sumBelow += count * value;
    const countAbove = pixels.length - countBelow;
    if (countBelow === 0 || countAbove === 0) continue;
    const difference = sumBelow / countBelow - (sumAll - sumBelow) / countAbove;
    const between = countBelow * countAbove * difference * difference;
    if (between > best) [best, threshold] = [between, value];
  }
  return threshold;
}
