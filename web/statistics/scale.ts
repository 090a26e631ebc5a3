/** The highest mark of an axis that has to reach a number: 1, 2 or 5 times a power of ten, and never nothing. */
export function topOf(largest: number): number {
  if (largest <= 5) return Math.max(1, Math.ceil(largest));
  const power = 10 ** Math.floor(Math.log10(largest));
  return [1, 2, 5, 10].map((times) => times * power).find((mark) => mark >= largest) ?? 10 * power;
}

/** The marks of an axis from 0 to its top: whole numbers, few of them. */
export function marksOf(top: number): number[] {
  const step = top <= 5 ? 1 : top / (top % 4 === 0 ? 4 : 5);
  return Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step);
}

/** Which of so many names have room beside each other: the first, and every so many after it. */
export function namedEvery(count: number, widthPx: number, namePx: number): number {
  return Math.max(1, Math.ceil((count * namePx) / Math.max(1, widthPx)));
}
