import { expect } from 'chai';
import { openDesk } from '../fixtures/desk.ts';
import { readJson } from '../fixtures/server.ts';

const EMBEDDED = /<script type="application\/ld\+json">(.*?)<\/script>/s;

describe('what search engines and registers read', function () {
  this.timeout(30_000);
  const desk = openDesk();
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${desk.server.url}${path}`, { headers });

  it('is the same of an item at its name and in its page, and nothing in it ends the script that it is in', async () => {
    const { id } = await desk.readyItem();
    const label = { nl: ['</script><script>alert(1)</script> <!-- & "x"'] };
    await desk.change('PATCH', `/api/items/${id}`, { label }, '"1"');
    await desk.publish(id);
    const { reference } = await desk.technician.item(id);
    const answer = await get(`/id/${encodeURIComponent(reference)}?view=schema`);
    expect(answer.headers.get('content-type')).to.equal('application/ld+json');
    expect(answer.headers.get('access-control-allow-origin')).to.equal('*');
    const schema = await readJson<{ name: unknown }>(answer);
    expect(schema.name).to.deep.equal([{ '@language': 'nl', '@value': label.nl[0] }]);
    const page = await (await get(`/view/${id}`)).text();
    expect(JSON.parse(EMBEDDED.exec(page)?.[1] ?? '')).to.deep.equal(schema);
    expect(page).to.not.include('<script>alert');
    const etag = answer.headers.get('etag') ?? '';
    const again = await get(`/id/${encodeURIComponent(reference)}?view=schema`, { 'if-none-match': etag });
    expect(again.status).to.equal(304);
  });

  it('is not in the page of a draft', async () => {
    const { id } = await desk.readyItem();
    const page = await (await get(`/view/${id}`, { ...desk.technician.headers })).text();
    expect(page).to.include('<h1').and.not.match(EMBEDDED);
  });

  it('is of the whole at one address', async () => {
    const dataset = await get('/dataset');
    const { publicUrl } = desk.server.parts.config;
    expect(dataset.headers.get('access-control-allow-origin')).to.equal('*');
    expect(await readJson<object>(dataset)).to.deep.include({
      '@id': `${publicUrl}/dataset`,
      '@type': 'Dataset',
    });
  });
});
