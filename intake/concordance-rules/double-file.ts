import { baseName, type Delivery, type LineRule } from '../delivery-list.ts';

/** Nothing came twice. */
export const doubleFile: LineRule<Delivery> = {
  severity: 'error',
  check({ progress }) {
    return progress.double.map(({ path, file }) => ({
      line: file.line,
      path,
      value: path,
      expected: file.path,
      message: {
        en: `${baseName(path)} is there beside ${baseName(file.path)}, and both would be the same page. Keep the right one, under the name in the table.`,
        nl: `${baseName(path)} ligt naast ${baseName(file.path)}, en beide zouden dezelfde pagina zijn. Houd de goede, met de naam uit de tabel.`,
      },
    }));
  },
};
