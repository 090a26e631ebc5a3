import { expect } from 'chai';
import { Fault } from '../../../model/fault.ts';
import { connectJobs } from '../../../storage/jobs/connect-jobs.ts';
import type { Announcement } from '../../../storage/jobs/jobs.ts';
import { good, openQueue, stepOf, type TestQueue, tell } from '../../fixtures/queue.ts';
import { until } from '../../fixtures/until.ts';

describe('the queue of steps, on a real Redis', () => {
  let queue: TestQueue;
  beforeEach(async () => {
    queue = await openQueue();
  });
  afterEach(() => queue.close());

  it('brings the outcome of a step to the commit, once', async () => {
    const step = stepOf();
    await queue.jobs.publish(step);
    expect(await queue.jobs.isLive(step)).to.equal(true);
    await queue.consume(good);
    await queue.commitAll();
    await until(() => queue.committed.length === 1);
    const [committed] = queue.committed;
    expect(committed?.step).to.deep.equal(step);
    expect(committed?.result).to.deep.include({
      ok: true,
      outcome: { step: 'check-master', facts: null, findings: [] },
    });
    expect(committed?.result.tookMs).to.be.within(0, 10_000);
    await until(async () => !(await queue.jobs.isLive(step)));
  });

  it('makes one job of a step that is published many times at once', async () => {
    let done = 0;
    const step = stepOf();
    await Promise.all(Array.from({ length: 20 }, () => queue.jobs.publish(step)));
    expect((await queue.jobs.depth()).station).to.deep.equal({ waiting: 1, active: 0 });
    await queue.consume(async (due, tools) => {
      done += 1;
      return good(due, tools);
    });
    await until(() => done === 1);
    await Promise.all(Array.from({ length: 5 }, () => queue.jobs.publish(step)));
    await queue.commitAll();
    await until(async () => queue.committed.length >= 1 && !(await queue.jobs.isLive(step)));
    expect([done, queue.committed.length]).to.deep.equal([1, 1]);
  });

  it('brings the old result when a step is published again after its commit, without doing it again', async () => {
    let done = 0;
    const step = stepOf();
    await queue.consume(async (due, tools) => {
      done += 1;
      return good(due, tools);
    });
    await queue.commitAll();
    await queue.jobs.publish(step);
    await until(async () => queue.committed.length === 1 && !(await queue.jobs.isLive(step)));
    await queue.jobs.publish({ ...step, lane: 'care' });
    await until(async () => queue.committed.length === 2 && !(await queue.jobs.isLive(step)));
    expect(done).to.equal(1);
    expect(queue.committed[1]?.result).to.deep.equal(queue.committed[0]?.result);
  });

  it('does the next attempt of a step as a job of its own', async () => {
    const step = stepOf();
    await queue.consume(good);
    await queue.commitAll();
    await queue.jobs.publish(step);
    await until(() => queue.committed.length === 1);
    await queue.jobs.publish({ ...step, attempt: 2 });
    await until(() => queue.committed.length === 2);
    expect(queue.committed[1]?.step.attempt).to.equal(2);
  });

  it('tries a step again that threw, and commits only its end', async () => {
    let tries = 0;
    await queue.consume(async (step, tools) => {
      tries += 1;
      if (tries === 1) throw new Error('the store is away');
      return good(step, tools);
    });
    await queue.commitAll();
    await queue.jobs.publish(stepOf());
    await until(() => queue.committed.length === 1);
    expect(tries).to.equal(2);
    expect(queue.committed[0]?.result.ok).to.equal(true);
  });

  it('commits a step that is given up with its reason, after one try', async () => {
    let tries = 0;
    await queue.consume(async () => {
      tries += 1;
      throw new Fault('bad-image', 'There is nothing to see in it.');
    });
    await queue.commitAll();
    const step = stepOf('bulk');
    await queue.jobs.publish(step);
    await until(() => queue.committed.length === 1);
    expect(tries).to.equal(1);
    expect(queue.committed).to.have.length(1);
    expect(queue.committed[0]?.step).to.deep.equal(step);
    expect(queue.committed[0]?.result).to.include({ ok: false, reason: 'There is nothing to see in it.' });
  });

  it('offers a result again until the commit does not throw', async () => {
    let offered = 0;
    await queue.consume(good);
    await queue.jobs.consumeResults(async (step, result) => {
      offered += 1;
      if (offered < 3) throw new Error('the database is locked');
      queue.committed.push({ step, result });
    });
    const step = stepOf();
    await queue.jobs.publish(step);
    await until(() => offered === 1);
    expect(await queue.jobs.isLive(step)).to.equal(true);
    await until(() => queue.committed.length === 1);
    expect(offered).to.equal(3);
  });

  it('counts what waits and runs in each lane', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await queue.consume(async (step, tools) => {
      await held;
      return good(step, tools);
    });
    await Promise.all([stepOf(), stepOf(), stepOf(), stepOf('bulk'), stepOf('bulk')].map(queue.jobs.publish));
    await until(
      async () =>
        (await queue.jobs.depth()).bulk.active === 1 && (await queue.jobs.depth()).station.active === 2,
    );
    expect(await queue.jobs.depth()).to.deep.equal({
      station: { waiting: 1, active: 2 },
      tiles: { waiting: 0, active: 0 },
      bulk: { waiting: 1, active: 1 },
      care: { waiting: 0, active: 0 },
    });
    release();
  });

  it('does a step of the station at once while the other lanes are full', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await queue.consume(async (step, tools) => {
      if (step.lane !== 'station') await held;
      return good(step, tools);
    });
    await queue.commitAll();
    await Promise.all(
      [stepOf('bulk'), stepOf('bulk'), stepOf('care'), stepOf('care')].map(queue.jobs.publish),
    );
    await until(async () => (await queue.jobs.depth()).bulk.active === 1);
    await queue.jobs.publish(stepOf('station'));
    await until(() => queue.committed.length === 1, 2_000);
    expect(queue.committed[0]?.step.lane).to.equal('station');
    release();
  });

  it('hears what any server announces and how far any worker is', async () => {
    const other = await connectJobs({ redisUrl: queue.redis.url, tell });
    const heard: Announcement[] = [];
    const stop = await other.listen((announcement) => heard.push(announcement));
    await queue.jobs.announce({ kind: 'item', itemId: 'i' });
    await until(() => heard.length === 1);
    await queue.consume(async (step, tools) => {
      for (let percent = 0; percent <= 100; percent += 1) tools.progress(percent / 100);
      return good(step, tools);
    });
    const step = stepOf();
    await queue.jobs.publish(step);
    const end = { fileVersionId: step.input.fileVersionId, step: 'check-master', fraction: 1 };
    await until(() => heard.some((each) => each.kind === 'progress' && each.progress.fraction === 1));
    expect(heard.at(-1)).to.deep.equal({ kind: 'progress', progress: end });
    expect(heard.length).to.be.lessThan(10);
    await stop();
    await queue.jobs.announce({ kind: 'item', itemId: 'unheard' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(heard.at(-1)?.kind).to.equal('progress');
    await other.close();
  });
});
