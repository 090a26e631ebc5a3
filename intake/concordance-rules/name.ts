import { baseName, type DeliveryList, type LineRule, stemOf } from '../delivery-list.ts';
import { wrongCharacters, wrongNameMessage } from '../delivery-names.ts';

/** File names have only characters that the archive can use, and no more than it can. */
export const name: LineRule<DeliveryList> = {
  severity: 'error',
  check({ lines }) {
    return lines.flatMap(({ line, files }) => {
      // What is wrong with the master's name is wrong with those that are made of it: once is enough.
      const told = new Set<string>();
      return files.flatMap(({ path }) => {
        const file = baseName(path);
        const wrong = wrongCharacters(file);
        if (wrong === undefined || told.has(stemOf(file))) return [];
        told.add(stemOf(file));
        const what = { en: 'The file name', nl: 'De bestandsnaam' };
        return [{ line, path, value: wrong, message: wrongNameMessage(what, file, wrong) }];
      });
    });
  },
};
