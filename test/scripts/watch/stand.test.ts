import { expect } from 'chai';
import { heldSentence } from '../../../intake/held.ts';
import {
  type Begins,
  type Choice,
  finalNameOf,
  seeFiles,
  settleFiles,
} from '../../../scripts/station/watch/stand.ts';

const STEADY_MS = 1_000;
const A = { id: 'a', reference: 'ARCH1' };
const B = { id: 'b', reference: 'ARCH2' };

function choice(number: number, item: Choice['item']): Choice {
  return { station: { id: 's', name: 'Stand 1' }, number, item };
}

function file(name: string, sizeBytes: number, inode = 1, isPart = false) {
  return { name, sizeBytes, modifiedAt: sizeBytes, inode, isPart };
}

/** One look, and the answer of the server after it. */
function look(begins: Begins, files: ReturnType<typeof file>[], at: { known: number | null; nowMs: number }) {
  return seeFiles(begins, files, { ...at, steadyMs: STEADY_MS });
}

function endOf(begins: Begins, name: string): string | undefined {
  const end = begins.get(name)?.end;
  return end && ('item' in end ? end.item.reference : heldSentence(end.held).en);
}

describe('whose a file at a station is', () => {
  it('is what lay on the stand from before its writing began until after it was seen', () => {
    const seen = look(new Map(), [file('p1.tif', 5)], { known: 3, nowMs: 10 });
    expect(endOf(settleFiles(seen, choice(3, A), 9), 'p1.tif')).to.equal(undefined);
    expect(endOf(settleFiles(seen, choice(3, A), 10), 'p1.tif')).to.equal('ARCH1');
  });

  it('is of nothing where that was changed meanwhile, though it was changed back', () => {
    const seen = look(new Map(), [file('p1.tif', 5)], { known: 3, nowMs: 10 });
    expect(endOf(settleFiles(seen, choice(5, A), 11), 'p1.tif')).to.include(
      'was changed while it was written',
    );
  });

  it('is of nothing where nothing lay there, or nobody had looked', () => {
    const seen = look(new Map(), [file('p1.tif', 5)], { known: 3, nowMs: 10 });
    expect(endOf(settleFiles(seen, choice(3, null), 11), 'p1.tif')).to.include('Nothing was on the stand');
    const first = look(new Map(), [file('p1.tif', 5)], { known: null, nowMs: 10 });
    expect(endOf(settleFiles(first, choice(3, A), 11), 'p1.tif')).to.include('before this watch began');
  });

  it('stays what it was while the file grows or gets its name, whatever is put on the stand then', () => {
    let begins = look(new Map(), [file('p1.tif', 5), file('x.tif', 5, 2)], { known: 3, nowMs: 10 });
    begins = settleFiles(begins, choice(3, A), 11);
    begins = look(begins, [file('p1.tif', 9), file('p2.tif', 5, 2)], { known: 4, nowMs: 500 });
    begins = settleFiles(begins, choice(4, B), 501);
    expect([endOf(begins, 'p1.tif'), endOf(begins, 'p2.tif')]).to.deep.equal(['ARCH1', 'ARCH1']);
    begins = look(begins, [file('p3.tif', 5, 3, true)], { known: 4, nowMs: 600 });
    begins = settleFiles(begins, choice(4, A), 601);
    begins = look(begins, [file('p3.tif', 9, 3, true)], { known: 5, nowMs: 60_000 });
    begins = settleFiles(
      look(begins, [file('p3.tif', 9, 3)], { known: 5, nowMs: 60_100 }),
      choice(5, B),
      60_200,
    );
    expect(endOf(begins, 'p3.tif')).to.equal('ARCH1');
    expect([finalNameOf('p1.tif.part'), finalNameOf('p1.tif')]).to.deep.equal(['p1.tif', 'p1.tif']);
  });

  it('is not guessed of a file that is put in the place of another item’s', () => {
    let begins = look(new Map(), [file('p1.tif', 5)], { known: 3, nowMs: 10 });
    begins = settleFiles(begins, choice(3, A), 11);
    const again = look(begins, [file('p1.tif', 7, 8)], { known: 3, nowMs: 9_000 });
    expect(endOf(settleFiles(again, choice(3, A), 9_001), 'p1.tif')).to.equal('ARCH1');
    const late = look(begins, [file('p1.tif', 7)], { known: 4, nowMs: 9_000 });
    expect(endOf(settleFiles(late, choice(4, B), 9_001), 'p1.tif')).to.include(
      'in the place of a scan of ARCH1',
    );
    const away = look(begins, [], { known: 4, nowMs: 9_000 });
    const new_ = look(away, [file('p1.tif', 7)], { known: 4, nowMs: 9_100 });
    expect(endOf(settleFiles(new_, choice(4, B), 9_101), 'p1.tif')).to.equal('ARCH2');
  });
});
