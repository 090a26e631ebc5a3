import { expect } from 'chai';
import { nameRights, parseRights } from '../../manifests/rights.ts';

const TABLE: readonly [string, string | undefined, string?][] = [
  [
    'https://creativecommons.org/licenses/by/4.0/',
    'http://creativecommons.org/licenses/by/4.0/',
    'CC BY 4.0',
  ],
  [
    'http://creativecommons.org/licenses/by-nc-sa/3.0/nl',
    'http://creativecommons.org/licenses/by-nc-sa/3.0/nl/',
    'CC BY-NC-SA 3.0 NL',
  ],
  [
    'http://creativecommons.org/publicdomain/zero/1.0',
    'http://creativecommons.org/publicdomain/zero/1.0/',
    'CC0 1.0',
  ],
  [
    'http://creativecommons.org/publicdomain/mark/1.0/',
    'http://creativecommons.org/publicdomain/mark/1.0/',
    'Public Domain Mark 1.0',
  ],
  [
    'https://rightsstatements.org/page/InC/1.0/?language=nl',
    'http://rightsstatements.org/vocab/InC/1.0/',
    'In Copyright',
  ],
  [
    ' http://rightsstatements.org/vocab/NoC-OKLR/1.0/ ',
    'http://rightsstatements.org/vocab/NoC-OKLR/1.0/',
    'No Copyright – Other Known Legal Restrictions',
  ],
  ['http://rightsstatements.org/vocab/Invented/1.0/', undefined],
  ['https://example.org/creativecommons.org/licenses/by/4.0/', undefined],
  ['javascript:alert(1)', undefined],
  ['', undefined],
];

describe('a rights URI', () => {
  for (const [given, parsed, name] of TABLE) {
    it(`${JSON.stringify(given)} is ${parsed ?? 'none'}`, () => {
      expect(parseRights(given)).to.equal(parsed);
      if (parsed !== undefined) {
        expect(nameRights(parsed)).to.equal(name);
        expect(parseRights(parsed)).to.equal(parsed);
      }
    });
  }

  it('that is not known is called by itself', () => {
    expect(nameRights('https://example.org/rights')).to.equal('https://example.org/rights');
  });
});
