import { expect } from 'chai';
import type { DownloadsView } from '../../model/rendering.ts';
import { commitWork } from '../../server/actions/commit-work.ts';
import type { DueMaking } from '../../storage/jobs/jobs.ts';
import { eventsOfItem } from '../../storage/records/events.ts';
import { renderingsOf } from '../../storage/records/renderings.ts';
import { openDesk } from '../fixtures/desk.ts';
import { type ProblemBody, readJson } from '../fixtures/server.ts';
import { until } from '../fixtures/until.ts';

describe('files to take away that are not there yet', () => {
  const desk = openDesk();
  let id: string;
  let making: DueMaking;
  const ask = (accept: string, language = 'en', kind = 'pdf') =>
    fetch(`${desk.server.url}/iiif/presentation/${id}/${kind}`, {
      headers: { accept, 'accept-language': language },
    });
  const view = async () => readJson<DownloadsView>(await desk.technician.ask(`/api/items/${id}/downloads`));
  const standing = async () => (await view()).downloads[0]?.rendering;

  before(async () => {
    id = (await desk.readyItem()).id;
    expect((await desk.publish(id)).status).to.equal(200);
    const [due] = await desk.server.parts.records.read((rows) => renderingsOf(rows, id));
    const input = {
      itemId: id,
      kind: 'pdf',
      planKey: 'p',
      planSha256: '',
      key: 'k',
      olderKey: null,
    } as const;
    making = { id: due!.id, step: 'make-file', lane: 'care', attempt: 1, input };
  });

  it('are due from the publication on, as is usual for the kind of item', async () => {
    expect(await view()).to.deep.include({ isUsual: true, revision: 1 });
    expect((await view()).downloads.map(({ kind, isChosen }) => [kind, isChosen])).to.deep.equal([
      ['pdf', true],
      ['zip', false],
    ]);
    expect(await standing()).to.include({ state: 'due', before: 0 });
    expect(await desk.server.parts.jobs.isLive(making)).to.be.true;
  });

  it('are answered with 503 and a sentence: a problem for a program, a page for a person', async () => {
    const problem = await ask('application/json');
    expect([problem.status, problem.headers.get('retry-after')]).to.deep.equal([503, '60']);
    expect((await readJson<ProblemBody>(problem)).detail).to.equal(
      'The PDF is the next that is made. Try again in a minute.',
    );
    const page = await ask('text/html', 'nl');
    expect([page.status, page.headers.get('refresh')]).to.deep.equal([503, '10']);
    expect(await page.text()).to.include('De PDF is als volgende aan de beurt.');
    expect((await ask('application/json', 'en', 'zip')).status).to.equal(404);
  });

  it('are told of page by page, with an end in sight', async () => {
    const told = { id: making.id, attempt: 1, itemId: id, pagesDone: 34, pagesTotal: 400 };
    const expectedAt = Date.now() + 121_000;
    await desk.server.parts.jobs.announce({ kind: 'making', making: { ...told, expectedAt } });
    await until(async () => (await standing())?.state === 'making');
    const problem = await ask('application/json');
    expect((await readJson<ProblemBody>(problem)).detail).to.equal(
      'The PDF is being made: page 34 of 400, ready in about 2 minutes.',
    );
    expect(Number(problem.headers.get('retry-after'))).to.be.within(60, 121);
    expect(await (await ask('text/html', 'nl')).text()).to.include(
      'pagina 34 van 400, klaar over ongeveer 2',
    );
  });

  it('are a to-do where they could not be made, and due again when somebody says so', async () => {
    const { parts } = desk.server;
    await commitWork(parts, making, { ok: false, reason: 'The disk is full.' });
    await commitWork(parts, making, { ok: false, reason: 'It came again.' });
    expect(await standing()).to.include({ state: 'failed', failure: 'The disk is full.' });
    const [event] = await parts.records.read((rows) => eventsOfItem(rows, id, 1));
    expect(event).to.include({ type: 'failure', detail: 'The PDF of revision 1: The disk is full.' });
    const problem = await ask('application/json');
    expect(problem.headers.get('retry-after')).to.equal('3600');
    expect((await readJson<ProblemBody>(problem)).detail).to.match(/^The PDF could not be made\./);

    const again = (client = desk.curator) => desk.post(`/api/items/${id}/downloads/pdf`, {}, client);
    expect((await again(desk.technician)).status).to.equal(403);
    expect((await again()).status).to.equal(202);
    expect(await standing()).to.include({ state: 'due', pagesDone: 0, failure: null });
    expect(await parts.jobs.isLive({ id: making.id, attempt: 2 })).to.be.true;
    // What the first attempt brings late is of no account.
    const outcome = { step: 'make-file', key: 'k', sizeBytes: 1, sha256: 'a'.repeat(64), pages: 3 } as const;
    await commitWork(parts, making, { ok: true, outcome });
    expect(await standing()).to.include({ state: 'due' });
  });

  it('are not made where they would be stored elsewhere than they belong', async () => {
    const { parts } = desk.server;
    const outcome = {
      step: 'make-file',
      key: 'other',
      sizeBytes: 1,
      sha256: 'a'.repeat(64),
      pages: 3,
    } as const;
    await commitWork(parts, { ...making, attempt: 2 }, { ok: true, outcome });
    expect((await standing())?.failure).to.equal('The file was not stored where it belongs.');
  });

  it('are closed with their item', async () => {
    const { edition } = await desk.server.item(id);
    const closing = await desk.change('PATCH', `/api/items/${id}`, { access: 'closed' }, `"${edition}"`);
    expect(closing.status).to.equal(200);
    expect((await ask('application/json')).status).to.equal(403);
  });

  it('are chosen by a curator, of what there is, and offered from the next revision on', async () => {
    const { id: other } = await desk.readyItem();
    const choose = (json: unknown, client = desk.curator) =>
      client.ask(`/api/items/${other}/downloads`, { method: 'PUT', json });
    expect((await choose({ kinds: ['zip'] }, desk.technician)).status).to.equal(403);
    expect((await choose({ kinds: ['epub'] })).status).to.equal(400);
    expect((await desk.post(`/api/items/${other}/downloads/zip`, {})).status).to.equal(409);
    expect((await desk.post(`/api/items/${other}/downloads/epub`, {})).status).to.equal(404);
    const offered = async () => {
      const answer = await fetch(`${desk.server.url}/iiif/presentation/${other}/manifest`);
      const { rendering = [] } = await readJson<{ rendering?: { format: string }[] }>(answer);
      return rendering.map(({ format }) => format);
    };
    await desk.publish(other);
    expect(await offered()).to.deep.equal(['application/pdf']);
    expect((await choose({ kinds: ['zip'] })).status).to.equal(200);
    expect(await offered()).to.deep.equal(['application/pdf']);
    await desk.publish(other);
    expect(await offered()).to.deep.equal(['application/zip']);
    await choose({ kinds: null });
    await desk.publish(other);
    expect(await offered()).to.deep.equal(['application/pdf']);
  });
});
