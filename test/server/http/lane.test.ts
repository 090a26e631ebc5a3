import { setImmediate as turn } from 'node:timers/promises';
import { expect } from 'chai';
import { Fault } from '../../../model/fault.ts';
import { createLanes, type LaneLimits, type Lanes } from '../../../server/http/lane.ts';

type Name = 'large' | 'normal';

const never = new AbortController().signal;

function lanesOf(given: {
  large?: LaneLimits;
  normal?: LaneLimits;
  running?: number;
  weight?: number;
  waitMs?: number;
}): Lanes<Name> {
  return createLanes<Name>({
    lanes: {
      large: given.large ?? { running: 1, waiting: 4 },
      normal: given.normal ?? { running: 2, waiting: 4 },
    },
    running: given.running ?? 2,
    weight: given.weight ?? 100,
    waitMs: given.waitMs ?? 60_000,
  });
}

/** Work that ends when it is told to. */
function held() {
  const state = { began: false };
  let release: (value: string) => void = () => undefined;
  const result = new Promise<string>((resolve) => {
    release = resolve;
  });
  const work = () => {
    state.began = true;
    return result;
  };
  return { work, state, release };
}

const outcome = (work: Promise<unknown>) => work.catch((thrown: unknown) => thrown);

describe('lanes', () => {
  it('run so much at once, let so much wait, and refuse the next at once', async () => {
    const lanes = lanesOf({ normal: { running: 1, waiting: 1 } });
    const [first, second] = [held(), held()];
    const running = lanes.run('normal', 1, first.work, never);
    const waiting = lanes.run('normal', 1, second.work, never);
    const refused = await outcome(lanes.run('normal', 1, async () => 'no', never));
    expect(refused).to.be.instanceOf(Fault).with.property('code', 'busy');
    expect(lanes.count('normal')).to.deep.equal({ running: 1, waiting: 1 });
    first.release('a');
    second.release('b');
    expect(await Promise.all([running, waiting])).to.deep.equal(['a', 'b']);
    expect(lanes.count('normal')).to.deep.equal({ running: 0, waiting: 0 });
  });

  it('free the place of work that fails, and of a caller that gives up waiting', async () => {
    const lanes = lanesOf({ normal: { running: 1, waiting: 2 } });
    const [first, second] = [held(), held()];
    const running = lanes.run('normal', 1, () => first.work().then(() => Promise.reject('broken')), never);
    const abort = new AbortController();
    const givenUp = lanes.run('normal', 1, second.work, abort.signal);
    const last = lanes.run('normal', 1, async () => 'last', never);
    abort.abort('gone');
    expect(await outcome(givenUp)).to.equal('gone');
    first.release('');
    expect(await outcome(running)).to.equal('broken');
    expect(await last).to.equal('last');
    await turn();
    expect(second.state.began).to.equal(false);
    expect(lanes.count('normal')).to.deep.equal({ running: 0, waiting: 0 });
  });

  it('refuse who has waited too long', async () => {
    const lanes = lanesOf({ normal: { running: 1, waiting: 2 }, waitMs: 5 });
    const first = held();
    const running = lanes.run('normal', 1, first.work, never);
    const late = await outcome(lanes.run('normal', 1, async () => 'late', never));
    expect(late).to.be.instanceOf(Fault).with.property('code', 'busy');
    expect(lanes.count('normal')).to.deep.equal({ running: 1, waiting: 0 });
    first.release('done');
    expect(await running).to.equal('done');
  });

  it('run no more at once than may be done, whatever the lane, nor what weighs more together', async () => {
    const lanes = lanesOf({ running: 3, normal: { running: 3, waiting: 9 }, weight: 100 });
    const works = [60, 30, 20, 5].map((weight) => ({ weight, ...held() }));
    const ends = works.map(({ weight, work }) => lanes.run('normal', weight, work, never));
    const began = () => works.map(({ state }) => state.began);
    await turn();
    expect(began(), 'the third does not fit, and the fourth came after it').to.deep.equal([
      true,
      true,
      false,
      false,
    ]);
    works[1]?.release('');
    await turn();
    expect(began()).to.deep.equal([true, true, true, true]);
    for (const { release } of works) release('');
    await Promise.all(ends);
  });

  it('never let the large keep the normal from running', async () => {
    const lanes = lanesOf({ weight: 100 });
    const larges = [held(), held(), held()];
    const ends = larges.map(({ work }) => lanes.run('large', 90, work, never));
    expect(await lanes.run('normal', 10, async () => 'normal', never)).to.equal('normal');
    expect(lanes.count('large')).to.deep.equal({ running: 1, waiting: 2 });
    for (const { release } of larges) release('');
    await Promise.all(ends);
  });

  it('never let a stream of the normal keep the large from running', async () => {
    const lanes = lanesOf({ weight: 100, normal: { running: 2, waiting: 9 } });
    const [one, two, late] = [held(), held(), held()];
    const ends = [one, two].map(({ work }) => lanes.run('normal', 10, work, never));
    const large = held();
    ends.push(lanes.run('large', 90, large.work, never), lanes.run('normal', 10, late.work, never));
    one.release('');
    await turn();
    expect([large.state.began, late.state.began], 'its place is kept').to.deep.equal([true, false]);
    two.release('');
    await turn();
    expect(late.state.began).to.equal(true);
    large.release('');
    late.release('');
    await Promise.all(ends);
  });
});
