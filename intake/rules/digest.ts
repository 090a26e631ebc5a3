import type { Rule } from '../findings.ts';

/** The bytes in the store are still those that were received. */
export const digest: Rule = {
  severity: 'error',
  check: ({ sizeBytes, sha256, promised }) =>
    sizeBytes === promised.sizeBytes && sha256 === promised.sha256
      ? []
      : [
          {
            value: `${sizeBytes} bytes, sha256 ${sha256}`,
            expected: `${promised.sizeBytes} bytes, sha256 ${promised.sha256}`,
            message: {
              en: 'The stored file is not the file that was sent: its digest differs. Send it again; if this comes back, tell the administrator that storage may be damaged.',
              nl: 'Het opgeslagen bestand is niet het bestand dat is verstuurd: de controlegetallen verschillen. Verstuur het opnieuw; als dit terugkomt, meld de beheerder dat de opslag mogelijk beschadigd is.',
            },
          },
        ],
};
