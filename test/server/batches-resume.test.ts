import { expect } from 'chai';
import type { BatchView } from '../../model/batch.ts';
import { storeList } from '../../server/batches/lists.ts';
import { beginList } from '../../storage/records/batches.ts';
import { untilOpen } from '../fixtures/deliver-folder.ts';
import { pageOf, tableOf } from '../fixtures/delivery.ts';
import { readJson, startTestServer, type TestServer } from '../fixtures/server.ts';

describe('a list that is being applied', () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server?.stop());

  it('goes on after the server was killed in it, and makes everything once', async () => {
    const pages = Array.from({ length: 3_000 }, (_, at) => ({
      ...pageOf(1 + (at % 3), 1 + at),
      level1: '',
      text: '',
    }));
    const json = { code: 'long', kind: 'concordance', supplier: '' };
    const { id } = await readJson<BatchView>(await server.ask('/api/batches', { method: 'POST', json }));
    // As a process leaves it that is killed right after it has taken the list.
    const bytes = Buffer.from(tableOf(pages));
    const list = {
      name: 'long.csv',
      sha256: await storeList(server.parts, bytes),
      reading: { kind: 'concordance' },
      givenBy: 'somebody',
    } as const;
    await server.parts.records.write((rows) => beginList(rows, id, ['new'], { list, files: pages.length }));
    const given = { method: 'POST', body: bytes };
    expect((await server.ask(`/api/batches/${id}/list?dry=0`, given)).status).to.equal(409);
    server = await server.restart();
    const open = await untilOpen(server, id);
    expect(open.list).to.include({ files: 3_000, applied: 3_000 });
    expect(open.counts).to.include({ expected: 3_000, missing: 3_000 });
    const items = open.objects.map(({ itemId }) => itemId ?? '');
    expect(new Set(items).size).to.equal(3);
    for (const item of items) expect((await server.item(item)).surfaces).to.have.length(1_000);
  }).timeout(90_000);
});
