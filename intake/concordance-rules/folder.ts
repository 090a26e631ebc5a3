import { isInside } from '../concordance-columns.ts';
import { baseName, type DeliveryList, folderOf, type LineRule } from '../delivery-list.ts';

/** A file lies in the folder of its object: `…/master/<objnr>/`. */
export const folder: LineRule<DeliveryList> = {
  severity: 'error',
  check({ lines }) {
    const files = lines.flatMap((line) => line.files);
    return files
      .filter(({ path, objectNumber }) => {
        return objectNumber !== '' && isInside(path) && baseName(folderOf(path)) !== objectNumber;
      })
      .map(({ line, path, objectNumber }) => {
        const lies = baseName(folderOf(path));
        return {
          line,
          path,
          value: lies,
          expected: objectNumber,
          message: {
            en: `The page is of object ${objectNumber}, but the file lies in ${lies === '' ? 'no folder' : `the folder "${lies}"`}. Every object has one folder, with its number as its name: correct the line, or move the file.`,
            nl: `De pagina hoort bij object ${objectNumber}, maar het bestand ligt in ${lies === '' ? 'geen map' : `de map "${lies}"`}. Elk object heeft één map, met het nummer als naam: verbeter de regel, of verplaats het bestand.`,
          },
        };
      });
  },
};
