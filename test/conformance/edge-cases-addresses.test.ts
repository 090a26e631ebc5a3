import { expect } from 'chai';
import { encodeTiff, makePixels } from '../fixtures/make-tiffs.ts';
import { publishBefore } from '../fixtures/published-images.ts';
import { linkOf, serviceOf } from './service.ts';

const PICTURE = 'full/max/0/default.jpg';

describe('edge cases: addresses and identifiers', function () {
  this.timeout(120_000);
  const images = publishBefore(async () => [await encodeTiff(makePixels(1003, 707))], {
    RECTO_TRUST_PROXY: '10.9.8.7',
  });
  const service = serviceOf(images);

  for (const apiVersion of [3, 2] as const) {
    const name = apiVersion === 3 ? '3.0' : '2.1';
    const statusOf = async (rest: string) => (await images.ask(apiVersion, rest)).status;

    it(`§3.1 item 1: the raw address is split from the right, then decoded, once (${name})`, async () => {
      const [id = ''] = images.ids;
      expect(await statusOf(`${id.replace('~', '%7E')}/${PICTURE}`)).to.equal(200);
      for (const rest of [
        `a%2Fb/${PICTURE}`,
        `a/b/c/${PICTURE}`,
        `${id}%2Finfo.json`,
        `${id}/full%2Fmax/0/default.jpg`,
        `${id.replace('~', '%257E')}/${PICTURE}`,
        `${id}/extra/${PICTURE}`,
        `${id}/full/max/0/default.jpg/info.json`,
      ]) {
        expect(await statusOf(rest), rest).to.equal(404);
      }
      expect(await statusOf(`${id}/full/max%2F0/default.jpg`)).to.equal(404);
    });

    it(`§3.1 item 2: escapes in identifiers, needless, foreign and broken ones (${name})`, async () => {
      const [id = ''] = images.ids;
      expect(await statusOf(`${id.replaceAll('-', '%2D')}/info.json`)).to.equal(200);
      expect(await statusOf(`${id.replaceAll('-', '%2d')}/${PICTURE}`)).to.equal(200);
      const unknown = [
        'ark:%2F12025%2F654xz321',
        '100%25',
        '%C3%A9t%C3%A9',
        '%3F%23%5B%5D%40',
        '[frob]',
        'a/b',
      ];
      for (const other of unknown) expect(await statusOf(`${other}/info.json`), other).to.equal(404);
      for (const broken of ['%ZZ', '%', '%E9', 'a%00b', '..%2F..%2Fetc', '%2e%2e', '..']) {
        expect(await statusOf(`${broken}/info.json`), broken).to.equal(400);
      }
    });

    it(`§3.1 item 3: 303 to the description, relative to where it was asked; slashes too many are 404 (${name})`, async () => {
      const [id = ''] = images.ids;
      const base = await images.ask(apiVersion, id);
      expect(base.status).to.equal(303);
      expect(base.headers.location).to.not.match(/^(https?:)?\//);
      const target = new URL(
        base.headers.location ?? '',
        `http://proxy.example/deep/iiif/${apiVersion}/${id}`,
      );
      expect(target.pathname).to.equal(`/deep/iiif/${apiVersion}/${id}/info.json`);
      for (const rest of [`${id}/`, `${id}//info.json`, `/${id}/info.json`, `${id}//${PICTURE}`, '']) {
        expect(await statusOf(rest), rest).to.equal(404);
      }
    });

    it(`§3.1 item 4: the id is the public base and the identifier as the client wrote it (${name})`, async () => {
      const spelled = images.ids[0]?.replace('~', '%7E');
      const answer = await images.ask(apiVersion, `${spelled}/info.json`);
      const info = JSON.parse(answer.body.toString());
      const base = images.server.parts.config.publicUrl;
      expect(info[apiVersion === 3 ? 'id' : '@id']).to.equal(`${base}/iiif/${apiVersion}/${spelled}`);
    });

    it(`§3.1 item 4: nobody but a trusted proxy says what the world calls us (${name})`, async () => {
      const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
      const info = await service.ask(apiVersion, 'info.json', { headers });
      const picture = await service.ask(apiVersion, PICTURE, { headers });
      expect(info.body.toString()).to.not.include('evil.example');
      expect(linkOf(picture, 'canonical')).to.match(
        new RegExp(`^${images.server.parts.config.publicUrl}/iiif/`),
      );
    });

    it(`§3.1 item 5: a query changes nothing, neither picture nor ETag nor Link (${name})`, async () => {
      const plain = await service.ask(apiVersion, 'full/300,/0/default.png');
      const queried = await service.ask(apiVersion, 'full/300,/0/default.png?x=/a/b&y=%ZZ');
      expect(plain.status).to.equal(200);
      expect(queried.body.equals(plain.body)).to.equal(true);
      for (const header of ['etag', 'link', 'content-type']) {
        expect(queried.headers[header], header).to.deep.equal(plain.headers[header]);
      }
      const description = await service.ask(apiVersion, 'info.json?cache=buster');
      expect(description.body.equals((await service.ask(apiVersion, 'info.json')).body)).to.equal(true);
    });

    it(`§3.1 item 6: keywords keep their case, formats their three letters; escapes are decoded (${name})`, async () => {
      await service.expectStatus(apiVersion, 400, [
        'Full/max/0/default.jpg',
        'full/MAX/0/default.jpg',
        'full/max/0/Default.jpg',
        'full/max/0/default.jpeg',
        'full/max/0/default.JPG',
        'full/max/0/default',
        'full/max/0/default.',
        'full/max/0/.jpg',
        'PCT:0,0,50,50/max/0/default.jpg',
      ]);
      await service.expectStatus(apiVersion, 200, [
        '0%2C0%2C50%2C50/max/0/default.jpg',
        'pct%3A0,0,50,50/max/0/default.jpg',
        'full/%2150,50/%210/default.jpg',
        'full/max/0/default%2Ejpg',
      ]);
    });
  }

  it('§3.1 item 6: ^ as it stands and as %5E are one request, and the canonical Link has %5E', async () => {
    for (const size of ['^1100,', '%5E1100,', '%5e1100,']) {
      expect(await service.canonicalOf(3, `full/${size}/0/default.jpg`)).to.equal(
        'full/%5E1100,775/0/default.jpg',
      );
    }
  });
});

describe('edge cases: behind a proxy that is trusted', function () {
  this.timeout(120_000);
  const images = publishBefore(async () => [await encodeTiff(makePixels(300, 200))], {
    RECTO_TRUST_PROXY: 'loopback',
  });

  for (const apiVersion of [3, 2] as const) {
    it(`§3.1 item 4: ids and Links are what the world asks for (${apiVersion})`, async () => {
      const headers = {
        'x-forwarded-host': 'scans.example',
        'x-forwarded-proto': 'https',
        'x-forwarded-prefix': '/archive',
      };
      const base = `https://scans.example/archive/iiif/${apiVersion}/${images.ids[0]}`;
      const { body } = await images.ask(apiVersion, `${images.ids[0]}/info.json`, { headers });
      expect(JSON.parse(body.toString())[apiVersion === 3 ? 'id' : '@id']).to.equal(base);
      const picture = await images.ask(apiVersion, `${images.ids[0]}/${PICTURE}`, { headers });
      expect(linkOf(picture, 'canonical')).to.match(new RegExp(`^${base}/full/`));
    });
  }
});
