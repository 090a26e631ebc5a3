import { expect } from 'chai';
import type { BatchView } from '../../model/batch.ts';
import { resumeLists, settleLists } from '../../server/actions/apply-list.ts';
import { storeList } from '../../server/batches/lists.ts';
import { advanceList, beginList, findBatch } from '../../storage/records/batches.ts';
import { readBatchView, untilOpen } from '../fixtures/deliver-folder.ts';
import { pageOf, tableOf } from '../fixtures/delivery.ts';
import { openDesk } from '../fixtures/desk.ts';
import { readJson } from '../fixtures/server.ts';
import { sha256Of } from '../fixtures/tus.ts';

describe('a list in trouble', () => {
  const desk = openDesk();
  const tableFor = (archive: string, pages = [pageOf(1, 1), pageOf(1, 2)]) =>
    Buffer.from(tableOf(pages).replaceAll('ARCH00860', archive));
  const open = async (code: string) =>
    readJson<BatchView>(await desk.post('/api/batches', { code, kind: 'concordance' }));
  const give = (id: string, bytes: Buffer, query = '', client = desk.curator) =>
    client.ask(`/api/batches/${id}/list?dry=0&name=list.csv&${query}`, {
      method: 'POST',
      body: new Uint8Array(bytes),
    });
  /** A list whose text the store does not give, and what the page says of it. */
  async function stuck(code: string, bytes: Buffer, files: number): Promise<BatchView> {
    const { id } = await open(code);
    const [name, reading] = ['lost.csv', { kind: 'concordance' }] as const;
    const list = { name, reading, sha256: sha256Of(bytes), givenBy: 'somebody' };
    await desk.server.parts.records.write((rows) => beginList(rows, id, ['new'], { list, files }));
    await resumeLists(desk.server.parts);
    await settleLists();
    return readBatchView(desk.curator, id);
  }
  const failureOf = async (id: string) =>
    (await desk.server.parts.records.read((rows) => findBatch(rows, id)))?.listFailure;

  it('says why it does not go on, and goes on when it is tried again', async () => {
    const bytes = tableFor('ARCHLT');
    const { id } = await stuck('ARCHLT', bytes, 6);
    expect(await failureOf(id))
      .to.be.a('string')
      .and.not.equal('');
    const seen = await readBatchView(desk.curator, id);
    expect([seen.state, seen.list?.failure]).to.deep.equal(['filling', await failureOf(id)]);
    await storeList(desk.server.parts, bytes);
    const answer = await desk.post(`/api/batches/${id}/list/retry`, {});
    expect(answer.status).to.equal(200);
    const done = await untilOpen(desk.curator, id);
    expect([done.list?.applied, done.list?.failure]).to.deep.equal([6, null]);
  });

  it('can be given up: what was made of it stays, and another list uses it', async () => {
    const bytes = tableFor('ARCHLG');
    const { id } = await stuck('ARCHLG', bytes, 6);
    await desk.server.parts.records.write(async (rows) => {
      const { list = null } = (await findBatch(rows, id)) ?? {};
      await advanceList(rows, { id, list, listFiles: 6 }, 0, 4);
    });
    const made = await desk.technician.makeItem('ARCHLG.1');
    const giveUp = (client = desk.curator) => client.ask(`/api/batches/${id}/list`, { method: 'DELETE' });
    expect((await giveUp(desk.technician)).status).to.equal(403);
    const left = await readJson<BatchView>(await giveUp());
    expect([left.state, left.list, left.counts.expected]).to.deep.equal(['new', null, 0]);
    expect((await giveUp()).status).to.equal(409);
    const event = await desk.server.parts.records.read((rows) =>
      rows
        .selectFrom('events')
        .select('detail')
        .where('detail', 'like', '%ARCHLG%given up%')
        .executeTakeFirst(),
    );
    expect(event?.detail).to.include('4 of 6 files had been read in, and what was made of them stays.');
    expect((await give(id, bytes)).status).to.equal(202);
    const open = await untilOpen(desk.curator, id);
    expect(open.objects[0]?.itemId).to.equal(made.id);
  });

  it('of two that are given at once is one, and the other is told so in words', async () => {
    const { id } = await open('ARCHL2');
    const other = await desk.server.as('curator');
    const lists = [tableFor('ARCHL2'), tableFor('ARCHL2', [pageOf(1, 1)])];
    const answers = await Promise.all(
      lists.map((bytes, at) => give(id, bytes, 'replaces=none', at === 0 ? desk.curator : other)),
    );
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([202, 409]);
    const lost = answers.find(({ status }) => status === 409);
    expect(lost && (await desk.detailOf(lost))).to.match(/is being applied|Somebody else has given/);
    const { list } = await untilOpen(desk.curator, id);
    const won = lists[answers.findIndex(({ status }) => status === 202)] ?? Buffer.alloc(0);
    expect(list?.sha256).to.equal(sha256Of(won));
    // Also when the first is in already, where the second was chosen before.
    const late = await give(id, lists[0] ?? Buffer.alloc(0), 'replaces=none', other);
    expect([late.status, await desk.detailOf(late)]).to.deep.equal([
      409,
      'Somebody else has given this delivery the list list.csv meanwhile. Look at it first; if yours is the right one, give it again.',
    ]);
    expect((await give(id, lists[0] ?? Buffer.alloc(0), `replaces=${list?.sha256}`)).status).to.equal(202);
    await untilOpen(desk.curator, id);
  });
});
