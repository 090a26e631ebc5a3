import { expect } from 'chai';
import fc from 'fast-check';
import type { DeskPatch, DeskView } from '../../model/desk.ts';
import {
  changed,
  type Draft,
  draftOf,
  looked,
  redone,
  returned,
  saved,
  sending,
  settled,
  takenUp,
  undone,
  unsavedOf,
} from '../../web/desk/draft.ts';
import { applyPatch, fitTo, idsOf, inverseOf, mergePatches } from '../../web/desk/patch.ts';
import { piecesOf } from '../../web/desk/units.ts';
import { deskPatches, deskSide, deskView } from '../fixtures/desk-view.ts';

const IDS = ['a', 'b', 'c', 'd', 'e'];
const patches = deskPatches(IDS);
const VIEW = deskView(IDS);

/** What a curator said of an item, without what only the server knows. */
function said({ edition: _, surfaces, ...rest }: DeskView) {
  return { ...rest, surfaces: surfaces.map(({ state: __, ...side }) => side) };
}
const label = (id: string, word: string): DeskPatch => ({ labels: { [id]: { en: [word] } } });
const labelOf = ({ surfaces }: DeskView, id: string) => surfaces.find((one) => one.id === id)?.label;

describe('a change on the desk', () => {
  it('is undone by its inverse, whatever it is of', () => {
    fc.assert(
      fc.property(patches, patches, (first, patch) => {
        const view = applyPatch(VIEW, first);
        expect(said(applyPatch(applyPatch(view, patch), inverseOf(view, patch)))).to.deep.equal(said(view));
      }),
    );
  });

  it('is one with the next: both in one patch do what they do one after the other', () => {
    fc.assert(
      fc.property(patches, patches, (first, then) => {
        const apart = applyPatch(applyPatch(VIEW, first), then);
        expect(said(applyPatch(VIEW, mergePatches(first, then)))).to.deep.equal(said(apart));
      }),
    );
  });

  it('falls into pieces that do together what it does', () => {
    fc.assert(
      fc.property(patches, (patch) => {
        const pieces = [...piecesOf(patch).values()];
        expect(said(pieces.reduce(applyPatch, VIEW))).to.deep.equal(said(applyPatch(VIEW, patch)));
      }),
    );
  });

  it('leaves every side of which it says nothing the same object', () => {
    const after = applyPatch(VIEW, { ...label('b', 'x'), order: ['e'] });
    expect(idsOf(after.surfaces)).to.deep.equal(['e', 'a', 'b', 'c', 'd']);
    for (const id of ['a', 'c', 'd', 'e'])
      expect(after.surfaces.find((one) => one.id === id)).to.equal(
        VIEW.surfaces.find((one) => one.id === id),
      );
  });

  it('is cut to what the item has, and what has come since stays at the end', () => {
    const newer = deskView(['a', 'b', 'new']);
    const patch = { order: ['c', 'b', 'a'], labels: { c: {}, a: {} }, surfaces: { d: { behavior: null } } };
    expect(fitTo(newer, patch)).to.deep.equal({ order: ['b', 'a', 'new'], labels: { a: {} } });
  });
});

/** What may happen at a desk where nobody else works. */
type Happening = DeskPatch | 'undo' | 'redo' | 'send' | 'heard' | 'lost';
const happenings: fc.Arbitrary<readonly Happening[]> = fc.array(
  fc.oneof(patches, fc.constantFrom<Happening[]>('undo', 'redo', 'send', 'heard', 'lost')),
  { maxLength: 25 },
);

function happen(draft: Draft, what: Happening): Draft {
  if (typeof what === 'object') return changed(draft, what, 'x');
  const ways = {
    ...{ undo: undone, redo: redone, send: sending, lost: returned },
    heard: (now: Draft) => (now.sent === null ? now : saved(now, now.known.edition + 1)),
  };
  return ways[what](draft);
}

describe('work on the desk', () => {
  it('can be undone to the beginning and done again to the end, saved or not', () => {
    fc.assert(
      fc.property(happenings, (all) => {
        const end = all.reduce(happen, draftOf(VIEW));
        const start = end.done.reduce((draft) => undone(draft), end);
        expect(said(start.view)).to.deep.equal(said(VIEW));
        const again = end.done.reduce((draft) => redone(draft), start);
        expect(said(again.view)).to.deep.equal(said(end.view));
      }),
    );
  });

  it('is with the server as it is shown, once everything was heard', () => {
    fc.assert(
      fc.property(happenings, (all) => {
        const end = all.reduce(happen, draftOf(VIEW));
        const heard = [end, end].reduce((draft) => happen(happen(draft, 'send'), 'heard'), end);
        expect(unsavedOf(heard)).to.equal(null);
        expect(said(heard.known)).to.deep.equal(said(end.view));
      }),
    );
  });

  it('is no step where it changes nothing', () => {
    const draft = draftOf(VIEW);
    expect(changed(draft, { order: IDS, labels: { a: {} } }, 'x')).to.equal(draft);
    expect(changed(draft, label('gone', 'x'), 'x')).to.equal(draft);
  });
});

describe('work of two at the same desk', () => {
  const theirs = (patch: DeskPatch): DeskView => ({ ...applyPatch(VIEW, patch), edition: 2 });

  it('keeps both where they changed different things', () => {
    const mine = changed(draftOf(VIEW), label('a', 'mine'), 'x');
    const draft = looked(mine, theirs({ ...label('b', 'theirs'), order: ['e'] }));
    expect([labelOf(draft.view, 'a'), labelOf(draft.view, 'b')]).to.deep.equal([
      { en: ['mine'] },
      { en: ['theirs'] },
    ]);
    expect(idsOf(draft.view.surfaces)[0]).to.equal('e');
    expect([draft.unsent, draft.disputes, draft.done.length]).to.deep.equal([label('a', 'mine'), [], 1]);
    expect(labelOf(undone(draft).view, 'a')).to.deep.equal({});
  });

  it('asks where they changed the same, loses nothing meanwhile, and does as it is told', () => {
    const mine = changed(draftOf(VIEW), { ...label('a', 'mine'), ...{ ranges: [] } }, 'x');
    const draft = looked(mine, theirs(label('a', 'theirs')));
    expect(draft.disputes).to.deep.equal([
      {
        unit: 'label a',
        base: { labels: { a: {} } },
        mine: label('a', 'mine'),
        theirs: label('a', 'theirs'),
      },
    ]);
    expect(labelOf(draft.view, 'a')).to.deep.equal({ en: ['theirs'] });
    expect(unsavedOf(draft)?.patch).to.deep.equal(label('a', 'mine'));
    const kept = settled(draft, 'label a', label('a', 'mine'), 'x');
    expect([labelOf(kept.view, 'a'), kept.disputes, kept.unsent]).to.deep.equal([
      { en: ['mine'] },
      [],
      label('a', 'mine'),
    ]);
    expect(labelOf(undone(kept).view, 'a')).to.deep.equal({ en: ['theirs'] });
    const given = settled(draft, 'label a', null, 'x');
    expect([given.disputes, given.unsent, unsavedOf(given)]).to.deep.equal([[], null, null]);
  });

  it('offers to undo nothing that would undo what the other did, and says so', () => {
    const steps = [label('b', 'one'), label('a', 'two'), label('c', 'three')];
    const mine = steps.reduce((draft, patch) => changed(draft, patch, 'x'), draftOf(VIEW));
    const heard = saved(sending(mine), 2);
    const draft = looked(heard, { ...applyPatch(heard.known, label('a', 'theirs')), edition: 3 });
    expect([draft.done.map(({ patch }) => patch), draft.cuts]).to.deep.equal([[label('c', 'three')], 1]);
  });

  it('takes a change that was made but never heard of for its own', () => {
    const mine = returned(sending(changed(draftOf(VIEW), { order: ['c'], ...label('a', 'x') }, 'x')));
    const draft = looked(mine, theirs({ order: ['c'], ...label('a', 'x') }));
    expect([draft.disputes, draft.unsent, draft.done.length, draft.cuts]).to.deep.equal([[], null, 1, 0]);
  });

  it('never loses a word: what is not theirs and not sent is in dispute', () => {
    fc.assert(
      fc.property(patches, patches, (own, other) => {
        const mine = changed(draftOf(VIEW), own, 'x');
        const newer = theirs(other);
        const draft = looked(mine, newer);
        const after = draft.disputes.reduce(
          (now, { unit, mine: piece }) => settled(now, unit, piece, 'x'),
          draft,
        );
        for (const piece of piecesOf(mine.unsent ?? {}).values())
          expect(said(applyPatch(after.view, piece))).to.deep.equal(said(after.view));
        const given = draft.disputes.reduce((now, { unit }) => settled(now, unit, null, 'x'), draft);
        for (const [unit, piece] of piecesOf(other))
          if (!piecesOf(own).has(unit))
            expect(said(applyPatch(given.view, piece)), unit).to.deep.equal(said(given.view));
      }),
    );
  });

  it('shows new scans at once, and keeps what is not sent on top of them', () => {
    const mine = changed(draftOf(VIEW), { order: ['e', 'd', 'c', 'b', 'a'] }, 'x');
    const newer = { ...VIEW, surfaces: [...VIEW.surfaces, deskSide('new')] };
    expect(idsOf(looked(mine, newer).view.surfaces)).to.deep.equal(['e', 'd', 'c', 'b', 'a', 'new']);
  });

  it('counts no answer that is older than what is known, nor one while something is on its way', () => {
    const mine = changed(draftOf({ ...VIEW, edition: 3 }), label('a', 'x'), 'x');
    expect(looked(mine, theirs(label('b', 'y')))).to.equal(mine);
    const going = sending(mine);
    expect(looked(going, { ...VIEW, edition: 9 })).to.equal(going);
  });
});

describe('what was not sent when the desk was left', () => {
  it('is put on top of what the item is then, and asked about where somebody changed the same', () => {
    const mine = changed(changed(draftOf(VIEW), label('a', 'mine'), 'x'), label('b', 'mine'), 'x');
    const kept = unsavedOf(sending(mine));
    expect(kept).to.not.equal(null);
    if (kept === null) return;
    const later = draftOf({ ...applyPatch(VIEW, label('b', 'theirs')), edition: 5 });
    const draft = takenUp(later, kept, 'x');
    expect([labelOf(draft.view, 'a'), labelOf(draft.view, 'b')]).to.deep.equal([
      { en: ['mine'] },
      { en: ['theirs'] },
    ]);
    expect(draft.disputes.map(({ unit }) => unit)).to.deep.equal(['label b']);
    expect(unsavedOf(draft)?.patch.labels).to.deep.equal({ a: { en: ['mine'] }, b: { en: ['mine'] } });
  });
});
