import { exampleOf, readName } from '../file-names.ts';
import { asIs, type Rule } from '../findings.ts';

/** The file is called as the profile wants files to be called. */
export const name: Rule = {
  severity: 'error',
  check({ originalName }, { namePattern }) {
    if (namePattern === null || readName(namePattern, originalName) !== undefined) return [];
    const example = asIs(exampleOf(namePattern));
    return [
      {
        value: originalName,
        expected: namePattern,
        message: {
          en: `${originalName} is not how files are named here: a name looks like ${example.en}. Give it the right name and send it again.`,
          nl: `${originalName} is niet hoe bestanden hier heten: een naam ziet eruit als ${example.nl}. Geef het de juiste naam en verstuur het opnieuw.`,
        },
      },
    ];
  },
};
