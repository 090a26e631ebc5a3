import { expect } from 'chai';
import fc from 'fast-check';
import type { ItemView } from '../../model/views.ts';
import { askAlone } from '../fixtures/plain-http.ts';
import { type PublishedScan, publishScan } from '../fixtures/published-images.ts';
import { addPages } from '../fixtures/ready-item.ts';
import { type ProblemBody, readJson, startTestServer, type TestServer } from '../fixtures/server.ts';

const PAGE = { accept: 'text/html,application/xhtml+xml,image/webp,*/*;q=0.8' };
const PICTURE = { accept: 'image/avif,image/webp,image/*;q=0.8,*/*;q=0.5' };
const STATEMENT = {
  nl: ['Deze brief is van een ander <archief>.'],
  en: ['This letter belongs to another archive.'],
};

/** What a program reads where an item was. */
interface Gone extends ProblemBody {
  readonly item: { readonly reference: string; readonly title: Record<string, string[]> };
  readonly withdrawnAt: string;
  readonly statement: Record<string, string[]>;
  readonly movedTo?: { readonly reference: string; readonly id: string; readonly viewer: string };
}

describe('what was withdrawn', function () {
  this.timeout(120_000);
  let server: TestServer;
  let scan: PublishedScan;
  let item: ItemView;

  before(async () => {
    server = await startTestServer({ processes: 1 });
    scan = await publishScan(server, server.env, { width: 601, height: 407 });
    item = await server.item(scan.itemId);
  });
  after(() => server?.stop());

  const post = (path: string, json: unknown) => server.ask(path, { method: 'POST', json });
  const publish = () => post(`/api/items/${item.id}/publish`, { override: 'A test.' });
  const withdraw = (json: object) =>
    post(`/api/items/${item.id}/withdraw`, { reason: 'Complaint 14.', ...json });
  const setAccess = async (access: string) => {
    const { edition } = await server.item(item.id);
    const headers = { 'if-match': `"${edition}"` };
    return server.ask(`/api/items/${item.id}`, { method: 'PATCH', json: { access }, headers });
  };
  const get = (path: string, headers: Record<string, string> = {}) =>
    askAlone(`${server.url}${path}`, { headers });

  /** Every address of it that the world was ever given. */
  const addresses = (): string[] => {
    const canvas = `/iiif/presentation/${item.id}/canvas/${scan.surfaceId}`;
    const services = [scan.service, scan.service.replace('/3/', '/2/')];
    const pictures = services.flatMap((service) =>
      [service, service.replace('~1', '')].flatMap((one) =>
        ['', '/info.json', '/0,0,512,407/512,/0/default.jpg', '/full/90,/0/default.jpg'].map(
          (rest) => one + rest,
        ),
      ),
    );
    const name = `/id/${encodeURIComponent(item.reference)}`;
    const views = ['', '?view=manifest', '?view=viewer', '?view=thumbnail', '?view=schema', '?view=level1'];
    return [
      `/iiif/presentation/${item.id}/manifest`,
      canvas,
      `${canvas}/page`,
      `${canvas}/painting`,
      `/view/${item.id}`,
      ...views.map((view) => name + view),
      ...pictures,
    ];
  };

  it('is gone at every address, and says to programs what it was, when it went and why', async () => {
    await withdraw({ statement: STATEMENT });
    for (const path of addresses()) {
      const { status, headers, body } = await get(path, { accept: 'application/json' });
      expect(status, path).to.equal(410);
      expect(headers['content-type'], path).to.match(/^application\/problem\+json/);
      const gone = JSON.parse(body.toString()) as Gone;
      expect(gone, path).to.deep.include({
        code: 'gone',
        item: { reference: item.reference, title: item.label },
        statement: STATEMENT,
      });
      expect(Math.abs(Date.parse(gone.withdrawnAt) - Date.now()), path).to.be.lessThan(60_000);
      expect(gone, path).to.not.have.property('movedTo');
      expect(body.toString(), path).to.not.include('Complaint 14');
    }
  });

  it('is a page for people at every address, in their language, and no page where a picture was wanted', async () => {
    for (const path of addresses()) {
      const { status, headers, body } = await get(path, {
        ...PAGE,
        'accept-language': 'nl-NL,nl;q=0.9,en;q=0.8',
      });
      expect([status, headers['content-type']], path).to.deep.equal([410, 'text/html; charset=utf-8']);
      const page = body.toString();
      expect(page, path).to.include('<html lang="nl">').and.include('Dit item is ingetrokken');
      expect(page, path)
        .to.include('Deze brief is van een ander &lt;archief&gt;.')
        .and.include(item.reference);
      expect(page, path).to.include('Recto').and.not.include('Complaint 14');
      expect(headers['content-security-policy'], path).to.include("default-src 'none'");
    }
    const english = await get(`/view/${item.id}`, { ...PAGE, 'accept-language': 'en-GB,en;q=0.9,nl;q=0.1' });
    expect(english.body.toString()).to.include('This letter belongs to another archive.');
    const picture = await get(`${scan.service}/full/90,/0/default.jpg`, PICTURE);
    expect(picture.headers['content-type']).to.match(/problem\+json/);
  });

  it('leads to what it turned out to be, and harvesters are told', async () => {
    await publish();
    const { id, reference } = await server.makeItem();
    const early = await withdraw({ movedTo: reference });
    expect([early.status, (await readJson<ProblemBody>(early)).detail]).to.deep.equal([
      400,
      `${reference} is not there for everybody. Publish it first.`,
    ]);
    for (const movedTo of [item.reference, 'nobody', ''])
      expect((await withdraw({ movedTo })).status, movedTo).to.equal(400);
    await addPages(server.parts.records, id, [{}]);
    await post(`/api/items/${id}/publish`, { override: 'A test.' });
    expect((await withdraw({ movedTo: reference })).status).to.equal(200);
    const gone = JSON.parse((await get(addresses()[0] ?? '')).body.toString()) as Gone;
    const { viewer, manifest } = await server.item(id);
    expect(gone.movedTo).to.deep.include({ reference, viewer, manifest });
    expect(gone.detail).to.include(reference);
    const page = await get(`${scan.service}/info.json`, PAGE);
    expect(page.body.toString()).to.include(`<a href="${viewer}">`);
    const { last } = await readJson<{ last: { id: string } }>(
      await fetch(`${server.url}/iiif/discovery/activities`),
    );
    const told = await readJson<{ orderedItems: { type: string; target?: { id: string } }[] }>(
      await fetch(last.id.replace(/^.*?(?=\/iiif)/, server.url)),
    );
    expect(told.orderedItems.at(-1)).to.deep.include({ type: 'Move' });
    expect(told.orderedItems.at(-1)?.target?.id).to.equal(manifest);
    const event = (
      await readJson<{ events: { detail: string }[] }>(await server.ask(`/api/items/${item.id}/events`))
    ).events[0];
    expect(event?.detail).to.equal(`Withdrawn: Complaint 14. It leads to ${reference} from now on.`);
    expect((await publish()).status).to.equal(200);
    expect((await get(`/view/${item.id}`)).status).to.equal(200);
    await withdraw({});
    expect(JSON.parse((await get(`/view/${item.id}`)).body.toString())).to.not.have.property('movedTo');
  });

  it('never has an address that is not known any more, whatever is done with it', async () => {
    const acts = {
      publish,
      withdraw: () => withdraw({}),
      close: () => setAccess('closed'),
      open: () => setAccess('open'),
    };
    const sequences = fc.array(fc.constantFrom(...(Object.keys(acts) as (keyof typeof acts)[])), {
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(sequences, async (sequence) => {
        for (const act of sequence) {
          expect((await acts[act]()).status).to.be.oneOf([200, 409]);
          const { withdrawnAt, access } = await server.item(item.id);
          const open = access === 'open' ? [200, 302, 303] : [403];
          const wanted = withdrawnAt === null ? open : [410];
          for (const path of addresses())
            expect((await get(path)).status, `${act} ${path}`).to.be.oneOf(wanted);
        }
      }),
      { numRuns: 8 },
    );
  });
});
