import { expect } from 'chai';
import fc from 'fast-check';
import { daysOf, hoursOf, zoneOf } from '../../server/statistics/calendar.ts';
import { waitingOf } from '../../server/statistics/percentiles.ts';

const HOUR_MS = 3_600_000;
const zone = (name: string) => zoneOf(name) ?? expect.fail(`no zone ${name}`);
const days = (name: string, from: string, to = from) => daysOf(zone(name), { from, to });
const hoursLong = (name: string, date: string) =>
  days(name, date).map(({ at, until }) => (until - at) / HOUR_MS);

describe('days as the clocks of a place show them', () => {
  it('have 23 and 25 hours where the clocks are changed', () => {
    expect(hoursLong('Europe/Amsterdam', '2026-03-29')).to.deep.equal([23]);
    expect(hoursLong('Europe/Amsterdam', '2026-10-25')).to.deep.equal([25]);
    expect(hoursLong('Europe/Amsterdam', '2026-11-21')).to.deep.equal([24]);
    expect(days('Europe/Amsterdam', '2026-10-25')[0]).to.deep.equal({
      at: Date.parse('2026-10-25T00:00:00+02:00'),
      until: Date.parse('2026-10-26T00:00:00+01:00'),
    });
  });

  it('begin late where there is no midnight, and once where there are two', () => {
    // In Beirut the clocks went from 0:00 to 1:00; in Havana from 1:00 back to 0:00.
    expect(days('Asia/Beirut', '2022-03-27')[0]?.at).to.equal(Date.parse('2022-03-27T01:00:00+03:00'));
    expect(hoursLong('Asia/Beirut', '2022-03-27')).to.deep.equal([23]);
    expect(days('America/Havana', '2022-11-06')[0]?.at).to.equal(Date.parse('2022-11-06T00:00:00-04:00'));
    expect(hoursLong('America/Havana', '2022-11-06')).to.deep.equal([25]);
    // In Samoa there was no 30 December 2011.
    expect(hoursLong('Pacific/Apia', '2011-12-30')).to.deep.equal([]);
  });

  it('are put together of whole hours, and of a half one where the clocks go by that', () => {
    expect(hoursOf(days('Europe/Amsterdam', '2026-10-25'))).to.have.length(25);
    const half = hoursOf(days('Australia/Lord_Howe', '2026-04-05'));
    expect(half).to.have.length(25);
    expect(half.at(-1)).to.satisfy(
      ({ at, until }: { at: number; until: number }) => until - at === HOUR_MS / 2,
    );
  });

  it('follow each other without a gap, in any zone, and each begins on its date', () => {
    const names = ['Europe/Amsterdam', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Apia', '-03:30', 'UTC'];
    const starts = fc
      .integer({ min: 0, max: 12_000 })
      .map((day) => Date.UTC(2000, 0, 1) + day * 24 * HOUR_MS);
    fc.assert(
      fc.property(fc.constantFrom(...names), starts, fc.nat(40), (name, start, count) => {
        const date = (at: number) => new Date(at).toISOString().slice(0, 10);
        const found = days(name, date(start), date(start + count * 24 * HOUR_MS));
        for (const [index, day] of found.entries()) {
          const next = found[index + 1];
          if (next !== undefined) expect(day.until).to.equal(next.at);
          const clock = zone(name);
          expect(date(day.at + clock(day.at))).to.not.equal(date(day.at - 1 + clock(day.at - 1)));
          const hours = hoursOf([day]);
          expect([hours[0]?.at, hours.at(-1)?.until]).to.deep.equal([day.at, day.until]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('know names and offsets, and nothing else', () => {
    expect(zone('+05:45')(0)).to.equal(5.75 * HOUR_MS);
    expect(zone('-03:30')(0)).to.equal(-3.5 * HOUR_MS);
    for (const name of ['', 'Mars/Olympus', '+2', '+02:07', '+15:00', '2026', '../etc', 'Europe/Amsterdam\n'])
      expect(zoneOf(name), name).to.equal(undefined);
  });
});

describe('waiting times', () => {
  it('has half of them at the median, 95 of 100 at the next, and all at the longest', () => {
    const counts = Array.from({ length: 100 }, (_, index) => ({ seconds: 100 - index, count: 1 }));
    expect(waitingOf(counts)).to.deep.equal({
      count: 100,
      medianMs: 50_000,
      p95Ms: 95_000,
      longestMs: 100_000,
    });
    const one = { count: 1, medianMs: 3_000, p95Ms: 3_000, longestMs: 3_000 };
    expect(waitingOf([{ seconds: 3, count: 1 }])).to.deep.equal(one);
    expect(waitingOf([])).to.deep.equal({ count: 0, medianMs: null, p95Ms: null, longestMs: null });
  });
});
