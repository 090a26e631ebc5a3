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

/** Where all that is made for readers to take away of an item lies: what is finished, and what it is made from. */
function renderingsOf(itemId: string): string {
  return `renderings/${itemId.slice(-2)}/${itemId}`;
}

/** Where a finished file lies. `plan` is the digest of the plan that it was made by. */
export function renderingKey(
  of: { readonly itemId: string; readonly revision: number; readonly kind: string },
  plan: string,
): string {
  return `${renderingsOf(of.itemId)}/${of.revision}-${plan.slice(0, 16)}.${of.kind}`;
}

/** Where it is written which part of a finished file is which image. */
export function renderingIndexKey(key: string): string {
  return `${key}.images.json`;
}

/** Where the plan of a file lies. */
export function renderingPlanKey(itemId: string, sha256: string): string {
  return `${renderingsOf(itemId)}/plans/${sha256}.json`;
}

/** What the plans and images begin with that an item's files are made from. */
export function renderingLeftovers(itemId: string): readonly string[] {
  return [`${renderingsOf(itemId)}/plans/`, `${renderingsOf(itemId)}/images/`];
}

/** Where one image lies until the file that it is for is finished. */
export function renderingImageKey(itemId: string, fileVersionId: string, recipe: string): string {
  return `${renderingsOf(itemId)}/images/${fileVersionId}/${recipe}.jpg`;
}
