import type { Delivery, LineRemark, LineRule } from '../delivery-list.ts';

/** Every inventory number is in the finding aid, where one was given. Told once for each number. */
export const unit: LineRule<Delivery> = {
  severity: 'error',
  check({ list, unitIds }) {
    if (unitIds === undefined) return [];
    const seen = new Set<string>();
    return list.flatMap(({ line, reference, path }): LineRemark[] => {
      if (reference === '' || seen.has(reference)) return [];
      seen.add(reference);
      if (unitIds.has(reference) || unitIds.has(withoutArchive(reference, path))) return [];
      return [
        {
          line,
          value: reference,
          message: {
            en: `The inventory number ${reference} is not in the finding aid (EAD unitid). Correct it here, or have it added there.`,
            nl: `Het inventarisnummer ${reference} staat niet in de inventaris (EAD unitid). Verbeter het hier, of laat het daar toevoegen.`,
          },
        },
      ];
    });
  },
};

/** `ARCH00860.1` of the archive in the folder `ARCH00860` is `1` in its finding aid. */
function withoutArchive(reference: string, path: string): string {
  const archive = `${path.slice(0, Math.max(path.indexOf('/'), 0))}.`;
  return archive.length > 1 && reference.startsWith(archive) ? reference.slice(archive.length) : reference;
}
