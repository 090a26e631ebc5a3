import { setImmediate as turn } from 'node:timers/promises';
import { expect } from 'chai';
import { Fault } from '../../../model/fault.ts';
import { createLane } from '../../../server/http/lane.ts';

/** Work that ends when it is told to. */
function held() {
  let release: (value: string) => void = () => undefined;
  const result = new Promise<string>((resolve) => {
    release = resolve;
  });
  return { work: () => result, release };
}

describe('a lane', () => {
  it('runs so many at once, lets so many wait, and refuses the next at once', async () => {
    const lane = createLane({ running: 1, waiting: 1 });
    const first = held();
    const second = held();
    const running = lane.run(first.work);
    const waiting = lane.run(second.work);
    const refused = await lane.run(async () => 'no').catch((thrown: unknown) => thrown);
    expect(refused).to.be.instanceOf(Fault).with.property('code', 'busy');
    expect([lane.running, lane.waiting]).to.deep.equal([1, 1]);
    first.release('a');
    second.release('b');
    expect(await Promise.all([running, waiting])).to.deep.equal(['a', 'b']);
    expect([lane.running, lane.waiting]).to.deep.equal([0, 0]);
  });

  it('frees the place of work that fails, and of a caller that gives up waiting', async () => {
    const lane = createLane({ running: 1, waiting: 2 });
    const first = held();
    const running = lane.run(() => first.work().then(() => Promise.reject(new Error('broken'))));
    const abort = new AbortController();
    let began = false;
    const givenUp = lane.run(async () => {
      began = true;
    }, abort.signal);
    const last = lane.run(async () => 'last');
    abort.abort(new Error('gone'));
    expect(await givenUp.catch((thrown: Error) => thrown.message)).to.equal('gone');
    first.release('');
    expect(await running.catch((thrown: Error) => thrown.message)).to.equal('broken');
    expect(await last).to.equal('last');
    await turn();
    expect([began, lane.running, lane.waiting]).to.deep.equal([false, 0, 0]);
  });
});
