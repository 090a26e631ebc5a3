import { expect } from 'chai';
import fc from 'fast-check';
import { searchTerms, termsAsked } from '../../model/search-terms.ts';

/** Whether a text is found by a question, as the records do it. */
function finds(text: string, question: string): boolean {
  const terms = searchTerms([text]);
  const asked = termsAsked(question);
  return asked.length > 0 && asked.every(({ from, to }) => terms.some((term) => term >= from && term <= to));
}

describe('the terms under which a text is found', () => {
  const found: readonly (readonly [text: string, question: string])[] = [
    ['Aan alle Arbeiders!', 'arbeid alle'],
    ['Flugblatt Übergröße', 'ubergrosse'],
    ['Flugblatt Übergröße', 'ÜBERGRÖSSE'],
    ['Spoorwegstaking 1903', 'staking'],
    ['Письмо Плеханова', 'плеханов'],
    ['Ёлка', 'елка'],
    ['مُظاهَرة العُمّال', 'مظاهره العمال'],
    ['اعلامیه کارگران', 'اعلاميه كارگران'],
    ['דער ארבעטער־ביוראָ', 'ביורא'],
    ['שלום', 'שלומ'],
    ['全世界无产者，联合起来！', '无产者'],
    ['全世界无产者，联合起来！', '联'],
    ['労働者の祭り', '祭り'],
    ['ARCH00860.12', '860'],
    ['ARCH00860.12', 'arch00860.12'],
    ['IISG BG C29/317', 'bg c29/317'],
    ['Solidarność, łódź', 'solidarnosc lodz'],
    ['İstanbul ışık', 'istanbul isik'],
    ['노동자의 날', '노동자'],
    ['Deel 2', '2'],
  ];
  for (const [text, question] of found)
    it(`finds “${text}” by “${question}”`, () => {
      expect(finds(text, question)).to.equal(true);
    });

  const missed: readonly (readonly [text: string, question: string])[] = [
    ['Aan alle Arbeiders!', 'boeren'],
    ['Spoorwegstaking 1903', 'king'.slice(1)],
    ['无产者', '产联'],
    ['ARCH00860.12', '861'],
    ['Aan alle', '%'],
    ['Aan alle', 'a'],
  ];
  for (const [text, question] of missed)
    it(`does not find “${text}” by “${question}”`, () => {
      expect(finds(text, question)).to.equal(false);
    });

  it('finds any text by any beginning of any of its words, and is bounded', () => {
    const word = fc.stringMatching(/^[a-zßéñабвлдעבריתمسلم0-9]{1,60}$/u);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 12 }),
        fc.nat(),
        fc.nat(),
        (words, at, length) => {
          const asked = words[at % words.length] ?? '';
          return finds(words.join(' '), asked.slice(0, Math.max(3, length % (asked.length + 1))));
        },
      ),
    );
    const most = searchTerms(Array.from({ length: 5_000 }, (_, at) => `w${at}x`));
    expect(most).to.have.length.at.most(4_000);
    expect(termsAsked('a b c d e f g h i j')).to.have.length(8);
  });
});
