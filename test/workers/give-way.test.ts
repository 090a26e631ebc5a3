import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { createGivingWay } from '../../workers/give-way.ts';

const running = new AbortController().signal;

describe('what nobody waits for', () => {
  it('gives way as long as something runs that somebody waits for, and a moment longer', async () => {
    const way = createGivingWay({ quietMs: 100, atMostMs: 20_000 });
    const order: string[] = [];
    const ends: (() => void)[] = [];
    const check = (name: string) =>
      way.first(() => new Promise<void>((resolve) => ends.push(resolve))).then(() => order.push(name));
    const first = check('one');
    const turn = way.turn(running).then(() => order.push('tiles'));
    await sleep(60);
    ends[0]?.();
    await first;
    const second = check('two');
    await sleep(200);
    expect(order).to.deep.equal(['one']);
    ends[1]?.();
    await Promise.all([second, turn]);
    expect(order).to.deep.equal(['one', 'two', 'tiles']);
  });

  it('has its turn at once where nothing runs, at last where something always does, also after a failure', async () => {
    await createGivingWay().turn(running);
    const busy = createGivingWay({ quietMs: 0, atMostMs: 80 });
    void busy.first(() => new Promise(() => undefined));
    await busy.turn(running);
    const failed = createGivingWay({ quietMs: 0, atMostMs: 60_000 });
    await failed.first(() => Promise.reject(new Error('broken'))).catch(() => undefined);
    await failed.turn(running);
  });

  it('stops giving way when it is told to stop', async () => {
    const way = createGivingWay({ quietMs: 0, atMostMs: 60_000 });
    void way.first(() => new Promise(() => undefined));
    const stop = new AbortController();
    const turn = way.turn(stop.signal).catch((thrown: unknown) => String(thrown));
    stop.abort(new Error('stopping'));
    expect(await turn).to.equal('Error: stopping');
  });
});
