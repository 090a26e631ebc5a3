import type { Manifest } from '@iiif/presentation-3';
import { expect } from 'chai';
import { newId } from '../../model/ids.ts';
import type { PidView } from '../../model/views.ts';
import { openDesk } from '../fixtures/desk.ts';
import { readJson } from '../fixtures/server.ts';

describe('items by their names', function () {
  this.timeout(30_000);
  const desk = openDesk();
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${desk.server.url}${path}`, { headers, redirect: 'manual' });
  const leadOf = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await get(path, headers);
    return [answer.status, answer.headers.get('location')];
  };
  const addPid = (id: string, pid: string) => desk.post(`/api/items/${id}/pids`, { pid });
  const published = async () => {
    const { id } = await desk.readyItem();
    await desk.publish(id);
    const { reference, manifest, viewer } = await desk.technician.item(id);
    return { id, reference, manifest, viewer, path: `/id/${encodeURIComponent(reference)}` };
  };

  it('lead people to the page and programs to the manifest', async () => {
    const { path, manifest, viewer } = await published();
    expect(await leadOf(path)).to.deep.equal([303, viewer]);
    expect(await leadOf(path, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })).to.deep.equal([
      303,
      viewer,
    ]);
    for (const accept of ['application/ld+json', 'application/json', 'application/ld+json;profile="x"'])
      expect(await leadOf(path, { accept }), accept).to.deep.equal([303, manifest]);
    const answer = await get(path);
    expect(answer.headers.get('vary')).to.match(/Accept/);
    expect(answer.headers.get('access-control-allow-origin')).to.equal('*');
  });

  it('lead to each view of it, and say which there are', async () => {
    const { path, manifest, viewer } = await published();
    const { thumbnail, rendering = [] } = await readJson<Manifest>(
      await fetch(manifest.replace(/^.*?(?=\/iiif)/, desk.server.url)),
    );
    const [picture] = thumbnail as { id: string; service: { id: string }[] }[];
    const service = picture?.service[0]?.id;
    const wanted = {
      viewer,
      manifest,
      thumbnail: picture?.id,
      level1: `${service}/full/max/0/default.jpg`,
      level2: `${service}/full/!1500,1500/0/default.jpg`,
      level3: picture?.id,
    };
    for (const [view, url] of Object.entries(wanted))
      expect(await leadOf(`${path}?view=${view}`), view).to.deep.equal([303, url]);
    const pdf = (rendering as { id: string; format?: string }[]).find(
      ({ format }) => format === 'application/pdf',
    )?.id;
    expect(await leadOf(`${path}?view=pdf`)).to.deep.equal(pdf === undefined ? [404, null] : [303, pdf]);
    for (const view of ['', 'mets', '__proto__', 'toString', 'viewer&view=manifest']) {
      const answer = await get(`${path}?view=${view}`, { accept: 'application/json' });
      expect(answer.status, view).to.equal(400);
      expect(await desk.detailOf(answer)).to.include('viewer, manifest, thumbnail, level1');
    }
  });

  it('are as many as a curator adds, with slashes in them, and none is ever lost', async () => {
    const { id, path, viewer } = await published();
    const handle = `10622/${newId()}.1`;
    expect((await desk.post(`/api/items/${id}/pids`, { pid: handle }, desk.technician)).status).to.equal(403);
    const added = await addPid(id, ` https://hdl.handle.net/${handle} `);
    expect(added.status).to.equal(201);
    const { pids } = await readJson<{ pids: PidView[] }>(added);
    const { publicUrl } = desk.server.parts.config;
    expect(pids[1]).to.deep.equal({ pid: handle, url: `${publicUrl}/id/${handle}` });
    expect((await addPid(id, handle)).status, 'once more').to.equal(200);
    for (const one of [`/id/${handle}`, `/id/${encodeURIComponent(handle)}`, path])
      expect(await leadOf(one), one).to.deep.equal([303, viewer]);
    const [event] = await desk.eventsOf(id);
    expect(event).to.include({ type: 'metadata modification' });
    expect(event?.detail).to.include(handle);
    expect(await readJson(await desk.technician.ask(`/api/items/${id}/pids`))).to.deep.equal({ pids });
  });

  it('are of one item alone, and can stand in an address', async () => {
    const [one, other] = [await published(), await published()];
    const taken = await addPid(other.id, one.reference);
    expect([taken.status, await desk.detailOf(taken)][0]).to.equal(409);
    for (const pid of [
      '',
      ' ',
      'a//b',
      '/a',
      'a/',
      '../a',
      'a/./b',
      'x'.repeat(201),
      'a\nb',
      'https://example.org/1',
    ])
      expect((await addPid(one.id, pid)).status, JSON.stringify(pid)).to.equal(400);
    const arabic = `مخطوطة ${newId()}/١`;
    expect((await addPid(one.id, arabic)).status).to.equal(201);
    expect(await leadOf(`/id/${encodeURI(arabic)}`)).to.deep.equal([303, one.viewer]);
    const register = await desk.post('/api/items', { reference: arabic });
    expect([register.status, await desk.detailOf(register)][0]).to.equal(409);
  });

  it('lead nowhere before it is published, but for staff, nor where nobody has the name', async () => {
    const { id } = await desk.readyItem();
    const { reference, viewer } = await desk.technician.item(id);
    const path = `/id/${encodeURIComponent(reference)}`;
    expect((await get(path)).status).to.equal(404);
    const staff = await get(path, desk.technician.headers);
    expect([staff.status, staff.headers.get('location'), staff.headers.get('cache-control')]).to.deep.equal([
      303,
      viewer,
      'private, no-store',
    ]);
    for (const nothing of ['/id/nobody', '/id/10622/nobody', '/id//', '/id/%2F'])
      expect((await get(nothing)).status, nothing).to.equal(404);
    expect((await get('/id/%E0%A4%A')).status).to.equal(400);
  });
});
