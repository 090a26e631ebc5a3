import { expect } from 'chai';
import { escapeXml } from '../../server/http/xml.ts';
import { openDesk } from '../fixtures/desk.ts';

describe('what crawlers are told', function () {
  this.timeout(60_000);
  const desk = openDesk();
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${desk.server.url}${path}`, { headers });
  const locationsAt = async (path: string) => {
    const answer = await get(path);
    expect([answer.status, answer.headers.get('content-type')]).to.deep.equal([
      200,
      'application/xml; charset=utf-8',
    ]);
    const xml = await answer.text();
    expect(xml).to.match(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<(sitemapindex|urlset) xmlns="http:\/\/www\.sitemaps/,
    );
    const entries = [...xml.matchAll(/<loc>([^<]*)<\/loc><lastmod>([^<]*)<\/lastmod>/g)];
    for (const [, , lastmod] of entries) expect(new Date(lastmod ?? '').toISOString()).to.equal(lastmod);
    return entries.map(([, location]) => location);
  };
  const publicUrl = () => desk.server.parts.config.publicUrl;

  it('is where the sitemap is, and that the staff’s side is not for them', async () => {
    const robots = await (await get('/robots.txt')).text();
    expect(robots).to.include(`Sitemap: ${publicUrl()}/sitemap.xml\n`).and.include('Disallow: /\n');
    expect(robots).to.match(/^User-agent: \*\nAllow: \/view\/\n/);
    expect(robots).to.not.match(/Allow: \/(api|items)/);
  });

  it('is nothing while nothing is published', async () => {
    expect(await locationsAt('/sitemap.xml')).to.deep.equal([]);
    expect((await get('/sitemap-1.xml')).status).to.equal(404);
  });

  it('is the page of each item that everybody can see, and no other', async () => {
    const [kept, gone, closed] = [await desk.readyItem(), await desk.readyItem(), await desk.readyItem()];
    await desk.readyItem();
    for (const { id } of [kept, gone, closed]) await desk.publish(id);
    const before = await get('/sitemap-1.xml');
    await before.text();
    const etag = before.headers.get('etag') ?? '';
    expect((await get('/sitemap-1.xml', { 'if-none-match': etag })).status).to.equal(304);
    await desk.post(`/api/items/${gone.id}/withdraw`, { reason: 'A mistake.' });
    const { edition } = await desk.technician.item(closed.id);
    await desk.change('PATCH', `/api/items/${closed.id}`, { access: 'closed' }, `"${edition}"`);
    expect((await get('/sitemap-1.xml', { 'if-none-match': etag })).status).to.equal(200);
    expect(await locationsAt('/sitemap.xml')).to.deep.equal([`${publicUrl()}/sitemap-1.xml`]);
    expect(await locationsAt('/sitemap-1.xml')).to.deep.equal([`${publicUrl()}/view/${kept.id}`]);
    for (const part of ['2', '0', 'x', '1e1', '01'])
      expect((await get(`/sitemap-${part}.xml`)).status, part).to.equal(404);
  });

  it('is in files of ten thousand activities, without those that hold nothing any more', async () => {
    const { id } = await desk.readyItem();
    const late = {
      number: 10_000,
      type: 'Create',
      item_id: id,
      revision: 99,
      at: 1,
      target_id: null,
      stands: 0,
    };
    await desk.server.parts.records.write((rows) => rows.insertInto('activities').values(late).execute());
    await desk.publish(id);
    expect(await locationsAt('/sitemap-2.xml')).to.deep.equal([`${publicUrl()}/view/${id}`]);
    const first = await locationsAt('/sitemap-1.xml');
    expect(first).to.have.length(1).and.not.include(`${publicUrl()}/view/${id}`);
    expect(await locationsAt('/sitemap.xml')).to.deep.equal([
      `${publicUrl()}/sitemap-1.xml`,
      `${publicUrl()}/sitemap-2.xml`,
    ]);
    await desk.post(`/api/items/${first[0]?.split('/').at(-1)}/withdraw`, { reason: 'A mistake.' });
    expect(await locationsAt('/sitemap.xml')).to.deep.equal([`${publicUrl()}/sitemap-2.xml`]);
  });
});

describe('a text in XML', () => {
  it('has nothing in it that would end it, or that XML cannot hold', () => {
    expect(escapeXml(`<a b="1">'&'</a>`)).to.equal('&lt;a b=&quot;1&quot;&gt;&apos;&amp;&apos;&lt;/a&gt;');
    expect(escapeXml('a\u0000\u000b\ufffe\ud800b\t\n𠀀')).to.equal('a����b\t\n𠀀');
  });
});
