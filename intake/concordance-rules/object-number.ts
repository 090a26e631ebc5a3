import { type DeliveryList, type LineRule, shortened } from '../delivery-list.ts';

/** Every line says of which object it is, in a way that can be the name of a folder. */
export const objectNumber: LineRule<DeliveryList> = {
  severity: 'error',
  check({ lines }) {
    return lines
      .filter(({ objectNumber }) => objectNumber === '' || /^\.{1,2}$|[/\\]/.test(objectNumber))
      .map(({ line, objectNumber }) => ({
        line,
        value: shortened(objectNumber),
        message:
          objectNumber === ''
            ? {
                en: 'There is no object number (objnr). Write the number of the folder that the page lies in.',
                nl: 'Er staat geen objectnummer (objnr). Vul het nummer in van de map waarin de pagina ligt.',
              }
            : {
                en: `The object number "${shortened(objectNumber)}" cannot be the name of a folder. Write the number of the folder that the page lies in.`,
                nl: `Het objectnummer "${shortened(objectNumber)}" kan geen naam van een map zijn. Vul het nummer in van de map waarin de pagina ligt.`,
              },
      }));
  },
};
