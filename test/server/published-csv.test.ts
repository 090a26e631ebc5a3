import { expect } from 'chai';
import { readCsv } from '../../intake/csv.ts';
import { newId } from '../../model/ids.ts';
import { openDesk } from '../fixtures/desk.ts';

describe('what was published, for the catalogue', function () {
  this.timeout(30_000);
  const desk = openDesk();
  const read = async (query = '') => {
    const answer = await desk.curator.ask(`/api/published.csv${query}`);
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('content-type')).to.equal('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).to.match(/^attachment; filename="?published\.csv"?$/);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([...bytes.subarray(0, 3)], 'a mark, or spreadsheets take it for something else').to.deep.equal([
      0xef, 0xbb, 0xbf,
    ]);
    const [header, ...lines] = readCsv(bytes.toString()).rows.map(({ cells }) => cells);
    return lines.map((cells) => Object.fromEntries(cells.map((cell, at) => [header?.[at] ?? '', cell])));
  };
  const edit = async (id: string, json: object) => {
    const { edition } = await desk.technician.item(id);
    expect((await desk.change('PATCH', `/api/items/${id}`, json, `"${edition}"`)).status).to.equal(200);
  };

  it('is a line for each item that readers were ever shown, with its addresses and how it stands', async () => {
    const [kept, closed, gone] = [await desk.readyItem(), await desk.readyItem(), await desk.readyItem()];
    await desk.readyItem();
    await edit(kept.id, { label: { nl: ['=Aan "alle",\narbeiders'], ar: ['إلى العمال'] } });
    await edit(kept.id, { rights: 'http://creativecommons.org/publicdomain/mark/1.0/' });
    const handle = `10622/${newId()}`;
    await desk.post(`/api/items/${kept.id}/pids`, { pid: handle });
    for (const { id } of [kept, closed, gone]) await desk.publish(id);
    await edit(closed.id, { access: 'closed' });
    const between = new Date().toISOString();
    await desk.post(`/api/items/${gone.id}/withdraw`, { reason: 'A mistake.' });

    const { reference, manifest, viewer, revisions } = await desk.technician.item(kept.id);
    const { publicUrl } = desk.server.parts.config;
    const address = `${publicUrl}/id/${encodeURIComponent(reference)}`;
    const lines = await read();
    expect(lines[0]).to.deep.include({
      reference,
      names: `${reference} | ${handle}`,
      title: `'=Aan "alle",\narbeiders | إلى العمال`,
      revision: '1',
      'published at': new Date(revisions[0]?.publishedAt ?? 0).toISOString(),
      state: 'published',
      manifest,
      page: viewer,
      address,
      thumbnail: `${address}?view=thumbnail`,
      rights: 'http://creativecommons.org/publicdomain/mark/1.0/',
    });
    expect(lines.map(({ state }) => state)).to.deep.equal(['published', 'closed', 'withdrawn']);
    expect((await read(`?since=${between}`)).map(({ state }) => state)).to.deep.equal(['withdrawn']);
    expect(await read('?since=2020-01-01')).to.have.length(3);
    expect(await read('?since=2999-01-01')).to.deep.equal([]);
  });

  it('is for curators, from a moment that there is', async () => {
    expect((await desk.technician.ask('/api/published.csv')).status).to.equal(403);
    expect((await fetch(`${desk.server.url}/api/published.csv`)).status).to.equal(401);
    const answer = await desk.curator.ask('/api/published.csv?since=yesterday');
    expect([answer.status, await desk.detailOf(answer)]).to.deep.equal([
      400,
      'since: must be a day or a moment, as in 2026-11-22 or 2026-11-22T10:00:00Z.',
    ]);
  });
});
