/**
 * The only place that knows a key. Described in docs/formats.md.
 * Masters are named by their digest, so that the same bytes are stored once and a key never changes its meaning.
 */

/** Where a master lies: `masters/ab/cd/abcd…`. `sha256` in lower-case hex. */
export function masterKey(sha256: string): string {
  return `masters/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
}

/** Where the tile pack of a file version lies, one for each recipe that was ever used on it. */
export function packKey(fileVersionId: string, recipe: string): string {
  return `packs/${fileVersionId.slice(-2)}/${fileVersionId}/${recipe}.zip`;
}

/** Where the preview of a file version lies. */
export function previewKey(fileVersionId: string): string {
  return `previews/${fileVersionId.slice(-2)}/${fileVersionId}.jpg`;
}

/** Where a published revision's JSON lies. */
export function revisionKey(sha256: string): string {
  return `revisions/${sha256.slice(0, 2)}/${sha256}.json`;
}

/** Where the list of a delivery lies, as it was given. */
export function deliveryListKey(sha256: string): string {
  return `lists/${sha256.slice(0, 2)}/${sha256}`;
}

/** Where a file of a delivery lies that is no scan: a level 1 image, a text, or one that nobody expected. */
export function deliveredKey(sha256: string): string {
  return `delivered/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
}
