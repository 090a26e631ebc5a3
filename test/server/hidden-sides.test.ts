import { expect } from 'chai';
import type { Absence } from '../../model/surface.ts';
import { askAlone } from '../fixtures/plain-http.ts';
import { type PublishedScan, publishScan } from '../fixtures/published-images.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';

const HIDDEN: Absence = {
  reason: 'Complaint 2026/14 of the family.',
  statement: { en: ['At the request of the family.'], nl: ['Op verzoek van de familie.'] },
  shownAs: 'empty',
  until: 7,
};

describe('a side that is not shown', function () {
  this.timeout(60_000);
  let server: TestServer;
  let scan: PublishedScan;

  before(async () => {
    server = await startTestServer({ processes: 1 });
    scan = await publishScan(server, server.env, { width: 601, height: 407 });
  });
  after(() => server?.stop());

  async function hide(absence: Absence | null): Promise<void> {
    const { edition } = await server.item(scan.itemId);
    const json = { surfaces: { [scan.surfaceId]: { absence } } };
    const headers = { 'If-Match': `"${edition}"` };
    const answer = await server.ask(`/api/items/${scan.itemId}/desk`, { method: 'PATCH', headers, json });
    expect(answer.status, await answer.text()).to.equal(200);
  }

  const paths = () =>
    [scan.service, scan.service.replace('/3/', '/2/')].flatMap((service) =>
      [service, service.replace('~1', '')].flatMap((one) =>
        ['info.json', '0,0,512,407/512,/0/default.jpg', 'full/90,/0/default.jpg', 'full/80,/0/gray.png'].map(
          (rest) => `${one}/${rest}`,
        ),
      ),
    );

  it('is not to be had through any image address from that moment on, and why is said', async () => {
    for (const path of paths())
      expect((await askAlone(`${server.url}${path}`)).status, path).to.be.oneOf([200, 302]);
    await hide(HIDDEN);
    for (const path of paths()) {
      const { status, body, headers } = await askAlone(`${server.url}${path}`);
      expect(status, path).to.equal(403);
      expect(body.toString(), path)
        .to.include('This page is not shown: At the request of the family. / Op verzoek van de familie.')
        .and.not.include('2026/14');
      expect(headers['cache-control'], path).to.equal('no-store');
    }
  });

  it('is still seen by staff, and is not shown again by itself when its time has come', async () => {
    for (const path of paths()) {
      const { status, headers } = await server.ask(path, { redirect: 'manual' });
      expect(status, path).to.be.oneOf([200, 302]);
      expect(headers.get('cache-control'), path).to.equal('private, no-store');
    }
    expect(HIDDEN.until).to.be.lessThan(Date.now());
    expect((await askAlone(`${server.url}${paths()[0]}`)).status).to.equal(403);
  });

  it('says what its item says where that is closed or withdrawn as well', async () => {
    await server.ask(`/api/items/${scan.itemId}/withdraw`, { method: 'POST', json: { reason: 'x' } });
    expect((await askAlone(`${server.url}${paths()[0]}`)).status).to.equal(410);
    const again = await server.ask(`/api/items/${scan.itemId}/publish`, {
      method: 'POST',
      json: { override: 'A test.' },
    });
    expect(again.status).to.be.oneOf([200, 409]);
  });

  it('is there again as soon as a person shows it', async () => {
    await hide(null);
    await server.ask(`/api/items/${scan.itemId}/publish`, { method: 'POST', json: { override: 'A test.' } });
    for (const path of paths())
      expect((await askAlone(`${server.url}${path}`)).status, path).to.be.oneOf([200, 302]);
  });
});
