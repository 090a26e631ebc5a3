import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { untilAllHaveEnded } from '../../scripts/torture/until-all-have-ended.ts';
import { insertDueStep } from '../../storage/records/due-steps.ts';
import { addPages } from '../fixtures/ready-item.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';

describe('the end of a torture', function () {
  this.timeout(30_000);
  let server: TestServer;
  let place: { readonly data: string };
  before(async () => {
    server = await startTestServer();
    place = { data: server.dataDir };
  });
  after(() => server.stop());

  it('waits for what was taken in and not judged yet', async () => {
    const { id } = await server.makeItem();
    const { records } = server.parts;
    await addPages(records, id, [{ state: 'checking' }]);
    const [scan] = await records.read((rows) => rows.selectFrom('file_versions').select('id').execute());
    const due = { step: 'check-master', lane: 'station', at: Date.now() } as const;
    await records.write((rows) => insertDueStep(rows, { ...due, fileVersionId: scan!.id }));
    let isOver = false;
    const over = untilAllHaveEnded(place, 1, new AbortController().signal).then(() => {
      isOver = true;
    });
    await sleep(600);
    expect(isOver).to.equal(false);
    await records.write((rows) =>
      rows.updateTable('due_steps').set({ state: 'done', settled_at: Date.now() }).execute(),
    );
    await over;
  });

  it('waits for a file that is not there yet, until it is broken off', async () => {
    const broken = untilAllHaveEnded(place, 2, AbortSignal.timeout(600));
    expect(await broken.catch((fault: Error) => fault.name)).to.be.oneOf(['TimeoutError', 'AbortError']);
  });

  it('ends at once where nothing is due', async () => {
    await untilAllHaveEnded(place, 1, AbortSignal.timeout(5_000));
  });
});
