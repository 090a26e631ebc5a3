import { expect } from 'chai';
import type { StatisticsView } from '../../model/statistics.ts';
import { openDesk } from '../fixtures/desk.ts';
import { readJson } from '../fixtures/server.ts';

const HOUR_MS = 3_600_000;

describe('statistics over HTTP', function () {
  this.timeout(60_000);
  const desk = openDesk();
  const ask = (query: string) => desk.technician.ask(`/api/statistics?${query}`);
  const today = () => new Date().toISOString().slice(0, 10);
  const statistics = async (query = `from=${today()}&to=${today()}`) =>
    readJson<StatisticsView>(await ask(query));

  it('say of a day without anything that there was nothing, hour by hour', async () => {
    const view = await statistics('from=2019-10-27&to=2019-10-27&zone=Europe/Amsterdam&by=hour');
    expect(view.buckets).to.have.length(25);
    expect(view.until - view.from).to.equal(25 * HOUR_MS);
    expect(view).to.deep.include({ received: 0, rejected: 0, ready: 0, rejectedByPeople: 0, perHour: null });
    expect([view.reasons, view.rules, view.senders]).to.deep.equal([[], [], []]);
    expect(view.waiting.toVerdict).to.deep.equal({ count: 0, medianMs: null, p95Ms: null, longestMs: null });
  });

  it('leave out the hours and days that have not begun', async () => {
    const now = Date.now();
    const tomorrow = new Date(now + 24 * HOUR_MS).toISOString().slice(0, 10);
    const hours = await statistics(`from=${today()}&to=${tomorrow}&by=hour`);
    expect(hours.buckets.every(({ at }) => at <= Date.now())).to.equal(true);
    expect(hours.buckets.at(-1)?.until).to.be.greaterThan(now);
    const days = await statistics(`from=${tomorrow}&to=${tomorrow}`);
    expect(days.received).to.equal(0);
  });

  it('count scans in the hour and on the day in which they came, and what people rejected', async () => {
    const before = await statistics();
    const { surfaces } = await desk.readyItem([{}, { state: 'rejected' }, {}]);
    const judged = { surfaces: [surfaces[0]], verdict: 'rejected', reason: 'dirt' };
    expect((await desk.post('/api/reviews', judged, desk.technician)).status).to.equal(201);
    const after = await statistics(`from=${today()}&to=${today()}&by=hour`);
    expect(after.received - before.received).to.equal(3);
    expect(after.rejected - before.rejected).to.equal(1);
    expect(after.ready - before.ready).to.equal(2);
    expect(after.perHour).to.be.greaterThan(0);
    expect(after.reasons).to.deep.include({ reason: 'dirt', count: 1 });
    const sum = after.buckets.reduce((all, bucket) => all + bucket.received, 0);
    expect(sum).to.equal(after.received);
    const now = Date.now();
    const bucket = after.buckets.find(({ at, until }) => at <= now && now < until);
    expect(bucket?.received).to.be.at.least(3);
  });

  it('have a line for every day, in the zone that was asked for', async () => {
    const { buckets, from } = await statistics('from=2026-03-28&to=2026-03-30&zone=Europe/Amsterdam');
    expect(from).to.equal(Date.parse('2026-03-28T00:00:00+01:00'));
    expect(buckets.map(({ at, until }) => (until - at) / HOUR_MS)).to.deep.equal([24, 23, 24]);
    expect((await statistics('from=2026-03-28&to=2026-03-28&zone=%2B05:45')).from).to.equal(
      Date.parse('2026-03-28T00:00:00+05:45'),
    );
  });

  it('say what is wrong with a question', async () => {
    const refusals: Record<string, RegExp> = {
      'from=2026-03-28': /to: must be a date like/,
      'from=28-03-2026&to=2026-03-28': /from: must be a date like/,
      'from=2026-02-30&to=2026-03-28': /from: must be a date like/,
      'from=1826-03-28&to=2026-03-28': /from: must be between 2000-01-01/,
      'from=2026-03-28&to=2026-03-27': /must not be before/,
      'from=2026-01-01&to=2026-04-03': /not be more than 92 days/,
      'from=2026-01-01&to=2026-02-01&by=hour': /not be more than 31 days/,
      'from=2026-01-01&to=2026-01-01&zone=Mars/Olympus': /zone: must be the name of a time zone/,
      'from=2026-01-01&to=2026-01-01&by=week': /by: must be one of hour, day/,
      'from=2026-01-01&to=2026-01-01&of=me': /has no field of/,
    };
    for (const [query, says] of Object.entries(refusals)) {
      const answer = await ask(query);
      expect(answer.status, query).to.equal(400);
      expect(await desk.detailOf(answer)).to.match(says);
    }
    expect((await ask('from=2026-01-01&to=2026-04-02')).status).to.equal(200);
    expect((await ask('from=2026-01-01&to=2026-01-31&by=hour')).status).to.equal(200);
  });

  it('are for who works here', async () => {
    const answer = await fetch(new URL(`/api/statistics?from=${today()}&to=${today()}`, desk.server.url));
    expect(answer.status).to.equal(401);
  });
});
