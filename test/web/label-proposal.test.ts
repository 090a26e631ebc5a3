import { expect } from 'chai';
import { changesOf, goingOn, proposedLine, reachOf, targetsOf } from '../../web/labels/proposal.ts';
import { deskSide, deskView } from '../fixtures/desk-view.ts';

const named = (id: string, label: Record<string, string[]>) => deskSide(id, { label });

describe('what the tab of labels proposes', () => {
  it('goes on after the last number before, recto after verso, in any digits', () => {
    const folios = [{ kind: 'folio' }] as const;
    const onFrom = (label: string) =>
      goingOn(folios, [named('a', { none: [label] }), named('b', { en: ['x'] })]);
    expect(onFrom('12r')).to.deep.equal([{ kind: 'folio', start: 12, side: 'verso' }]);
    expect(onFrom('f. [12v]')).to.deep.equal([{ kind: 'folio', start: 13 }]);
    expect(onFrom('١٢و')).to.deep.equal([{ kind: 'folio', start: 12, side: 'verso' }]);
    expect(goingOn([{ kind: 'folio', start: 1 }], [named('a', { none: ['9'] })])[0]).to.include({ start: 1 });
    expect(goingOn(folios, [])).to.deep.equal(folios);
  });

  it('takes the pages that are meant, and leaves out covers and views of other pages', () => {
    const placement = { on: 'b', as: 'view', label: {}, region: null } as const;
    const surfaces = [
      ...[named('a', { en: ['Cover'] }), deskSide('b'), deskSide('c', { placement }), deskSide('d')],
    ];
    const take = (given: Partial<Parameters<typeof targetsOf>[1]>) =>
      targetsOf({ surfaces }, { scope: 'all', chosen: 'b', selected: ['c', 'd'], isBare: false, ...given })
        .map(({ id }) => id)
        .join('');
    expect(take({})).to.equal('abd');
    expect(take({ isBare: true })).to.equal('bd');
    expect(take({ scope: 'from-here' })).to.equal('bd');
    expect(take({ scope: 'selected' })).to.equal('cd');
  });

  it('begins as the kind and the language of an item are numbered', () => {
    const line = (kind: 'manuscript' | 'pamphlet', tag: string) =>
      proposedLine(deskView([], { kind, label: { [tag]: ['A'] } }));
    expect([line('manuscript', 'nl'), line('pamphlet', 'nl'), line('manuscript', 'ar')]).to.deep.equal([
      ...['1r', '1', '١و'],
    ]);
  });

  it('counts what changes, and how far a plan goes', () => {
    const view = deskView([], { surfaces: [named('a', { none: ['1'] }), deskSide('b'), deskSide('c')] });
    const labels = [{ none: ['1'] }, { none: ['2'] }, null];
    expect(changesOf(view, view.surfaces, labels).map(({ place }) => place)).to.deep.equal([2]);
    expect(reachOf([{ kind: 'uncounted', count: 2 }], 3)).to.equal(2);
    expect(reachOf([{ kind: 'part', parts: ['spine'] }, { kind: 'none' }], 3)).to.equal(3);
  });
});
