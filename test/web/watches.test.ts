import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import type { HeldView, WatchView } from '../../model/station-watch.ts';
import { gather } from '../../web/copy-stand/gather.ts';
import { countFiles, groupHeld, hasNewTrouble } from '../../web/copy-stand/held.ts';

const file = (name: string, patch: Partial<HeldView> = {}): HeldView => {
  const sentence = { en: 'There is no item X.', nl: 'Er is geen object X.' };
  return { name, reason: 'unknown-item', since: 5, needsPerson: true, sentence, ...patch };
};
const patient = (name: string) =>
  file(name, { reason: 'unfinished', needsPerson: false, sentence: { en: 'Wait.', nl: 'Wacht.' } });
const watch = (held: readonly HeldView[], patch: Partial<WatchView> = {}): WatchView => ({
  ...{ id: 'w', folder: '/f', state: 'watching', isAway: false, heardAt: 1, waiting: 0, sending: 0 },
  ...{ heldCount: held.length, held },
  ...patch,
});

describe('what watched folders hold back, on the screen', () => {
  it('is put together by what is to be done, with what needs a person first', () => {
    const groups = groupHeld([patient('a'), file('b', { since: 7 }), file('c', { since: 3 })]);
    expect(groups.map(({ names, since, needsPerson }) => [names, since, needsPerson])).to.deep.equal([
      [['b', 'c'], 3, true],
      [['a'], 5, false],
    ]);
  });

  it('is heard once, where it came since and needs a person', () => {
    const now = [watch([file('a')])];
    expect(hasNewTrouble(undefined, now)).to.equal(false);
    expect(hasNewTrouble([], now)).to.equal(true);
    expect(hasNewTrouble(now, now)).to.equal(false);
    expect(hasNewTrouble(now, [watch([file('a', { reason: 'double' })])])).to.equal(true);
    expect(hasNewTrouble(now, [watch([patient('b')])])).to.equal(false);
  });

  it('is counted apart from what is on its way, and from what waits where nobody watches any more', () => {
    const gone = watch([patient('a')], { state: 'silent', waiting: 4 });
    expect(countFiles([gone, watch([], { waiting: 2, sending: 1 })])).to.deep.equal({
      ...{ coming: 3, left: 4, held: 1, needsPerson: false },
    });
  });
});

describe('looks that are asked for often', () => {
  it('come one at a time, with a while between two, and the last is never left out', async () => {
    let looks = 0;
    let end = () => {};
    const work = () => {
      looks += 1;
      return new Promise<void>((resolve) => {
        end = resolve;
      });
    };
    const { ask } = gather(work, 1);
    for (let n = 0; n < 5; n += 1) ask();
    expect(looks).to.equal(1);
    end();
    while (looks < 2) await sleep(1);
    end();
    await sleep(20);
    expect(looks).to.equal(2);
    ask();
    expect(looks).to.equal(3);
    end();
  });
});
