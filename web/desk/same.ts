/** Whether two values of JSON say the same, in whatever order they name it. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [ours, theirs] = [Object.entries(one), other as Readonly<Record<string, unknown>>];
  if (ours.length !== Object.keys(theirs).length) return false;
  return ours.every(([key, value]) => Object.hasOwn(theirs, key) && isSame(value, theirs[key]));
}
