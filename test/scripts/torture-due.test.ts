import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { untilNothingIsDue } from '../../scripts/torture/until-nothing-is-due.ts';
import { insertDueStep } from '../../storage/records/due-steps.ts';
import { addPages } from '../fixtures/ready-item.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';

describe('the end of a torture', function () {
  this.timeout(30_000);
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.stop());

  it('waits for what was taken in and not judged yet', async () => {
    const { id } = await server.makeItem();
    const { records } = server.parts;
    await addPages(records, id, [{ state: 'checking' }]);
    const [scan] = await records.read((rows) => rows.selectFrom('file_versions').select('id').execute());
    const due = { step: 'check-master', lane: 'station', at: Date.now() } as const;
    await records.write((rows) => insertDueStep(rows, { ...due, fileVersionId: scan!.id }));
    const place = { data: server.dataDir };
    let isOver = false;
    const over = untilNothingIsDue(place, new AbortController().signal).then(() => {
      isOver = true;
    });
    await sleep(600);
    expect(isOver).to.equal(false);
    await records.write((rows) =>
      rows.updateTable('due_steps').set({ state: 'done', settled_at: Date.now() }).execute(),
    );
    await over;
  });

  it('ends at once where nothing is due, and when it is broken off', async () => {
    await untilNothingIsDue({ data: server.dataDir }, AbortSignal.timeout(5_000));
    await server.parts.records.write((rows) => rows.updateTable('due_steps').set({ state: 'due' }).execute());
    const broken = untilNothingIsDue({ data: server.dataDir }, AbortSignal.timeout(300));
    expect(await broken.catch((fault: Error) => fault.name)).to.be.oneOf(['TimeoutError', 'AbortError']);
  });
});
