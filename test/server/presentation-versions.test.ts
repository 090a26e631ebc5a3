import { expect } from 'chai';
import type { DeskPatch } from '../../model/desk.ts';
import { newId } from '../../model/ids.ts';
import { versionAsked } from '../../server/http/json-ld.ts';
import { openDesk } from '../fixtures/desk.ts';
import { wrongPresentation2 } from '../fixtures/presentation-2.ts';
import { wrongPresentation } from '../fixtures/presentation-3.ts';
import { readJson } from '../fixtures/server.ts';

const CONTEXT_2 = 'http://iiif.io/api/presentation/2/context.json';
const CONTEXT_3 = 'http://iiif.io/api/presentation/3/context.json';
const LD_2 = `application/ld+json;profile="${CONTEXT_2}"`;
const LD_3 = `application/ld+json;profile="${CONTEXT_3}"`;

describe('the version that is asked for', () => {
  const CASES: readonly (readonly [string | undefined, 2 | 3])[] = [
    [undefined, 3],
    ['*/*', 3],
    ['application/json', 3],
    ['application/ld+json', 3],
    [LD_2, 2],
    [LD_3, 3],
    [`${LD_2}, */*;q=0.1`, 2],
    [`${LD_2};q=0.5, application/json`, 3],
    [`${LD_2}, application/json`, 2],
    [`${LD_2}, ${LD_3}`, 3],
    [`${LD_2}, ${LD_3};q=0.9`, 2],
    [`${LD_2};q=0`, 3],
    [`application/json;profile="${CONTEXT_2}"`, 2],
    [`text/html;profile="${CONTEXT_2}"`, 3],
  ];
  for (const [accept, version] of CASES)
    it(`is ${version} for ${accept}`, () => {
      expect(versionAsked(accept)).to.equal(version);
    });
});

describe('a manifest for older viewers', function () {
  this.timeout(30_000);
  const desk = openDesk();

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${desk.server.url}${path}`, { headers, redirect: 'manual' });

  async function describe(id: string, patch: DeskPatch): Promise<void> {
    const { edition } = await desk.server.item(id);
    const answer = await desk.change('PATCH', `/api/items/${id}/desk`, patch, `"${edition}"`);
    expect(answer.status, await answer.clone().text()).to.equal(200);
  }

  it('is at an address of its own, and at the other for who asks for it, each as a thing of its own', async () => {
    const { id } = await desk.readyItem();
    await desk.publish(id);
    const path = `/iiif/presentation/${id}/manifest`;
    const older = `/iiif/presentation/2/${id}/manifest`;
    const answers = [
      await get(path),
      await get(path, { accept: LD_2 }),
      await get(older),
      await get(older, { accept: 'application/json' }),
    ];
    expect(answers.map((each) => each.headers.get('content-type'))).to.deep.equal([
      LD_3,
      LD_2,
      LD_2,
      'application/json',
    ]);
    expect(new Set(answers.map((each) => each.headers.get('etag'))).size).to.equal(3);
    for (const each of answers) expect(each.headers.get('vary')).to.match(/Accept/);
    const bodies = await Promise.all(answers.map((each) => readJson<Record<string, unknown>>(each)));
    expect(wrongPresentation(bodies[0])).to.deep.equal([]);
    for (const body of bodies.slice(1)) expect(wrongPresentation2(body)).to.deep.equal([]);
    expect(bodies[1]?.['@id']).to.equal(bodies[0]?.['id']);
    expect(bodies[2]?.['@id']).to.match(/\/2\//);
    const etag = answers[1]?.headers.get('etag') ?? '';
    expect((await get(path, { 'if-none-match': etag })).status, 'as 3.0').to.equal(200);
    expect((await get(path, { 'if-none-match': etag, accept: LD_2 })).status, 'as 2.1').to.equal(304);
  });

  it('has the same canvases, with image services of 2.1', async () => {
    const { id, surfaces } = await desk.readyItem([{}, {}]);
    await desk.publish(id);
    const [newer, older] = await Promise.all([
      readJson<{ items: { id: string }[] }>(await get(`/iiif/presentation/${id}/manifest`)),
      readJson<{
        sequences: { canvases: { '@id': string; thumbnail: { service: { '@id': string } } }[] }[];
      }>(await get(`/iiif/presentation/2/${id}/manifest`)),
    ]);
    const canvases = older.sequences[0]?.canvases ?? [];
    expect(canvases.map((each) => each['@id'])).to.deep.equal(newer.items.map((each) => each.id));
    expect(new URL(canvases[0]?.thumbnail.service['@id'] ?? '').pathname).to.equal(
      `/iiif/2/${surfaces[0]}~1`,
    );
  });

  it('is a draft for staff, and for strangers gone once it was withdrawn', async () => {
    const { id } = await desk.readyItem();
    const path = `/iiif/presentation/2/${id}/manifest`;
    expect((await get(path)).status).to.equal(404);
    const draft = await desk.technician.ask(path);
    expect([draft.status, draft.headers.get('cache-control')]).to.deep.equal([200, 'private, no-store']);
    expect(wrongPresentation2(await readJson(draft))).to.deep.equal([]);
    await desk.publish(id);
    await desk.post(`/api/items/${id}/withdraw`, { reason: 'The heirs asked.' });
    expect((await get(path, { accept: 'application/json' })).status).to.equal(410);
  });

  it('leads from a range to the manifest, also once it was taken out, and never from one that was not published', async () => {
    const { id, surfaces } = await desk.readyItem();
    const rangeOf = (label: string) => ({
      id: newId(),
      label: { none: [label] },
      behavior: null,
      items: surfaces.map((surface) => ({ surface })),
    });
    const [first, second] = [rangeOf('A letter'), rangeOf('Another')];
    const to = (name: string) => `/iiif/presentation/${id}/range/${name}`;
    await describe(id, { ranges: [first] });
    expect((await get(to(first.id))).status, 'before it is published').to.equal(404);
    expect((await desk.technician.ask(to(first.id), { redirect: 'manual' })).status, 'for staff').to.equal(
      303,
    );
    await desk.publish(id);
    await describe(id, { ranges: [second] });
    expect((await get(to(second.id))).status, 'in the draft alone').to.equal(404);
    await desk.publish(id);
    for (const name of [first.id, second.id, 'top']) {
      const answer = await get(to(name));
      expect([answer.status, answer.headers.get('location')], name).to.deep.equal([
        303,
        `${desk.server.parts.config.publicUrl}/iiif/presentation/${id}/manifest`,
      ]);
    }
    expect((await get(`/iiif/presentation/${id}/sequence/normal`)).status).to.equal(303);
    expect((await get(to(newId()))).status).to.equal(404);
    await desk.post(`/api/items/${id}/withdraw`, { reason: 'The heirs asked.' });
    expect((await get(to(first.id), { accept: 'application/json' })).status).to.equal(410);
  });
});
