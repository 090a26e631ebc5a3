import { expect } from 'chai';
import fc from 'fast-check';
import type { FileSeen, ItemSeen } from '../../../scripts/station/client.ts';
import { againAfter } from '../../../scripts/station/watch/desk.ts';
import { createNap } from '../../../scripts/station/watch/nap.ts';
import { createVerdicts } from '../../../scripts/station/watch/verdicts.ts';

function fileOf(id: string, state: string): FileSeen {
  return { id, name: `${id}.tif`, state, sha256: 'a'.repeat(64), findings: [], image: null };
}

/** An item with one page of these versions. */
function itemOf(...versions: FileSeen[]): ItemSeen {
  return {
    id: 'i',
    reference: 'A1',
    state: 'open',
    edition: 1,
    manifest: '',
    viewer: '',
    publishedRevision: null,
    publishWhenReady: false,
    withdrawnAt: null,
    blockers: [],
    surfaces: [{ name: 'p1', image: null, versions }],
  };
}

describe('the time until a trouble is tried again', () => {
  it('grows from seconds to minutes, and no further', () => {
    expect([1, 2, 3].map(againAfter)).to.deep.equal([5_000, 10_000, 20_000]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (tries) => {
        expect(againAfter(tries)).to.be.within(5_000, 300_000);
        expect(againAfter(tries + 1)).to.be.at.least(againAfter(tries));
      }),
    );
  });
});

describe('a pause between two looks', () => {
  it('is cut short by a file that is out of the way, also by one that was so before it began', async () => {
    const nap = createNap(new AbortController().signal);
    nap.wake();
    await nap.sleep(3_600_000);
    const pause = nap.sleep(3_600_000);
    nap.wake();
    await pause;
    await nap.sleep(1);
  });

  it('ends at once when the watch is stopped', async () => {
    const stopping = new AbortController();
    const pause = createNap(stopping.signal).sleep(3_600_000);
    stopping.abort(new Error('stopped'));
    expect(await pause.catch((thrown: unknown) => thrown)).to.have.property('message', 'stopped');
  });
});

describe('the verdicts on files', () => {
  const { signal } = new AbortController();

  it('come to each that waits when its file has ended, by one question for all', async () => {
    const answers = [
      itemOf(fileOf('a', 'checking'), fileOf('b', 'received')),
      itemOf(fileOf('a', 'rejected'), fileOf('b', 'deriving')),
      itemOf(fileOf('a', 'rejected'), fileOf('b', 'ready')),
    ];
    let asked = 0;
    const readItem = async () => answers[Math.min(asked++, 2)]!;
    const verdicts = createVerdicts({ readItem }, itemOf(), signal);
    const [a, b] = await Promise.all([verdicts.of('a'), verdicts.of('b')]);
    expect([a.state, b.state, asked]).to.deep.equal(['rejected', 'ready', 3]);
    expect(verdicts.latest()).to.equal(answers[2]);
  });

  it('fail where the server cannot be asked or no longer knows the file, and are asked for anew after that', async () => {
    let isAway = true;
    const readItem = async () => {
      if (isAway) throw new Error('away');
      return itemOf(fileOf('a', 'ready'));
    };
    const verdicts = createVerdicts({ readItem }, itemOf(), signal);
    const failed = await Promise.all(['a', 'b'].map((id) => verdicts.of(id).catch(() => 'failed')));
    expect(failed).to.deep.equal(['failed', 'failed']);
    isAway = false;
    expect(await verdicts.of('a')).to.have.property('state', 'ready');
    expect(await verdicts.of('gone').catch((thrown: unknown) => thrown)).to.have.property(
      'code',
      'not-found',
    );
  });
});
