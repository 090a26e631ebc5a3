/** How many bits of each nibble's value are set. */
const ONES = [0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4];
const D_HASH = /^[0-9a-f]{64}$/i;

/** In how many of their 256 bits two dHashes differ; undefined where one of them is none (64 hex digits). */
export function bitsApart(one: string, other: string): number | undefined {
  if (!D_HASH.test(one) || !D_HASH.test(other)) return undefined;
  let bits = 0;
  for (let at = 0; at < one.length; at++)
    bits += ONES[Number.parseInt(one.charAt(at), 16) ^ Number.parseInt(other.charAt(at), 16)] ?? 0;
  return bits;
}
