import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { publishBefore } from '../fixtures/published-images.ts';
import { linkOf } from './service.ts';
import { makeSquares } from './squares.ts';

/** An info.json, as far as these checks look. */
type Info = Readonly<Record<string, unknown>>;

describe('the checks of the IIIF image validator: descriptions, identifiers and headers', function () {
  this.timeout(120_000);
  const images = publishBefore(async () => [await makeSquares()]);

  for (const apiVersion of [3, 2] as const) {
    const picture = apiVersion === 3 ? 'full/max/0/default.jpg' : 'full/full/0/default.jpg';
    const ask = (rest: string, headers?: Readonly<Record<string, string>>) =>
      images.ask(apiVersion, rest, headers && { headers });
    const mine = (rest: string, headers?: Readonly<Record<string, string>>) =>
      ask(`${images.ids[0]}/${rest}`, headers);
    const infoOf = async () => JSON.parse((await mine('info.json')).body.toString()) as Info;

    describe(`of ${apiVersion === 3 ? '3.0' : '2.1'}`, () => {
      it('info_json: what every description has', async () => {
        const info = await infoOf();
        expect(info).to.include({
          '@context': `http://iiif.io/api/image/${apiVersion}/context.json`,
          [apiVersion === 3 ? 'id' : '@id']:
            `${images.server.parts.config.publicUrl}/iiif/${apiVersion}/${images.ids[0]}`,
          protocol: 'http://iiif.io/api/image',
          width: 1000,
          height: 1000,
        });
      });

      it('info_json: sizes and tiles in whole pixels', async () => {
        const { sizes, tiles } = await infoOf();
        expect(sizes).to.deep.equal([
          { width: 500, height: 500 },
          { width: 1000, height: 1000 },
        ]);
        expect(tiles).to.deep.equal([{ width: 512, scaleFactors: [1, 2] }]);
      });

      it('jsonld: application/ld+json to whoever asks for it', async () => {
        const answer = await mine('info.json', { accept: 'application/ld+json' });
        expect(answer.headers['content-type']).to.match(/^application\/ld\+json/);
      });

      it('info_conneg: application/json to whoever asks for that, and 404 for XML', async () => {
        const answer = await mine('info.json', { accept: 'application/json' });
        expect(answer.headers['content-type']).to.match(/^application\/json/);
        expect((await mine('info.xml')).status).to.equal(404);
      });

      it('cors: everybody, on descriptions and pictures', async () => {
        for (const rest of ['info.json', picture]) {
          const { headers } = await mine(rest, { origin: 'http://iiif.io/' });
          expect(headers['access-control-allow-origin'], rest).to.equal('*');
        }
      });

      it('baseurl_redirect: from the identifier to its description', async () => {
        const answer = await ask(images.ids[0] ?? '');
        expect(answer.status).to.equal(303);
        const base = `http://example.org/iiif/${apiVersion}/${images.ids[0]}`;
        expect(new URL(answer.headers.location ?? '', base).pathname).to.equal(
          `/iiif/${apiVersion}/${images.ids[0]}/info.json`,
        );
      });

      it('id_error_random: an identifier that nothing has', async () => {
        for (const rest of ['info.json', picture]) {
          expect((await ask(`${randomUUID()}/${rest}`)).status).to.equal(404);
        }
      });

      it('id_error_escapedslash: an identifier with a slash', async () => {
        for (const id of ['a/b', 'a%2Fb']) expect((await ask(`${id}/${picture}`)).status).to.equal(404);
      });

      it('id_error_unescaped: an identifier with brackets as they are', async () => {
        expect((await ask(`[frob]/${picture}`)).status).to.be.oneOf([400, 404]);
      });

      it('linkheader_canonical: a Link to the canonical address, which can be asked for', async () => {
        const answer = await mine(picture);
        const canonical = linkOf(answer, 'canonical');
        expect(canonical).to.equal(
          `${images.server.parts.config.publicUrl}/iiif/${apiVersion}/${images.ids[0]}/${picture}`,
        );
      });

      it('linkheader_profile: a Link to level 2', async () => {
        for (const rest of ['info.json', picture]) {
          expect(linkOf(await mine(rest), 'profile')).to.equal(
            `http://iiif.io/api/image/${apiVersion}/level2.json`,
          );
        }
      });

      it('format_conneg: of pictures the address alone decides on the format', async () => {
        const answer = await mine(picture, { accept: 'image/png;q=1.0' });
        expect(answer.headers['content-type']).to.equal('image/jpeg');
      });
    });
  }

  it('info_json of 3.0: a type, a level, extras as lists, links with id and type, nothing of 2.1', async () => {
    const info = JSON.parse((await images.ask(3, `${images.ids[0]}/info.json`)).body.toString()) as Info;
    expect(info).to.include({ type: 'ImageService3', profile: 'level2' });
    expect(info).to.not.have.any.keys('@id', '@type', 'license', 'attribution', 'logo');
    for (const name of ['extraQualities', 'extraFormats', 'extraFeatures', 'preferredFormats']) {
      expect(info[name], name).to.be.an('array').that.is.not.empty;
    }
    const partOf = info['partOf'] as readonly Info[];
    expect(partOf.map(({ type }) => type)).to.have.members(['Canvas', 'Manifest']);
    for (const { id } of partOf) expect(id).to.match(/^https?:\/\//);
  });

  it('info_json of 2.1: a level and an object, in a list', async () => {
    const info = JSON.parse((await images.ask(2, `${images.ids[0]}/info.json`)).body.toString()) as Info;
    const [level, more] = info['profile'] as [string, Info];
    expect(level).to.equal('http://iiif.io/api/image/2/level2.json');
    expect(more).to.have.all.keys('formats', 'qualities', 'supports', 'maxWidth', 'maxHeight', 'maxArea');
    expect(info).to.not.have.any.keys('id', 'type', 'rights', 'partOf', 'extraFormats');
  });
});
