import { expect } from 'chai';
import { heldSentence } from '../../../intake/held.ts';
import { HELD_REASONS, LONGEST_HELD, MOST_HELD } from '../../../model/station-watch.ts';
import { createDesk, type Desk, type DeskOptions, type Entry } from '../../../scripts/station/watch/desk.ts';
import { held } from '../../../scripts/station/watch/held-back.ts';
import type { Look, SeenScan } from '../../../scripts/station/watch/look-around.ts';
import { plain, reportOf, sinceOf } from '../../../scripts/station/watch/report.ts';

const NOTHING: Look = { scans: new Map(), doubles: [], unfinished: [], links: [], unreadable: [] };

function scanOf(shown: string, sizeBytes = 9): SeenScan {
  return { name: shown, path: `/f/${shown}`, sizeBytes, modifiedAt: 1, inode: 1, folder: '', shown };
}

function entryOf(shown: string, patch: Partial<Entry> = {}): Entry {
  const scan = scanOf(shown);
  const seen = { state: scan, sinceMs: 0, lastMs: 0, looks: 1 };
  const nothing = { underway: undefined, ended: undefined, trouble: undefined, isPartTold: false };
  return { scan, seen, changingSinceMs: undefined, ...nothing, ...patch };
}

function deskOf(entries: readonly Entry[], look: Partial<Look> = {}): Desk {
  const desk = createDesk({ steadyMs: 1_000 } as DeskOptions);
  for (const entry of entries) desk.entries.set(entry.scan.shown, entry);
  desk.look = { ...NOTHING, ...look };
  desk.doubled = new Set(desk.look.doubles.flat());
  return desk;
}

describe('what a watch tells of its folder', () => {
  const report = (desk: Desk, nowMs = 10_000) =>
    reportOf(desk, { since: sinceOf(desk, new Map(), 0), nowMs });

  it('counts what is on its way, and names what is held with the reason and for how long', () => {
    const later = { end: 'later', tries: 1, againAtMs: 0 } as const;
    const desk = deskOf([
      entryOf('new.tif'),
      entryOf('sent.tif', { underway: Promise.resolve() }),
      entryOf('lost.tif', {
        ...{ trouble: { why: held('unknown-item', 'X'), sinceMs: 4_000 } },
        ...{ ended: { ...later, scan: scanOf('lost.tif') } },
      }),
      entryOf('part.tif', { isPartTold: true }),
      entryOf('grows.tif', { changingSinceMs: 3_500 }),
      entryOf('just.tif', { changingSinceMs: 4_500 }),
    ]);
    const { held: named, ...counts } = report(desk);
    expect(counts).to.deep.equal({ isAway: false, waiting: 2, sending: 1, heldCount: 3 });
    expect(named.map(({ name, reason, forMs }) => [name, reason, forMs])).to.deep.equal([
      ['lost.tif', 'unknown-item', 6_000],
      ['part.tif', 'incomplete', 10_000],
      ['grows.tif', 'unsteady', 6_500],
    ]);
  });

  it('names a rejected file only where the server cannot know of it', () => {
    const ended = { end: 'rejected', tries: 0, againAtMs: 0 } as const;
    const bad = entryOf('bad.tif', { ended: { ...ended, scan: scanOf('bad.tif') } });
    const empty = entryOf('empty.tif', {
      ...{ scan: scanOf('empty.tif', 0), ended: { ...ended, scan: scanOf('empty.tif', 0) } },
    });
    expect(report(deskOf([bad, empty])).held.map(({ name, reason }) => `${name} ${reason}`)).to.deep.equal([
      'empty.tif empty',
    ]);
  });

  it('names what is no scan for it, and an unfinished name once it stands for long', () => {
    const look: Partial<Look> = {
      doubles: [['a.tif', 'a.jpg']],
      ...{ unfinished: ['b.tif.part'], links: ['c.tif'] },
      unreadable: [{ folder: 'd', held: held('folder-unreadable', '/f/d', 'EACCES') }],
    };
    const desk = deskOf([entryOf('a.tif'), entryOf('a.jpg')], look);
    const early = report(desk, 2_000);
    expect(early.held.map(({ reason }) => reason)).to.not.include('unfinished');
    expect(early.waiting).to.equal(1);
    const late = report(desk, 6_000);
    expect(late.held.map(({ name, reason }) => `${name} ${reason}`)).to.deep.equal([
      ...['a.tif double', 'a.jpg double', 'd folder-unreadable', 'c.tif link', 'b.tif.part unfinished'],
    ]);
    expect([late.waiting, late.heldCount]).to.deep.equal([0, 5]);
  });

  it('stays within what the server takes, and leaves out those first that need nobody', () => {
    const many = Array.from({ length: MOST_HELD + 50 }, (_, n) => entryOf(`p${n}.tif`, { isPartTold: true }));
    const trouble = { why: held('not-sent', 'x'.repeat(2_000)), sinceMs: 0 };
    const { held: named, heldCount } = report(deskOf([...many, entryOf('last.tif', { trouble })]));
    expect([named.length, heldCount, named[0]?.name]).to.deep.equal([MOST_HELD, MOST_HELD + 51, 'last.tif']);
    expect(named[0]?.values[0]).to.have.length(LONGEST_HELD);
    expect(plain('a\u0000b\nc')).to.equal('a�b�c');
  });
});

describe('the sentences of what is held back', () => {
  it('are there for every reason in both languages, and name what they speak of', () => {
    for (const reason of HELD_REASONS) {
      const { en, nl } = heldSentence({ reason, values: ['One', 'Two', 'Three'] });
      expect(en.length, reason).to.be.greaterThan(2);
      expect(nl.length, reason).to.be.greaterThan(2);
      expect(en, reason).to.not.include('undefined');
    }
    expect(heldSentence(held('unmovable', 'ENOSPC'))).to.deep.equal({
      en: 'It was accepted, but cannot be moved to done/: the disk is full.',
      nl: 'Het is goedgekeurd, maar kan niet naar done/ worden verplaatst: de schijf is vol.',
    });
  });
});
