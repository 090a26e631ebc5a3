import { expect } from 'chai';
import fc from 'fast-check';
import { csvOf } from '../../web/statistics/csv.ts';
import { rangeOf } from '../../web/statistics/range.ts';
import { marksOf, namedEvery, topOf } from '../../web/statistics/scale.ts';
import { timeNamesOf } from '../../web/statistics/time-names.ts';

describe('the axis of a chart', () => {
  it('reaches the largest number, by whole marks that are few', () => {
    fc.assert(
      fc.property(fc.oneof(fc.nat(20), fc.nat(10_000_000)), (largest) => {
        const top = topOf(largest);
        expect(top).to.be.at.least(largest);
        const marks = marksOf(top);
        expect([marks[0], marks.at(-1)]).to.deep.equal([0, top]);
        expect(marks.length).to.be.within(2, 6);
        for (const mark of marks) expect(Number.isInteger(mark), `${mark} of ${top}`).to.equal(true);
      }),
    );
    expect([topOf(0), topOf(5), topOf(6), topOf(10), topOf(11), topOf(201)]).to.deep.equal([
      1, 5, 10, 10, 20, 500,
    ]);
  });

  it('names as many as have room', () => {
    expect([namedEvery(24, 24 * 56, 56), namedEvery(24, 700, 56), namedEvery(1, 0, 56)]).to.deep.equal([
      1, 2, 56,
    ]);
  });
});

describe('numbers kept as a file', () => {
  it('are cells that no spreadsheet takes for a sum', () => {
    const text = csvOf([
      ['Sender', 'Scans'],
      ['=cmd()', -3],
      ['Jansen, "J."', 1.5],
      ['@x\ny', 0],
      ['Stand 1;=cmd()', 0],
      ['＝1+1', 0],
    ]);
    expect(text).to.equal(
      `\uFEFFSender,Scans\r\n'=cmd(),-3\r\n"Jansen, ""J.""",1.5\r\n"'@x\ny",0\r\n"Stand 1;'=cmd()",0\r\n'＝1+1,0\r\n`,
    );
  });
});

describe('the days of statistics', () => {
  it('end today, by the clock of the reader', () => {
    const now = new Date(2026, 2, 1, 23, 59);
    expect(rangeOf('today', now)).to.deep.equal({
      ...{ name: 'today', from: '2026-03-01', to: '2026-03-01', by: 'hour' },
    });
    expect(rangeOf('week', now)).to.deep.include({ from: '2026-02-23', to: '2026-03-01', by: 'day' });
    expect(rangeOf('month', now)).to.deep.include({ from: '2026-01-31', to: '2026-03-01' });
    expect(rangeOf('century', now).name).to.equal('today');
    expect(rangeOf(null, now).name).to.equal('today');
  });

  it('are called as they are where they were counted', () => {
    const at = Date.parse('2026-10-25T00:00:00+02:00');
    const hours = [0, 2, 3].map((hour) => ({
      ...{ at: at + hour * 3_600_000, until: at + (hour + 1) * 3_600_000 },
      ...{ received: 0, rejected: 0, ready: 0, rejectedByPeople: 0 },
    }));
    const zone = 'Europe/Amsterdam';
    expect(timeNamesOf({ buckets: hours, by: 'hour', zone }, 'en').short).to.deep.equal([
      '00:00',
      '02:00',
      '02:00',
    ]);
    expect(timeNamesOf({ buckets: hours.slice(0, 1), by: 'day', zone }, 'nl').whole).to.deep.equal([
      '25 okt 2026',
    ]);
  });
});
