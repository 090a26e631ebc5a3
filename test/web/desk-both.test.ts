import { expect } from 'chai';
import fc from 'fast-check';
import type { RangeNode } from '../../model/structure.ts';
import { bothOf, bothOrders, bothTexts, movedIn, withText } from '../../web/desk/both.ts';
import { sayingLines, unitWords } from '../../web/desk/dispute-words.ts';
import { dutch } from '../../web/language/dutch.ts';
import { english } from '../../web/language/english.ts';
import { deskSide, deskView } from '../fixtures/desk-view.ts';

const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const orders = fc.shuffledSubarray([...IDS], { minLength: IDS.length });

describe('two orders of the same pages', () => {
  it('are told apart by as few moved pages as explain it', () => {
    expect(movedIn(IDS, ['c', 'a', 'b', 'd', 'e', 'f', 'g'])).to.deep.equal(['c']);
    expect(movedIn(IDS, ['a', 'e', 'f', 'b', 'c', 'd', 'g'])).to.deep.equal(['e', 'f']);
    expect(movedIn(IDS, IDS)).to.deep.equal([]);
  });

  it('are put together: all pages, those moved by either where they were put', () => {
    fc.assert(
      fc.property(orders, orders, (mine, theirs) => {
        expect([...bothOrders(IDS, mine, theirs)].sort()).to.deep.equal(IDS);
        expect(bothOrders(IDS, mine, IDS)).to.deep.equal(mine);
        expect(bothOrders(IDS, IDS, theirs)).to.deep.equal(theirs);
      }),
    );
    const mine = ['g', 'a', 'b', 'c', 'd', 'e', 'f'];
    const theirs = ['a', 'c', 'd', 'e', 'b', 'f', 'g', 'new'];
    expect(bothOrders(IDS, mine, theirs)).to.deep.equal(['g', 'a', 'c', 'd', 'e', 'b', 'f', 'new']);
  });
});

describe('two sayings of the same', () => {
  const range = (id: string, items: RangeNode['items'] = []): RangeNode => ({
    ...{ id, label: { en: [id] }, behavior: null, items },
  });

  it('are put together where that needs no words of a person', () => {
    const of = (mine: RangeNode[], theirs: RangeNode[]) =>
      bothOf({ unit: 'ranges', base: { ranges: [] }, mine: { ranges: mine }, theirs: { ranges: theirs } });
    const nested = range('outer', [{ range: range('two') }]);
    expect(of([range('one'), range('two')], [nested])).to.deep.equal({ ranges: [nested, range('one')] });
    const pair = (word: string) => ({ field: null, label: {}, value: { en: [word] } });
    const pairs = (...words: string[]) => ({ description: { metadata: words.map(pair) } });
    expect(
      bothOf({
        unit: 'description metadata',
        base: pairs(),
        mine: pairs('x', 'y'),
        theirs: pairs('y', 'z'),
      }),
    ).to.deep.equal(pairs('y', 'z', 'x'));
    const date = (word: string) => ({ description: { date: word } });
    expect(
      bothOf({ unit: 'description date', base: date('1'), mine: date('2'), theirs: date('3') }),
    ).to.equal(undefined);
  });

  it('begin as every text of both, each once, and become a patch of the same thing', () => {
    const both = bothTexts({ nl: ['een', 'twee'], de: ['eins'] }, { nl: ['twee'], en: ['one'] });
    expect(both).to.deep.equal({ nl: ['twee', 'een'], en: ['one'], de: ['eins'] });
    expect(withText('label a', both)).to.deep.equal({ labels: { a: both } });
    expect(withText('description summary', both)).to.deep.equal({ description: { summary: both } });
  });

  it('are said in words', () => {
    const view = deskView(IDS, { surfaces: [deskSide('a', { label: { nl: ['Omslag'], en: ['Cover'] } })] });
    const wording = { view, text: english, language: 'en' } as const;
    expect(unitWords('label a', wording)).to.equal('The label of Cover');
    expect(unitWords('label a', { view, text: dutch, language: 'nl' })).to.equal('Het label van Omslag');
    expect(unitWords('description access', wording)).to.equal('Who may see it');
    expect(unitWords('order', wording)).to.equal('The order of the pages');
    const say = (patch: Parameters<typeof sayingLines>[0]) =>
      sayingLines(patch, { order: ['b', 'a'] }, wording);
    expect(say({ labels: { a: { nl: ['Rug'], en: ['Spine'] } } })).to.deep.equal(['nl: Rug', 'en: Spine']);
    expect(say({ description: { date: null } })).to.deep.equal([]);
    expect(say({ description: { date: '1917' } })).to.deep.equal(['1917']);
    expect(say({ order: ['a', 'b'] })).to.deep.equal(['Moved: Cover']);
    expect(say({ ranges: [range('I')] })).to.deep.equal(['I']);
    const absence = {
      reason: 'Private',
      statement: { en: ['Closed'] },
      shownAs: 'empty',
      until: null,
    } as const;
    expect(say({ surfaces: { a: { absence } } })).to.deep.equal(['Private: Closed: empty']);
    const metadata = [{ field: 'maker', label: {}, value: { en: ['Ann'] } }];
    expect(say({ description: { metadata } })).to.deep.equal(['maker: Ann']);
  });
});
