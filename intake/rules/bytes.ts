import { COPY_AGAIN, countIn, join, type Rule } from '../findings.ts';

/** No fewer bytes than a scan can have. About an empty file another rule speaks. */
export const bytes: Rule = {
  severity: 'error',
  check({ sizeBytes }, { minBytes }) {
    if (sizeBytes === 0 || sizeBytes >= minBytes) return [];
    const [has, least] = [countIn(sizeBytes), countIn(minBytes)];
    const message = {
      en: `The file has only ${has.en} bytes; a scan has at least ${least.en}.`,
      nl: `Het bestand heeft maar ${has.nl} bytes; een scan heeft er minstens ${least.nl}.`,
    };
    const expected = `at least ${minBytes}`;
    return [{ value: String(sizeBytes), expected, message: join(message, COPY_AGAIN) }];
  },
};
