import { expect } from 'chai';
import { Fault } from '../../../model/fault.ts';
import { newId } from '../../../model/ids.ts';
import { connectJobs } from '../../../storage/jobs/connect-jobs.ts';
import { consumeSteps } from '../../../storage/jobs/consume-steps.ts';
import type {
  Announcement,
  DueStep,
  Jobs,
  Lane,
  StepConsumer,
  StepResult,
  StepWork,
} from '../../../storage/jobs/jobs.ts';
import { startRedis, type TestRedis } from '../../fixtures/redis.ts';

const trouble: string[] = [];
const tell = (what: string): void => void trouble.push(what);

function stepOf(lane: Lane = 'station', attempt = 1): DueStep {
  const input = {
    fileVersionId: newId(),
    masterKey: 'masters/aa/bb/cc',
    sha256: 'a'.repeat(64),
    sizeBytes: 3,
    originalName: 'page.tif',
  };
  return { id: newId(), step: 'check-master', lane, attempt, input };
}

const good: StepWork = async () => ({ step: 'check-master', facts: null, findings: [] });

describe('the queue of steps, on a real Redis', () => {
  let redis: TestRedis;
  let jobs: Jobs;
  let consumers: StepConsumer[] = [];
  let committed: { step: DueStep; result: StepResult }[] = [];

  async function consume(work: StepWork, concurrency = { station: 2, bulk: 1, care: 1 }): Promise<void> {
    const consumer = await consumeSteps({
      redisUrl: redis.url,
      concurrency,
      work: { 'check-master': work, 'cut-tiles': work },
      classify: (thrown) => ({
        again: !(thrown instanceof Fault && thrown.code === 'bad-image'),
        reason: thrown instanceof Fault ? thrown.detail : 'broken',
      }),
      tell,
    });
    consumers.push(consumer);
  }

  async function commitAll(): Promise<void> {
    await jobs.consumeResults(async (step, result) => void committed.push({ step, result }));
  }

  async function until(done: () => boolean | Promise<boolean>, withinMs = 10_000): Promise<void> {
    const deadline = Date.now() + withinMs;
    while (!(await done())) {
      if (Date.now() > deadline) throw new Error('it did not happen in time');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  beforeEach(async () => {
    redis = await startRedis();
    jobs = await connectJobs({ redisUrl: redis.url, tell });
    consumers = [];
    committed = [];
  });

  afterEach(async () => {
    await Promise.all(consumers.map((consumer) => consumer.close()));
    await jobs.close();
    await redis.stop();
  });

  it('brings the outcome of a step to the commit, once', async () => {
    const step = stepOf();
    await jobs.publish(step);
    expect(await jobs.isLive(step)).to.equal(true);
    await consume(good);
    await commitAll();
    await until(() => committed.length === 1);
    expect(committed[0]).to.deep.equal({
      step,
      result: { ok: true, outcome: { step: 'check-master', facts: null, findings: [] } },
    });
    await until(async () => !(await jobs.isLive(step)));
  });

  it('makes one job of a step that is published many times at once', async () => {
    let done = 0;
    const step = stepOf();
    await Promise.all(Array.from({ length: 20 }, () => jobs.publish(step)));
    expect((await jobs.depth()).station).to.deep.equal({ waiting: 1, active: 0 });
    await consume(async (due, tools) => {
      done += 1;
      return good(due, tools);
    });
    await until(() => done === 1);
    await Promise.all(Array.from({ length: 5 }, () => jobs.publish(step)));
    await commitAll();
    await until(async () => committed.length >= 1 && !(await jobs.isLive(step)));
    expect([done, committed.length]).to.deep.equal([1, 1]);
  });

  it('brings the old result when a step is published again after its commit, without doing it again', async () => {
    let done = 0;
    const step = stepOf();
    await consume(async (due, tools) => {
      done += 1;
      return good(due, tools);
    });
    await commitAll();
    await jobs.publish(step);
    await until(async () => committed.length === 1 && !(await jobs.isLive(step)));
    await jobs.publish({ ...step, lane: 'care' });
    await until(async () => committed.length === 2 && !(await jobs.isLive(step)));
    expect(done).to.equal(1);
    expect(committed[1]?.result).to.deep.equal(committed[0]?.result);
  });

  it('does the next attempt of a step as a job of its own', async () => {
    const step = stepOf();
    await consume(good);
    await commitAll();
    await jobs.publish(step);
    await until(() => committed.length === 1);
    await jobs.publish({ ...step, attempt: 2 });
    await until(() => committed.length === 2);
    expect(committed[1]?.step.attempt).to.equal(2);
  });

  it('tries a step again that threw, and commits only its end', async () => {
    let tries = 0;
    await consume(async (step, tools) => {
      tries += 1;
      if (tries === 1) throw new Error('the store is away');
      return good(step, tools);
    });
    await commitAll();
    await jobs.publish(stepOf());
    await until(() => committed.length === 1);
    expect(tries).to.equal(2);
    expect(committed[0]?.result.ok).to.equal(true);
  });

  it('commits a step that is given up with its reason, after one try', async () => {
    let tries = 0;
    await consume(async () => {
      tries += 1;
      throw new Fault('bad-image', 'There is nothing to see in it.');
    });
    await commitAll();
    const step = stepOf('bulk');
    await jobs.publish(step);
    await until(() => committed.length === 1);
    expect(tries).to.equal(1);
    expect(committed).to.deep.equal([
      { step, result: { ok: false, reason: 'There is nothing to see in it.' } },
    ]);
  });

  it('offers a result again until the commit does not throw', async () => {
    let offered = 0;
    await consume(good);
    await jobs.consumeResults(async (step, result) => {
      offered += 1;
      if (offered < 3) throw new Error('the database is locked');
      committed.push({ step, result });
    });
    const step = stepOf();
    await jobs.publish(step);
    await until(() => offered === 1);
    expect(await jobs.isLive(step)).to.equal(true);
    await until(() => committed.length === 1);
    expect(offered).to.equal(3);
  });

  it('counts what waits and runs in each lane', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await consume(async (step, tools) => {
      await held;
      return good(step, tools);
    });
    await Promise.all([stepOf(), stepOf(), stepOf(), stepOf('bulk'), stepOf('bulk')].map(jobs.publish));
    await until(
      async () => (await jobs.depth()).bulk.active === 1 && (await jobs.depth()).station.active === 2,
    );
    expect(await jobs.depth()).to.deep.equal({
      station: { waiting: 1, active: 2 },
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
    await consume(async (step, tools) => {
      if (step.lane !== 'station') await held;
      return good(step, tools);
    });
    await commitAll();
    await Promise.all([stepOf('bulk'), stepOf('bulk'), stepOf('care'), stepOf('care')].map(jobs.publish));
    await until(async () => (await jobs.depth()).bulk.active === 1);
    await jobs.publish(stepOf('station'));
    await until(() => committed.length === 1, 2_000);
    expect(committed[0]?.step.lane).to.equal('station');
    release();
  });

  it('hears what any server announces and how far any worker is', async () => {
    const other = await connectJobs({ redisUrl: redis.url, tell });
    const heard: Announcement[] = [];
    const stop = await other.listen((announcement) => heard.push(announcement));
    await jobs.announce({ kind: 'item', itemId: 'i' });
    await until(() => heard.length === 1);
    await consume(async (step, tools) => {
      for (let percent = 0; percent <= 100; percent += 1) tools.progress(percent / 100);
      return good(step, tools);
    });
    const step = stepOf();
    await jobs.publish(step);
    const end = { fileVersionId: step.input.fileVersionId, step: 'check-master', fraction: 1 };
    await until(() => heard.some((each) => each.kind === 'progress' && each.progress.fraction === 1));
    expect(heard.at(-1)).to.deep.equal({ kind: 'progress', progress: end });
    expect(heard.length).to.be.lessThan(10);
    await stop();
    await jobs.announce({ kind: 'item', itemId: 'unheard' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(heard.at(-1)?.kind).to.equal('progress');
    await other.close();
  });

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
      () => jobs.publish(step),
      () => jobs.isLive(step),
      () => jobs.ping(),
      () => jobs.depth(),
      () => jobs.announce({ kind: 'item', itemId: 'i' }),
    ];
    process.kill(redis.pid, 'SIGSTOP');
    expect(await Promise.all(asked.map(refusalOf))).to.deep.equal(asked.map(() => 'unavailable'));
    process.kill(redis.pid, 'SIGCONT');
    await jobs.ping();
    await redis.kill();
    expect(await Promise.all(asked.map(refusalOf))).to.deep.equal(asked.map(() => 'unavailable'));
    await redis.again();
    await until(() =>
      jobs.ping().then(
        () => true,
        () => false,
      ),
    );
    await jobs.publish(step);
  });

  it('commits every step when Redis is killed in the middle and started again on its data', async () => {
    const heard: Announcement[] = [];
    await jobs.listen((announcement) => heard.push(announcement));
    await consume(async (step, tools) => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return good(step, tools);
    });
    await commitAll();
    const steps = Array.from({ length: 20 }, () => stepOf());
    await Promise.all(steps.map(jobs.publish));
    await until(() => committed.length > 3);
    await redis.kill();
    await new Promise((resolve) => setTimeout(resolve, 500));
    await redis.again();
    const ids = (): Set<string> => new Set(committed.map((each) => each.step.id));
    await until(() => ids().size === steps.length, 30_000);
    expect(committed.every((each) => each.result.ok)).to.equal(true);
    await jobs.announce({ kind: 'item', itemId: 'after' });
    await until(() => heard.some((each) => each.kind === 'item'));
  }).timeout(40_000);

  it('does a published step again after Redis lost all that it had', async () => {
    const step = stepOf();
    await jobs.publish(step);
    await redis.kill();
    await redis.lose();
    await redis.again();
    await until(() =>
      jobs.isLive(step).then(
        (live) => !live,
        () => false,
      ),
    );
    await jobs.publish(step);
    await consume(good);
    await commitAll();
    await until(() => committed.length === 1);
  });

  it('waits ten seconds for a Redis that is not there, then says so', async () => {
    const startedAt = Date.now();
    const thrown = await connectJobs({ redisUrl: 'unix:///nowhere/redis.sock', tell }).catch(
      (error: unknown) => error,
    );
    expect(thrown).to.be.instanceOf(Fault).with.property('code', 'unavailable');
    expect(Date.now() - startedAt).to.be.within(9_000, 12_000);
  });
});
