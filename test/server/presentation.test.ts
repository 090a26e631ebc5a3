import type { Manifest } from '@iiif/presentation-3';
import { expect } from 'chai';
import { newId } from '../../model/ids.ts';
import { freePort } from '../fixtures/free-port.ts';
import { wrongPresentation } from '../fixtures/presentation-3.ts';
import { addPages } from '../fixtures/ready-item.ts';
import { readJson, startTestServer, type TestServer } from '../fixtures/server.ts';

const JSON_LD = 'application/ld+json;profile="http://iiif.io/api/presentation/3/context.json"';

describe('what the public sees of an item', function () {
  this.timeout(30_000);
  let server: TestServer;

  before(async () => {
    const PORT = String(await freePort());
    server = await startTestServer({ env: { PORT, RECTO_PUBLIC_URL: 'https://scans.example.org/' } });
  });
  after(() => server?.stop());

  const post = (path: string, json: unknown) => server.ask(path, { method: 'POST', json });
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(`${server.url}${path}`, { headers, method, redirect: 'manual' });
  const makeReady = async (label: Record<string, string[]> = { nl: ['Affiche'] }) => {
    const { id } = await readJson<{ id: string }>(
      await post('/api/items', { reference: `P ${newId()}`, label }),
    );
    return { id, surfaces: await addPages(server.parts.records, id, [{}, {}]) };
  };
  const makePublished = async (label?: Record<string, string[]>) => {
    const item = await makeReady(label);
    expect((await post(`/api/items/${item.id}/publish`, { override: 'A test.' })).status).to.equal(200);
    return item;
  };
  const manifestOf = (id: string) => `/iiif/presentation/${id}/manifest`;

  it('is a valid manifest at the public URL, for every origin', async () => {
    const { id } = await makePublished();
    const answer = await get(manifestOf(id), { origin: 'https://viewer.example.com' });
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('content-type')).to.equal(JSON_LD);
    expect(answer.headers.get('access-control-allow-origin')).to.equal('*');
    expect(answer.headers.get('vary')).to.match(/Accept/);
    expect(answer.headers.get('cache-control')).to.equal('public, max-age=60');
    const text = await answer.text();
    expect(wrongPresentation(JSON.parse(text))).to.deep.equal([]);
    expect((JSON.parse(text) as Manifest).id).to.equal(`https://scans.example.org${manifestOf(id)}`);
    expect(text).to.not.include('recto.invalid');
    expect((await get(manifestOf(id), {}, 'HEAD')).headers.get('content-length')).to.equal(
      `${Buffer.byteLength(text)}`,
    );
  });

  it('is plain JSON for who asks for that alone', async () => {
    const { id } = await makePublished();
    const typeFor = async (accept: string) =>
      (await get(manifestOf(id), { accept })).headers.get('content-type');
    expect(await typeFor('application/json')).to.equal('application/json');
    expect(await typeFor('*/*')).to.equal(JSON_LD);
    expect(await typeFor('application/ld+json, application/json;q=0.5')).to.equal(JSON_LD);
  });

  it('is not sent again to who has it, until another revision is published', async () => {
    const { id } = await makePublished();
    const etag = (await get(manifestOf(id))).headers.get('etag') ?? '';
    expect(etag).to.match(/^"1\.[\w-]{22}"$/);
    const again = await get(manifestOf(id), { 'if-none-match': `"other", ${etag}` });
    expect([
      again.status,
      await again.text(),
      again.headers.get('access-control-allow-origin'),
    ]).to.deep.equal([304, '', '*']);
    await server.ask(`/api/items/${id}`, {
      method: 'PATCH',
      json: { label: { nl: ['Nieuw'] } },
      headers: { 'if-match': '"1"' },
    });
    expect((await get(manifestOf(id), { 'if-none-match': etag })).status, 'before it is published').to.equal(
      304,
    );
    await post(`/api/items/${id}/publish`, { override: 'A test.' });
    const next = await get(manifestOf(id), { 'if-none-match': etag });
    expect([next.status, (await readJson<Manifest>(next)).label]).to.deep.equal([200, { nl: ['Nieuw'] }]);
  });

  it('is nothing before it is published, but for staff, and for them alone', async () => {
    const { id, surfaces } = await makeReady();
    for (const path of [manifestOf(id), `/iiif/presentation/${id}/canvas/${surfaces[0]}`, `/view/${id}`]) {
      const stranger = await get(path);
      expect(stranger.status, path).to.equal(404);
      const staff = await get(path, server.headers);
      expect(staff.status, path).to.be.oneOf([200, 303]);
      expect(staff.headers.get('cache-control'), path).to.equal('private, no-store');
    }
  });

  it('is known and not shown while it is closed, at once, and never 404', async () => {
    const { id, surfaces } = await makePublished();
    await server.ask(`/api/items/${id}`, {
      method: 'PATCH',
      json: { access: 'closed' },
      headers: { 'if-match': '"1"' },
    });
    const paths = [manifestOf(id), `/iiif/presentation/${id}/canvas/${surfaces[0]}`, `/view/${id}`];
    for (const path of paths) {
      const answer = await get(path, { accept: 'application/json' });
      expect(answer.status, path).to.equal(403);
      expect((await readJson<{ detail: string }>(answer)).detail).to.include('closed to the public');
    }
    const page = await get(`/view/${id}`, { accept: 'text/html' });
    expect([page.status, await page.text()][0]).to.equal(403);
    expect((await get(manifestOf(id), server.headers)).status, 'staff').to.equal(200);
  });

  it('is known to have been there once it is withdrawn, to programs and to people', async () => {
    const { id, surfaces } = await makePublished();
    await post(`/api/items/${id}/withdraw`, { reason: 'The heirs asked.' });
    for (const path of [manifestOf(id), `/iiif/presentation/${id}/canvas/${surfaces[0]}`]) {
      const answer = await get(path, { accept: 'application/json' });
      expect([answer.status, answer.headers.get('access-control-allow-origin')]).to.deep.equal([410, '*']);
      expect(await readJson<object>(answer)).to.include({ code: 'gone', status: 410 });
    }
    for (const path of [manifestOf(id), `/view/${id}`]) {
      const page = await get(path, { accept: 'text/html,*/*;q=0.8', 'accept-language': 'nl' });
      expect([page.status, page.headers.get('content-type')]).to.deep.equal([
        410,
        'text/html; charset=utf-8',
      ]);
      expect(await page.text())
        .to.include('Dit item is ingetrokken')
        .and.not.include('heirs');
    }
    const top = await readJson<{ items: { id: string }[] }>(await get('/iiif/presentation/collection/top'));
    expect(top.items.map((item) => item.id).filter((uri) => uri.includes(id))).to.deep.equal([]);
  });

  it('leads from a canvas to its manifest', async () => {
    const { id, surfaces } = await makePublished();
    const answer = await get(`/iiif/presentation/${id}/canvas/${surfaces[0]}`);
    expect([answer.status, answer.headers.get('location')]).to.deep.equal([
      303,
      `https://scans.example.org${manifestOf(id)}`,
    ]);
    expect((await get(`/iiif/presentation/${id}/canvas/${newId()}`)).status).to.equal(404);
  });

  it('stands in a top collection that is valid', async () => {
    const { id } = await makePublished();
    await makeReady();
    const answer = await get('/iiif/presentation/collection/top');
    const top = await readJson<{ items: { id: string }[] }>(answer);
    expect(wrongPresentation(top)).to.deep.equal([]);
    expect(top.items.map((item) => item.id)).to.include(`https://scans.example.org${manifestOf(id)}`);
    const etag = answer.headers.get('etag') ?? '';
    expect((await get('/iiif/presentation/collection/top', { 'if-none-match': etag })).status).to.equal(304);
  });

  it('is called in the top collection what it was published as, and not what a draft says', async () => {
    const { id } = await makePublished({ nl: ['Aan alle arbeiders'] });
    const item = await server.item(id);
    const changed = await server.ask(`/api/items/${id}`, {
      method: 'PATCH',
      headers: { 'if-match': `"${item.edition}"` },
      json: { label: { nl: ['Nog niet voor het publiek'] } },
    });
    expect(changed.status).to.equal(200);
    const top = await (await get('/iiif/presentation/collection/top')).text();
    expect(top).to.include('Aan alle arbeiders').and.not.include('Nog niet');
  });

  it('may be asked for by any page: preflights and problems too', async () => {
    const preflight = await get(manifestOf(newId()), { origin: 'https://x.example' }, 'OPTIONS');
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).to.deep.equal([
      204,
      '*',
    ]);
    const problem = await get('/iiif/presentation/nonsense');
    expect([problem.status, problem.headers.get('access-control-allow-origin')]).to.deep.equal([404, '*']);
    expect(
      (await get('/api/items', { origin: 'https://x.example' })).headers.get('access-control-allow-origin'),
    ).to.equal(null);
  });

  it('is a page with a viewer, in which nothing that people wrote can act', async () => {
    const { id } = await makePublished({ ar: ['<script>alert("x")</script>'] });
    const answer = await get(`/view/${id}`);
    const page = await answer.text();
    expect(answer.status).to.equal(200);
    expect(page).to.include('lang="ar" dir="rtl">&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;</h1>');
    expect(page.match(/<script[^>]*>/g), 'data, and two programs of ours').to.deep.equal([
      '<script type="application/ld+json">',
      '<script src="/vendor/mirador.min.js" defer>',
      '<script src="/pages/view.js" defer>',
    ]);
    const manifest = `https://scans.example.org${manifestOf(id)}`;
    expect(page).to.include(`href="https://scans.example.org/view/${id}?manifest=${manifest}"`);
    expect(answer.headers.get('content-security-policy'))
      .to.match(/script-src 'self';/)
      .and.match(/frame-ancestors \*/);
    for (const file of ['/pages/view.css', '/pages/view.js', '/pages/iiif.svg', '/vendor/mirador.min.js'])
      expect((await get(file)).status, file).to.equal(200);
  });
});

describe('the health of a server', function () {
  this.timeout(30_000);
  let server: TestServer;

  before(async () => {
    server = await startTestServer();
  });
  after(() => server?.stop());

  const status = async (path: string, headers: Record<string, string> = {}) =>
    (await fetch(`${server.url}${path}`, { headers })).status;

  it('is ready while its stores answer, and not while it drains', async () => {
    expect(await status('/health/live')).to.equal(200);
    expect(await status('/health/ready')).to.equal(200);
    server.parts.readiness.become('draining');
    expect(await status('/health/ready')).to.equal(503);
    server.parts.readiness.become('ready');
  });

  it('is told in numbers to this machine and to administrators, not through a proxy', async () => {
    expect(await status('/metrics')).to.equal(200);
    const passedOn = { 'x-forwarded-for': '203.0.113.7' };
    expect(await status('/metrics', passedOn)).to.equal(401);
    const { headers } = await server.as('curator');
    expect(await status('/metrics', { ...passedOn, ...headers })).to.equal(403);
    expect(await status('/metrics', { ...passedOn, ...server.headers })).to.equal(200);
  });

  it('gives every answer an id, and what is not there a problem', async () => {
    const answer = await fetch(`${server.url}/api/nothing`);
    const problem = await readJson<{ instance: string }>(answer);
    expect(answer.status).to.equal(404);
    expect(problem.instance).to.equal(`urn:uuid:${answer.headers.get('x-request-id')}`);
    expect(await status('/assets/nothing.js')).to.equal(404);
    expect(await status('/view/nothing')).to.equal(404);
  });

  it('is not, in time, when the queue is gone', async () => {
    await server.redis.kill();
    const answer = await fetch(`${server.url}/health/ready`);
    expect(answer.status).to.equal(503);
    expect(await readJson<object>(answer)).to.deep.include({
      stores: { records: true, objects: true, queue: false },
    });
    await server.redis.again();
  });
});
