import { COPY_AGAIN, join, type Rule } from '../findings.ts';

/** There is something in the file. */
export const notEmpty: Rule = {
  severity: 'error',
  check: ({ sizeBytes }) =>
    sizeBytes > 0
      ? []
      : [
          {
            value: '0',
            message: join(
              {
                en: 'The file is empty: it has a name but no content.',
                nl: 'Het bestand is leeg: het heeft een naam maar geen inhoud.',
              },
              COPY_AGAIN,
            ),
          },
        ],
};
