import {
  baseName,
  type Delivery,
  extensionOf,
  isAsNamed,
  type LineRule,
  SMALLEST_IMAGE_BYTES,
} from '../delivery-list.ts';

/** A master, and what is made of it, is by its content what its extension says. */
export const extension: LineRule<Delivery> = {
  severity: 'error',
  check({ there }) {
    return there
      .filter(
        // What is too small to be anything is told of once, by its size.
        ({ file, found }) =>
          file.use !== 'text' && found.sizeBytes >= SMALLEST_IMAGE_BYTES && !isAsNamed(found),
      )
      .map(({ file, found: { path, format } }) => {
        const named = extensionOf(baseName(path));
        const shared = { line: file.line, path, value: named === '' ? '' : `.${named}` };
        if (format === undefined) {
          const message = {
            en: `The file is called ${baseName(path)}, but what is in it is no format that we know: it is probably broken. Copy or export it again.`,
            nl: `Het bestand heet ${baseName(path)}, maar de inhoud is geen formaat dat wij kennen: waarschijnlijk is het kapot. Kopieer of exporteer het opnieuw.`,
          };
          return { ...shared, message };
        }
        const expected = `.${format.extensions[0]}`;
        const message = {
          en: `The file is called ${baseName(path)}, but what is in it is ${format.name}. Export it in the format of its name, or name it ${expected} there and in the table.`,
          nl: `Het bestand heet ${baseName(path)}, maar de inhoud is ${format.name}. Exporteer het in het formaat van de naam, of noem het ${expected}, daar en in de tabel.`,
        };
        return { ...shared, expected, message };
      });
  },
};
