import { get } from 'node:http';
import { expect } from 'chai';
import { sumOf } from '../fixtures/counts.ts';
import { encodeTiff, makePixels } from '../fixtures/make-tiffs.ts';
import type { PlainAnswer } from '../fixtures/plain-http.ts';
import { publishBefore } from '../fixtures/published-images.ts';
import { until } from '../fixtures/until.ts';
import { linkOf, serviceOf } from './service.ts';

const VERSIONS = [3, 2] as const;
const LINKED = {
  3: 'application/ld+json;profile="http://iiif.io/api/image/3/context.json"',
  2: 'application/ld+json',
};
const TILE = '0,0,512,512/512,512/0/default.jpg';
const DRAWN = '13,17,301,203/200,/0/default.png';

describe('edge cases: descriptions and HTTP', function () {
  this.timeout(120_000);
  const images = publishBefore(async () => [await encodeTiff(makePixels(1003, 707))]);
  const service = serviceOf(images);
  const drawnSoFar = async () => sumOf(await images.server.parts.metrics.text(), 'recto_renders_total');

  for (const apiVersion of VERSIONS) {
    const name = apiVersion === 3 ? '3.0' : '2.1';
    const ask = (rest: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
      service.ask(apiVersion, rest, { headers, method });

    it(`§3.5 item 26: the type of a description is negotiated, and nobody is refused (${name})`, async () => {
      const standard = apiVersion === 3 ? LINKED[3] : 'application/json';
      const table: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
        [{}, standard],
        [{ accept: '*/*' }, standard],
        [{ accept: 'application/json' }, 'application/json'],
        [{ accept: 'application/ld+json' }, LINKED[apiVersion]],
        [
          { accept: 'application/ld+json;profile="http://iiif.io/api/image/2/context.json"' },
          LINKED[apiVersion],
        ],
        [{ accept: 'application/ld+json;q=0.1, application/json;q=0.9' }, 'application/json'],
        [{ accept: 'application/json;q=0.2, application/ld+json' }, LINKED[apiVersion]],
        [{ accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }, standard],
        [{ accept: 'text/turtle' }, standard],
        [{ accept: ';;,,q=' }, standard],
        [{ accept: 'application/json, text/plain, */*' }, 'application/json'],
        [{ accept: 'application/*' }, standard],
        [{ accept: 'application/ld+json;q=0' }, apiVersion === 3 ? standard : 'application/json'],
      ];
      for (const [headers, type] of table) {
        const answer = await ask('info.json', headers);
        expect([answer.status, answer.headers['content-type']], headers['accept'] ?? 'none').to.deep.equal([
          200,
          type,
        ]);
        expect(answer.headers.vary).to.match(/\baccept\b/i);
      }
    });

    it(`§3.5 item 27: @context comes first, and every word is of this version (${name})`, async () => {
      const info = await service.infoOf(apiVersion);
      expect(Object.keys(info)[0]).to.equal('@context');
      expect(info['@context']).to.equal(`http://iiif.io/api/image/${apiVersion}/context.json`);
      expect(info['protocol']).to.equal('http://iiif.io/api/image');
      if (apiVersion === 3) {
        expect(info).to.include({ type: 'ImageService3', profile: 'level2' });
        expect(info).to.not.have.any.keys('@id', '@type');
      } else {
        const [level, more] = info['profile'] as [string, Record<string, unknown>];
        expect(level).to.equal('http://iiif.io/api/image/2/level2.json');
        expect(more).to.include.all.keys('formats', 'qualities', 'supports', 'maxWidth');
        expect(info).to.not.have.any.keys('id', 'type');
      }
    });

    it(`§3.5 item 28: Links to the profile on everything, to the canonical address on pictures (${name})`, async () => {
      const profile = `http://iiif.io/api/image/${apiVersion}/level2.json`;
      for (const rest of ['info.json', TILE, DRAWN])
        expect(linkOf(await ask(rest), 'profile')).to.equal(profile);
      for (const rest of [TILE, DRAWN]) expect(linkOf(await ask(rest), 'canonical')).to.match(/^http/);
      const plain = await ask('info.json', { accept: 'application/json' });
      expect(linkOf(plain, 'http://www.w3.org/ns/json-ld#context')).to.equal(
        apiVersion === 2 ? 'http://iiif.io/api/image/2/context.json' : '',
      );
    });

    it(`§3.5 item 29: any page may read any answer, errors and redirects too (${name})`, async () => {
      const { etag = '' } = (await ask(TILE)).headers;
      const answers = [
        [200, await ask(TILE)],
        [304, await ask(TILE, { 'if-none-match': etag })],
        [400, await ask('full/max/361/default.jpg')],
        [404, await images.ask(apiVersion, 'nothing/info.json')],
        [303, await images.ask(apiVersion, images.ids[0] ?? '')],
        [302, await images.ask(apiVersion, `${images.ids[0]?.split('~')[0]}/info.json`)],
        [405, await ask(TILE, {}, 'DELETE')],
        [
          204,
          await ask(TILE, { origin: 'http://a.example', 'access-control-request-method': 'GET' }, 'OPTIONS'),
        ],
      ] as const;
      for (const [status, answer] of answers) {
        expect([answer.status, answer.headers['access-control-allow-origin']]).to.deep.equal([status, '*']);
        const exposed = String(answer.headers['access-control-expose-headers']);
        for (const header of ['Link', 'ETag', 'Retry-After'])
          expect(exposed, String(status)).to.include(header);
      }
      expect(answers.at(-1)?.[1].headers['access-control-allow-methods']).to.include('GET');
      expect(answers.at(-1)?.[1].headers['access-control-allow-headers']).to.match(/accept/i);
    });

    it(`§3.5 item 29: HEAD has the headers of GET, and draws nothing (${name})`, async () => {
      const undrawn = `1,2,${300 + apiVersion},200/max/0/default.png`;
      const before = await drawnSoFar();
      const head = await ask(undrawn, {}, 'HEAD');
      expect([head.status, head.body.length]).to.deep.equal([200, 0]);
      expect(await drawnSoFar()).to.equal(before);
      const got = await ask(undrawn);
      expect(await drawnSoFar()).to.equal(before + 1);
      for (const rest of [undrawn, TILE, 'info.json']) {
        const [none, all] = [await ask(rest, {}, 'HEAD'), await ask(rest)];
        expect(none.body.length).to.equal(0);
        for (const header of ['etag', 'link', 'content-type', 'cache-control', 'last-modified', 'vary'])
          expect(none.headers[header], `${rest}: ${header}`).to.deep.equal(all.headers[header]);
      }
      expect(got.headers.etag).to.equal(head.headers.etag);
    });

    it(`§3.5 item 30: ETags are strong, and told apart by what is asked (${name})`, async () => {
      const spellings = [
        'full/max/0/default.png',
        '0,0,1003,707/1003,707/0/color.png',
        'pct:0,0,100,100/max/360/default.png',
      ];
      const same = await Promise.all(
        spellings.map(async (rest) => (await ask(rest, {}, 'HEAD')).headers.etag),
      );
      expect(new Set(same).size).to.equal(1);
      const others = [
        TILE,
        DRAWN,
        'full/max/0/gray.png',
        'full/max/0/default.webp',
        'full/500,/0/default.png',
      ];
      const tags = await Promise.all(others.map(async (rest) => (await ask(rest, {}, 'HEAD')).headers.etag));
      expect(new Set([...tags, ...same]).size).to.equal(others.length + 1);
      for (const etag of tags) expect(etag).to.match(/^"[^"]+"$/);
    });

    it(`§3.5 item 30: 304 by ETag in lists, weak or *, and by a date not before the last change (${name})`, async () => {
      for (const rest of [TILE, DRAWN]) {
        const { headers } = await ask(rest);
        const etag = headers.etag ?? '';
        const modified = headers['last-modified'] ?? '';
        const later = new Date(Date.parse(modified) + 86_400_000).toUTCString();
        const earlier = new Date(Date.parse(modified) - 86_400_000).toUTCString();
        const table: readonly (readonly [number, Readonly<Record<string, string>>])[] = [
          [304, { 'if-none-match': etag }],
          [304, { 'if-none-match': `"other", W/${etag}` }],
          [304, { 'if-none-match': '*' }],
          [200, { 'if-none-match': '"other"' }],
          [304, { 'if-modified-since': modified }],
          [304, { 'if-modified-since': later }],
          [200, { 'if-modified-since': earlier }],
          [200, { 'if-modified-since': 'yesterday' }],
          [200, { 'if-none-match': '"other"', 'if-modified-since': later }],
        ];
        for (const [status, conditions] of table) {
          const answer = await ask(rest, conditions);
          expect(answer.status, JSON.stringify(conditions)).to.equal(status);
          if (status === 304) expectUnchanged(answer, headers);
        }
      }
    });

    it(`§3.5 item 30: descriptions have an ETag for each of their types (${name})`, async () => {
      const json = await ask('info.json', { accept: 'application/json' });
      const linked = await ask('info.json', { accept: 'application/ld+json' });
      expect(json.headers.etag).to.match(/^"/).and.not.equal(linked.headers.etag);
      const again = await ask('info.json', {
        accept: 'application/json',
        'if-none-match': json.headers.etag ?? '',
      });
      expect([again.status, again.headers.vary]).to.deep.equal([304, json.headers.vary]);
    });

    it(`§3.5 item 30: parts of tiles and of drawn pictures (${name})`, async () => {
      for (const rest of [TILE, DRAWN]) {
        const whole = await ask(rest);
        const { length } = whole.body;
        for (const [range, first, last] of [
          ['bytes=0-9', 0, 9],
          ['bytes=50-', 50, length - 1],
          ['bytes=-7', length - 7, length - 1],
        ] as const) {
          const { status, headers, body } = await ask(rest, { range });
          expect([status, headers['content-range']]).to.deep.equal([206, `bytes ${first}-${last}/${length}`]);
          expect(headers['content-length']).to.equal(String(last - first + 1));
          expect(body.equals(whole.body.subarray(first, last + 1)), range).to.equal(true);
          for (const header of ['etag', 'content-type', 'link'])
            expect(headers[header], header).to.deep.equal(whole.headers[header]);
        }
      }
    });

    it(`§3.5 item 30: all of it for several parts, another edition and HEAD; 416 for parts it has not (${name})`, async () => {
      const range = 'bytes=0-9';
      for (const rest of [TILE, DRAWN]) {
        const { headers, body } = await ask(rest);
        const etag = headers.etag ?? '';
        for (const [status, asked] of [
          [200, { range: 'bytes=0-9,20-29' }],
          [200, { range, 'if-range': '"another"' }],
          [206, { range, 'if-range': etag }],
          [304, { range, 'if-none-match': etag }],
        ] as const)
          expect((await ask(rest, asked)).status, JSON.stringify(asked)).to.equal(status);
        expect((await ask(rest, { range }, 'HEAD')).status).to.equal(200);
        const none = await ask(rest, { range: 'bytes=99999999-' });
        expect([none.status, none.headers['content-range'], none.headers['cache-control']]).to.deep.equal([
          416,
          `bytes */${body.length}`,
          'no-store',
        ]);
      }
    });

    it(`§3.5 item 30: what is versioned is kept for a year, a redirect for minutes, an error not at all (${name})`, async () => {
      for (const rest of [TILE, DRAWN]) {
        expect((await ask(rest)).headers['cache-control']).to.equal('public, max-age=31536000, immutable');
      }
      const surface = images.ids[0]?.split('~')[0];
      const redirect = await images.ask(apiVersion, `${surface}/full/max/0/default.jpg`);
      expect(maxAge(redirect.headers['cache-control'])).to.be.within(0, 600);
      expect(maxAge((await ask('info.json')).headers['cache-control'])).to.be.within(0, 3_600);
      for (const rest of ['full/max/361/default.jpg', 'full/9999,/0/x.jpg', 'info.xml']) {
        expect(maxAge((await ask(rest)).headers['cache-control']), rest).to.equal(0);
      }
    });

    it(`§3.5 item 31: errors are problems in words, without a path or a stack (${name})`, async () => {
      for (const rest of [
        'full/max/361/default.jpg',
        'full/max/%ZZ/default.jpg',
        '9999,0,1,1/max/0/default.jpg',
        'nope',
      ]) {
        const answer = await ask(rest);
        expect(answer.headers['content-type'], rest).to.match(/^application\/problem\+json/);
        const problem = JSON.parse(answer.body.toString());
        expect(problem).to.include({ status: answer.status });
        expect(problem.detail).to.match(/^[A-Z].*\.$/);
        expect(answer.body.toString()).to.not.match(/\.ts\b|node_modules|\/tmp\/| {4}at /);
      }
    });
  }

  it('§3.5 item 31: a client that hangs up leaves nothing behind, and the next is served', async () => {
    const count = async (name: string, labels: string) =>
      sumOf(await images.server.parts.metrics.text(), name, labels);
    const before = await count('recto_renders_total', 'outcome="given_up"');
    const url = `${images.server.url}/iiif/3/${images.ids[0]}/full/%5E7000,/12.5/default.png`;
    const asked = get(url, { agent: false }).on('error', () => undefined);
    await until(async () => (await count('recto_render_queue', 'state="running"')) === 1);
    asked.destroy();
    await until(async () => (await count('recto_render_queue', '')) === 0);
    expect(await count('recto_renders_total', 'outcome="given_up"')).to.equal(before + 1);
    await service.expectStatus(3, 200, [TILE, 'full/77,/0/default.png']);
  });
});

/** Seconds that anybody may keep an answer; 0 where nobody may. */
function maxAge(cacheControl = ''): number {
  if (/no-store|no-cache|private/.test(cacheControl)) return 0;
  return Number(/max-age=(\d+)/.exec(cacheControl)?.[1] ?? 0);
}

/** Demands of a 304 that it has no body, and says of the representation what the 200 said. */
function expectUnchanged(answer: PlainAnswer, headers: PlainAnswer['headers']): void {
  expect(answer.body.length).to.equal(0);
  for (const header of ['etag', 'cache-control', 'vary'])
    expect(answer.headers[header], header).to.deep.equal(headers[header]);
}
