import { expect } from 'chai';
import fc from 'fast-check';
import { FORMATS } from '../../image/format.ts';
import { QUALITIES } from '../../image/quality.ts';
import { encodeTiff, makePixels } from '../fixtures/make-tiffs.ts';
import { publishBefore } from '../fixtures/published-images.ts';
import { linkOf } from './service.ts';
import { decode } from './squares.ts';

const WIDTH = 523;
const HEIGHT = 307;

/** A number of pixels up to a limit, written as such. */
const upTo = (limit: number) => fc.integer({ min: 1, max: limit });
const percent = fc.integer({ min: 1, max: 999 }).map((tenths) => `${tenths / 10}`);
const region = fc.oneof(
  fc.constantFrom('full', 'square', '0,0,512,307', '512,0,11,307'),
  fc.tuple(fc.nat(WIDTH - 1), fc.nat(HEIGHT - 1), upTo(600), upTo(600)).map(String),
  fc.tuple(percent, percent, percent, percent).map((percents) => `pct:${percents.join()}`),
);
/** Sizes that are right for any region: what is not to be enlarged is asked for as `!w,h`, `max` or a part of it. */
const size3 = fc.oneof(
  fc.constant('max'),
  fc.tuple(fc.constantFrom('', '^'), upTo(600), upTo(600)).map(([up, w, h]) => `${up}!${w},${h}`),
  fc.tuple(upTo(600), upTo(600)).map(([w, h]) => `^${w},${h}`),
  fc.integer({ min: 51, max: 150 }).map((n) => `^pct:${n}`),
);
const size2 = fc.oneof(
  fc.constantFrom('max', 'full'),
  fc.tuple(upTo(600), upTo(600)).map(([w, h]) => `!${w},${h}`),
  fc.tuple(upTo(600), upTo(600)).map(String),
  fc.integer({ min: 51, max: 150 }).map((n) => `pct:${n}`),
);
const rotation = fc.oneof(
  fc.constantFrom('0', '90', '180', '270', '360', '!0', '!90', '.5', '0.50'),
  fc.integer({ min: 1, max: 3599 }).map((tenths) => `${tenths / 10}`),
);
const file = fc.tuple(fc.constantFrom(...QUALITIES), fc.constantFrom(...FORMATS));

/** Anything between slashes: near misses of requests, escapes, and plain noise. */
const noise = fc.oneof(
  fc.stringMatching(/^[0-9,.!^:%a-zA-Z~-]{0,14}$/),
  fc.webSegment(),
  fc.constantFrom(
    'full',
    'max',
    '0',
    'default.jpg',
    'pct:',
    '%',
    '%00',
    '%2F',
    '..',
    ',,,',
    '^',
    '!',
    '1e9,1',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }).map(escapeAll),
);

describe('any request at all', function () {
  this.timeout(120_000);
  const images = publishBefore(async () => [await encodeTiff(makePixels(WIDTH, HEIGHT))]);

  for (const [apiVersion, size] of [
    [3, size3],
    [2, size2],
  ] as const) {
    it(`that is right is answered, and its canonical address gives the same bytes and is its own (${apiVersion})`, async () => {
      let tooSmall = 0;
      await fc.assert(
        fc.asyncProperty(region, size, rotation, file, async (r, s, turn, [quality, format]) => {
          const request = `${r}/${s}/${turn}/${quality}.${format}`;
          const first = await images.ask(apiVersion, `${images.ids[0]}/${request}`);
          // Regions of a strip can be right in themselves and have no pixel left at this size.
          if (first.status === 400) {
            tooSmall += 1;
            return expectTooSmall(first.body.toString(), request);
          }
          const { width, height } = await decode(first);
          expect(Math.min(width, height), request).to.be.greaterThan(0);
          const canonical = linkOf(first, 'canonical');
          const again = await images.ask(apiVersion, canonical.split(`/iiif/${apiVersion}/`)[1] ?? '');
          expect(again.status, `${request} → ${canonical}`).to.equal(200);
          expect(again.body.equals(first.body), `${request} → ${canonical}`).to.equal(true);
          expect(linkOf(again, 'canonical')).to.equal(canonical);
          expect(again.headers.etag).to.equal(first.headers.etag);
        }),
        { numRuns: 40 },
      );
      expect(tooSmall, 'or little was tried').to.be.at.most(20);
    });

    it(`that is not right is refused in words that any page may read, and is never an error of ours (${apiVersion})`, async () => {
      const refused = new Set<number>();
      await fc.assert(
        fc.asyncProperty(
          fc.array(noise, { minLength: 1, maxLength: 6 }),
          fc.boolean(),
          async (parts, isOurs) => {
            const path = [...(isOurs ? [images.ids[0]] : []), ...parts].join('/');
            const answer = await images.ask(apiVersion, path);
            expect(answer.headers['access-control-allow-origin'], path).to.equal('*');
            expect(answer.status, path).to.be.below(500);
            if (answer.status < 400) return;
            refused.add(answer.status);
            expect(answer.headers['content-type'], path).to.match(/^application\/problem\+json/);
            expect(JSON.parse(answer.body.toString())).to.include({ status: answer.status });
          },
        ),
        { numRuns: 400 },
      );
      expect([...refused].sort()).to.deep.equal([400, 404]);
    });
  }
});

/** The one way in which a request made of right parts can be wrong as a whole. */
function expectTooSmall(problem: string, request: string): void {
  expect(problem, request).to.match(/less than one pixel|lies outside the image/);
}

/** As `encodeURIComponent`, but for halves of characters, which it cannot write. */
function escapeAll(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}
