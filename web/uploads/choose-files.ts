/** What is sent, by its name. What a folder holds beside it nobody scanned: lists, checksums. */
const SCAN = /^[^.].*\.(tiff?|jpe?g|png|webp|jp2)$/i;
/** What systems strew about, and nobody needs to hear of. */
const NOISE = /^(\.|(eh)?thumbs\.db$|desktop\.ini$)/i;

/** Files to send, in the order of their names, and the names of what was left out. */
export interface Choice<F> {
  readonly files: readonly F[];
  readonly leftOut: readonly string[];
}

/** Parts the scans from what lies beside them. `p2` comes before `p10`. */
export function chooseFiles<F extends { readonly name: string }>(files: Iterable<F>): Choice<F> {
  const byName = new Intl.Collator(undefined, { numeric: true });
  const all = [...files].sort((a, b) => byName.compare(a.name, b.name));
  return {
    files: all.filter(({ name }) => SCAN.test(name)),
    leftOut: all.map(({ name }) => name).filter((name) => !SCAN.test(name) && !NOISE.test(name)),
  };
}
