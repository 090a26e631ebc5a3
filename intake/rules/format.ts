import { anyOf, asIs, COPY_AGAIN, join, type Rule } from '../findings.ts';

/** The file is, by its content, of a format that the profile accepts. */
export const format: Rule = {
  severity: 'error',
  check({ format: found, sizeBytes }, { formats }) {
    if (sizeBytes === 0) return [];
    // A BigTIFF is a TIFF to those who make it.
    const wanted = formats.filter((name) => name !== 'BigTIFF' || !formats.includes('TIFF'));
    const expected = wanted.join(', ');
    if (found === undefined) {
      const message = {
        en: 'This is not an image: its beginning is that of no known format.',
        nl: 'Dit is geen afbeelding: het begin is dat van geen enkel bekend formaat.',
      };
      return [{ expected, message: join(message, COPY_AGAIN) }];
    }
    if (formats.includes(found.name)) return [];
    const list = anyOf(wanted.map(asIs));
    return [
      {
        value: found.name,
        expected,
        message: {
          en: `This is a ${found.name} file, which is not accepted. Export the scan from the capture software as ${list.en} and send that.`,
          nl: `Dit is een ${found.name}-bestand; dat wordt niet aangenomen. Exporteer de scan uit de opnamesoftware als ${list.nl} en verstuur die.`,
        },
      },
    ];
  },
};
