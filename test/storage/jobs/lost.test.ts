import { UnrecoverableError, Worker } from 'bullmq';
import { expect } from 'chai';
import { Redis } from 'ioredis';
import { Fault } from '../../../model/fault.ts';
import { connectJobs } from '../../../storage/jobs/connect-jobs.ts';
import type { Announcement } from '../../../storage/jobs/jobs.ts';
import { good, openQueue, stepOf, type TestQueue, tell } from '../../fixtures/queue.ts';
import { until } from '../../fixtures/until.ts';

describe('the queue of steps, when parts of it are lost', () => {
  let queue: TestQueue;
  beforeEach(async () => {
    queue = await openQueue();
  });
  afterEach(() => queue.close());

  it('refuses as unavailable within three seconds while Redis is down or frozen', async () => {
    async function refusalOf(asked: () => Promise<unknown>): Promise<string> {
      const startedAt = Date.now();
      const code = await asked().then(
        () => 'answered',
        (error: unknown) => (error instanceof Fault ? error.code : String(error)),
      );
      return Date.now() - startedAt < 3_000 ? code : `${code}, but late`;
    }
    const step = stepOf();
    const asked = [
      () => queue.jobs.publish(step),
      () => queue.jobs.isLive(step),
      () => queue.jobs.ping(),
      () => queue.jobs.depth(),
      () => queue.jobs.announce({ kind: 'item', itemId: 'i' }),
    ];
    process.kill(queue.redis.pid, 'SIGSTOP');
    expect(await Promise.all(asked.map(refusalOf))).to.deep.equal(asked.map(() => 'unavailable'));
    process.kill(queue.redis.pid, 'SIGCONT');
    await queue.jobs.ping();
    await queue.redis.kill();
    expect(await Promise.all(asked.map(refusalOf))).to.deep.equal(asked.map(() => 'unavailable'));
    await queue.redis.again();
    await until(() => queue.jobs.ping().then(() => true));
    await queue.jobs.publish(step);
  });

  it('commits every step when Redis is killed in the middle and started again on its data', async () => {
    const heard: Announcement[] = [];
    await queue.jobs.listen((announcement) => heard.push(announcement));
    await queue.consume(async (step, tools) => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return good(step, tools);
    });
    await queue.commitAll();
    const steps = Array.from({ length: 20 }, () => stepOf());
    await Promise.all(steps.map(queue.jobs.publish));
    await until(() => queue.committed.length > 3);
    await queue.redis.kill();
    await until(() =>
      queue.jobs.ping().then(
        () => false,
        () => true,
      ),
    );
    await queue.redis.again();
    const ids = (): Set<string> => new Set(queue.committed.map((each) => each.step.id));
    await until(() => ids().size === steps.length, 30_000);
    expect(queue.committed.every((each) => each.result.ok)).to.equal(true);
    await queue.jobs.announce({ kind: 'item', itemId: 'after' });
    await until(() => heard.some((each) => each.kind === 'item'));
  }).timeout(40_000);

  it('closes at once, and leaves no worker behind, while Redis is away', async () => {
    const jobs = await connectJobs({ redisUrl: queue.redis.url, tell });
    await jobs.consumeResults(async () => undefined);
    await queue.redis.kill();
    const startedAt = Date.now();
    await jobs.close();
    expect(Date.now() - startedAt).to.be.below(2_900);
  });

  it('does a published step again after Redis lost all that it had', async () => {
    const step = stepOf();
    await queue.jobs.publish(step);
    await queue.redis.kill();
    await queue.redis.lose();
    await queue.redis.again();
    await until(async () => !(await queue.jobs.isLive(step)));
    await queue.jobs.publish(step);
    await queue.consume(good);
    await queue.commitAll();
    await until(() => queue.committed.length === 1);
  });

  it('waits ten seconds for a Redis that is not there, then says so', async () => {
    const startedAt = Date.now();
    const thrown = await connectJobs({ redisUrl: 'unix:///nowhere/queue.redis.sock', tell }).catch(
      (error: unknown) => error,
    );
    expect(thrown).to.be.instanceOf(Fault).with.property('code', 'unavailable');
    expect(Date.now() - startedAt).to.be.within(9_000, 12_000);
  });

  it('commits as given up a step that the queue itself gave up, and its attempt may be published again', async () => {
    const connection = new Redis(queue.redis.url.slice('unix://'.length), { maxRetriesPerRequest: null });
    const giveUp = new Worker(
      'station',
      () => Promise.reject(new UnrecoverableError('job stalled more than allowable limit')),
      { connection, prefix: 'recto' },
    );
    const step = stepOf();
    await queue.commitAll();
    await queue.jobs.publish(step);
    await until(() => queue.committed.length === 1);
    const { result } = queue.committed[0] ?? {};
    expect(result?.ok === false && result.reason).to.match(/^The worker stopped in the middle of this step/);
    await giveUp.close();
    connection.disconnect();
    await until(async () => !(await queue.jobs.isLive(step)));
    await queue.consume(good);
    await queue.jobs.publish(step);
    await until(() => queue.committed.length === 2);
    expect(queue.committed[1]?.result.ok).to.equal(true);
  });
});
