import type { DeliveryList, LineRule } from '../delivery-list.ts';
import { wrongCharacters, wrongNameMessage } from '../delivery-names.ts';

/** Every line has an inventory number (`ID`), of characters that the archive can use in names. */
export const reference: LineRule<DeliveryList> = {
  severity: 'error',
  check({ lines }) {
    return lines.flatMap(({ line, reference }) => {
      if (reference === '') {
        const message = {
          en: 'There is no inventory number (ID). Write the one that the page belongs to.',
          nl: 'Er staat geen inventarisnummer (ID). Vul in bij welk nummer de pagina hoort.',
        };
        return [{ line, value: '', message }];
      }
      const wrong = wrongCharacters(reference);
      if (wrong === undefined) return [];
      const what = { en: 'The inventory number', nl: 'Het inventarisnummer' };
      return [{ line, value: wrong, message: wrongNameMessage(what, reference, wrong) }];
    });
  },
};
