import { sequenceOf } from '../concordance-columns.ts';
import { type DeliveryList, type LineRule, shortened } from '../delivery-list.ts';

/** `volgnr` is a whole number. */
export const sequenceNumber: LineRule<DeliveryList> = {
  severity: 'error',
  check({ lines }) {
    return lines
      .filter(({ sequence }) => sequenceOf(sequence) === undefined)
      .map(({ line, sequence }) => ({
        line,
        value: shortened(sequence),
        expected: '1, 2, 3 …',
        message: {
          en: `The sequence number (volgnr) is "${shortened(sequence)}". Write the number of the page in its object: 1, 2, 3 …`,
          nl: `Het volgnummer (volgnr) is "${shortened(sequence)}". Vul het nummer van de pagina in het object in: 1, 2, 3 …`,
        },
      }));
  },
};
