import { expect } from 'chai';
import { encodeTiff, makePixels } from '../fixtures/make-tiffs.ts';
import { publishBefore } from '../fixtures/published-images.ts';
import { serviceOf } from './service.ts';

const TILE = '0,0,512,512/512,512/0/default.jpg';
const VERSIONS = [3, 2] as const;

describe('edge cases: too much at once, and not for everybody', function () {
  this.timeout(120_000);
  const images = publishBefore(async () => [await encodeTiff(makePixels(1003, 707))]);
  const service = serviceOf(images);

  it('§3.5 item 31: what is too much gets 503 and Retry-After at once, and tiles go on', async () => {
    const heavy = Array.from({ length: 12 }, (_, n) => `full/^${7_000 + n},/0/default.jpg`);
    const asked = Promise.all(heavy.map((rest) => service.ask(3, rest, { method: 'GET' })));
    for (let n = 0; n < 5; n += 1) await service.expectStatus(3, 200, [TILE]);
    const answers = await asked;
    const refused = answers.filter(({ status }) => status === 503);
    expect(answers.every(({ status }) => status === 200 || status === 503)).to.equal(true);
    expect(refused).to.not.have.length(0);
    for (const { headers } of refused) {
      expect(Number(headers['retry-after'])).to.be.greaterThan(0);
      expect(headers['access-control-allow-origin']).to.equal('*');
      expect(headers['cache-control']).to.match(/no-store/);
    }
  });

  it('§3.5 item 31: what would never fit is 400, not 503', async () => {
    await service.expectStatus(3, 400, ['full/^20000,20000/0/default.jpg', 'full/^65501,1/0/default.jpg']);
    await service.expectStatus(2, 400, ['full/20000,20000/0/default.jpg', 'full/65501,1/0/default.jpg']);
  });

  it('§3.5 item 32: what is closed is 403 to strangers, and to staff for nobody to keep', async () => {
    await change('closed');
    for (const apiVersion of VERSIONS) {
      for (const rest of ['info.json', TILE, 'full/100,/0/default.png']) {
        const stranger = await service.ask(apiVersion, rest);
        expect([stranger.status, stranger.headers['access-control-allow-origin']], rest).to.deep.equal([
          403,
          '*',
        ]);
        expect(stranger.headers['cache-control'], rest).to.match(/no-store/);
        const staff = await service.ask(apiVersion, rest, { headers: images.server.headers });
        expect([staff.status, staff.headers['cache-control']], rest).to.deep.equal([
          200,
          'private, no-store',
        ]);
        expect(staff.headers.vary, rest).to.match(/Authorization, Cookie$/);
        const held = await service.ask(apiVersion, rest, { headers: { 'if-none-match': '*' } });
        expect(held.status, rest).to.equal(403);
      }
    }
    await change('open');
    await service.expectStatus(3, 200, ['info.json', TILE]);
  });

  async function change(access: string): Promise<void> {
    const { server, item } = images;
    const { edition } = (await (await server.ask(`/api/items/${item.id}`)).json()) as { edition: number };
    const headers = { 'if-match': `"${edition}"` };
    const answer = await server.ask(`/api/items/${item.id}`, { method: 'PATCH', json: { access }, headers });
    expect(answer.status).to.equal(200);
  }
});
