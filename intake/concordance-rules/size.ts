import { type Delivery, type LineRule, SMALLEST_IMAGE_BYTES } from '../delivery-list.ts';
import { countIn } from '../findings.ts';

const LEAST = countIn(SMALLEST_IMAGE_BYTES);

/** No master and no image made of it is smaller than any real one. */
export const size: LineRule<Delivery> = {
  severity: 'error',
  check({ there }) {
    return there
      .filter(({ file, found }) => file.use !== 'text' && found.sizeBytes < SMALLEST_IMAGE_BYTES)
      .map(({ file, found }) => ({
        line: file.line,
        path: found.path,
        value: String(found.sizeBytes),
        expected: `≥ ${SMALLEST_IMAGE_BYTES}`,
        message: {
          en: `The file has ${countIn(found.sizeBytes).en} bytes, fewer than the ${LEAST.en} that any scan has. Copy or export it again.`,
          nl: `Het bestand heeft ${countIn(found.sizeBytes).nl} bytes, minder dan de ${LEAST.nl} die elke scan heeft. Kopieer of exporteer het opnieuw.`,
        },
      }));
  },
};
