import { expect } from 'chai';
import { readBatchList } from '../../intake/batch-list.ts';
import { assessBatch, assessInSteps } from '../../intake/batch-report.ts';
import { assess, inTurns } from '../../server/batches/assess.ts';
import { insertBatch } from '../../storage/records/batches.ts';
import { insertExpectedFiles } from '../../storage/records/expected-files.ts';
import { pageOf, tableOf } from '../fixtures/delivery.ts';
import { openDesk } from '../fixtures/desk.ts';
import { makeDelivery } from '../fixtures/sampled.ts';

describe('a large delivery', () => {
  const desk = openDesk();
  const head = { list: 'list.csv', name: 'A', checkedAt: 1 };

  it('is judged rule by rule, with others in between, and as if it were all at once', async () => {
    const pages = [pageOf(1, 1), pageOf(1, 2), pageOf(2, 1)];
    const read = readBatchList(tableOf(pages), { kind: 'concordance' });
    const came = { kind: 'concordance', files: [], scans: [], isAwaited: false } as const;
    let turns = 0;
    const count = (): void => {
      turns += 1;
      next = setImmediate(count);
    };
    let next = setImmediate(count);
    const judged = await inTurns(assessInSteps(head, read, came));
    clearImmediate(next);
    expect(turns).to.be.greaterThan(10);
    expect(judged).to.deep.equal(assessBatch(head, read, came));
  });

  it('of more files than are read at once is read whole', async () => {
    const { records } = desk.server.parts;
    const batch = makeDelivery();
    const files = Array.from({ length: 12_001 }, (_, number) => ({
      ...({ batchId: batch.id, number, path: `A/${number}.tif`, use: 'master', objectNumber: '1' } as const),
      ...{ itemId: null, surfaceId: null, hasArrived: false },
    }));
    await records.write(async (rows) => {
      await insertBatch(rows, batch);
      await insertExpectedFiles(rows, files);
    });
    expect((await assess(desk.server.parts, batch)).expected.size).to.equal(12_001);
  });

  it('can have a wrong name for each of a hundred thousand files', () => {
    const pages = Array.from({ length: 100_000 }, (_, at) => `1,x,/A/master/1/p_${at + 1}.tif,${at + 1}`);
    const list = ['objnr,ID,master,volgnr', ...pages.slice(0, 99_999)].join('\n');
    const read = readBatchList(list, { kind: 'concordance' });
    const files = read.list.map(({ path }) => ({
      ...{ path: path.replace('p_', 'p-'), sizeBytes: 5_000 },
      format: undefined,
    }));
    const came = { kind: 'concordance', files, scans: [], isAwaited: false } as const;
    expect(assessBatch(head, read, came).progress.misnamed).to.have.length(99_999);
  }).timeout(60_000);
});
