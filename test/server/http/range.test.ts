import { expect } from 'chai';
import fc from 'fast-check';
import { askedRange, formatContentRange, parseRange } from '../../../server/http/range.ts';

describe('parseRange', () => {
  for (const [header, asked] of [
    ['bytes=0-99', { offset: 0, length: 100 }],
    ['bytes=990-', { offset: 990, length: 10 }],
    ['bytes=-10', { offset: 990, length: 10 }],
    ['bytes=-5000', { offset: 0, length: 1000 }],
    ['bytes=0-5000', { offset: 0, length: 1000 }],
    ['Bytes= 5-5', { offset: 5, length: 1 }],
    ['bytes=1000-', 'nowhere'],
    ['bytes=-0', 'nowhere'],
    ['bytes=0-1,5-6', 'whole'],
    ['bytes=9-3', 'whole'],
    ['bytes=-', 'whole'],
    ['bytes=a-b', 'whole'],
    ['pages=1-2', 'whole'],
    ['', 'whole'],
  ] as const) {
    it(`reads ${header || 'an empty header'} of 1000 bytes`, () => {
      expect(parseRange(header, 1000)).to.deep.equal(asked);
    });
  }

  it('never leaves the representation, whatever is asked', () => {
    const part = fc.option(fc.nat(3000), { nil: '' });
    fc.assert(
      fc.property(part, part, fc.integer({ min: 1, max: 1000 }), (first, last, sizeBytes) => {
        const asked = parseRange(`bytes=${first}-${last}`, sizeBytes);
        if (typeof asked === 'string') return;
        expect(asked.offset).to.be.at.least(0);
        expect(asked.length).to.be.at.least(1);
        expect(asked.offset + asked.length).to.be.at.most(sizeBytes);
      }),
    );
  });

  it('gives the part whose Content-Range it is', () => {
    fc.assert(
      fc.property(fc.nat(999), fc.nat(999), (a, b) => {
        const [first, last] = [Math.min(a, b), Math.max(a, b)];
        const asked = parseRange(`bytes=${first}-${last}`, 1000);
        expect(typeof asked === 'string' ? asked : formatContentRange(asked, 1000)).to.equal(
          `bytes ${first}-${last}/1000`,
        );
      }),
    );
    expect(formatContentRange(undefined, 1000)).to.equal('bytes */1000');
  });
});

describe('askedRange', () => {
  const of = { sizeBytes: 100, etag: '"a"', lastModified: 'Sat, 21 Nov 2026 13:00:00 GMT' };
  const first = { offset: 0, length: 10 };
  for (const [held, asked] of [
    [undefined, first],
    ['"a"', first],
    [of.lastModified, first],
    ['W/"a"', 'whole'],
    ['"b"', 'whole'],
    ['Sat, 21 Nov 2026 13:00:01 GMT', 'whole'],
  ] as const) {
    it(`is ${typeof asked === 'string' ? 'all of it' : 'the part'} with If-Range: ${held}`, () => {
      const headers = { range: 'bytes=0-9', ...(held !== undefined && { 'if-range': held }) };
      expect(askedRange(headers, of)).to.deep.equal(asked);
    });
  }
  it('is all of it where no range is asked for', () => {
    expect(askedRange({}, of)).to.equal('whole');
  });
});
