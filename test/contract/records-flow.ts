import { expect } from 'chai';
import type { Derivative } from '../../model/file-version.ts';
import type { Finding } from '../../model/finding.ts';
import { newId } from '../../model/ids.ts';
import type { Upload } from '../../model/upload.ts';
import { insertDerivative } from '../../storage/records/derivatives.ts';
import { dueSteps, insertDueStep, retryStep, settleStep } from '../../storage/records/due-steps.ts';
import { nextOpening, openedByThen } from '../../storage/records/embargoes.ts';
import { appendEvent, eventsOfItem } from '../../storage/records/events.ts';
import {
  findFileVersion,
  findImageSource,
  findPublishedVersion,
  moveState,
  notePublished,
} from '../../storage/records/file-versions.ts';
import { findingsOfItem, insertFindings } from '../../storage/records/findings.ts';
import { insertItem, setPublication, updateItem } from '../../storage/records/items.ts';
import type { Records } from '../../storage/records/records.ts';
import {
  findRevision,
  insertRevision,
  publishedItems,
  revisionsOf,
} from '../../storage/records/revisions.ts';
import { searchItems } from '../../storage/records/search-items.ts';
import { updateSurface } from '../../storage/records/surfaces.ts';
import { findUpload, insertUpload, openUploads, settleUpload } from '../../storage/records/uploads.ts';
import { faultOf, makeItem, SHA, store } from '../fixtures/holdings.ts';

/** What happens to a file on its way. */
export function describeFlow(records: () => Records): void {
  it('moves a file from one state to the next once', async () => {
    const { file } = await store(records());
    const move = () =>
      records().write((rows) =>
        moveState(rows, file.id, ['received', 'checking'], { state: 'accepted', at: 9 }),
      );
    expect([await move(), await move()]).to.deep.equal([true, false]);
    const now = await records().read((rows) => findFileVersion(rows, file.id));
    expect(now).to.deep.equal({ ...file, state: 'accepted', updatedAt: 9 });
  });

  it('keeps a step due until it is settled, and settles it once', async () => {
    const { file } = await store(records());
    const due = { fileVersionId: file.id, step: 'check-master', lane: 'station', at: 1 } as const;
    await records().write(async (rows) => {
      await insertDueStep(rows, due);
      await insertDueStep(rows, due);
    });
    const mine = async () =>
      (await records().read((rows) => dueSteps(rows, '', 1_000))).filter(
        (one) => one.input.fileVersionId === file.id,
      );
    const steps = await mine();
    expect(steps).to.have.length(1);
    const [step] = steps;
    expect(step?.input).to.include({ sha256: SHA, sizeBytes: 5_000_000_000, originalName: 'p1.tif' });
    const settle = () => records().write((rows) => settleStep(rows, step!.id, 'failed', 2));
    expect([await settle(), await settle(), (await mine()).length]).to.deep.equal([true, false, 0]);
    expect(await records().write((rows) => retryStep(rows, file.id, 3))).to.equal('check-master');
    expect((await mine()).map((one) => one.attempt)).to.deep.equal([2]);
  });

  it('keeps events in the order in which they happened', async () => {
    const { item } = await store(records());
    for (const detail of ['one', 'two', 'three']) {
      await records().write((rows) =>
        appendEvent(rows, { type: 'validation', detail, agent: 'recto', itemId: item.id, at: 1 }),
      );
    }
    const events = await records().read((rows) => eventsOfItem(rows, item.id, 2));
    expect(events.map((event) => event.detail)).to.deep.equal(['three', 'two']);
    expect(events[0]!.seq).to.be.greaterThan(events[1]!.seq);
  });

  it('gives findings back whole, errors before warnings', async () => {
    const { item, file } = await store(records());
    const warning = {
      rule: 'pages',
      severity: 'warning',
      message: { en: 'Two pages.', nl: 'Twee.' },
    } as const;
    const error: Finding = {
      rule: 'decode',
      severity: 'error' as const,
      message: { en: 'Broken.', nl: 'Stuk.' },
      value: '3',
      expected: '48',
      region: { x: 0, y: 1, width: 2, height: 3 },
    };
    await records().write((rows) => insertFindings(rows, file.id, [warning, error], 1));
    const found = await records().read((rows) => findingsOfItem(rows, item.id));
    expect(found.get(file.id)).to.deep.equal([error, warning]);
  });

  it('settles an upload once, and lists those still coming', async () => {
    const { item } = await store(records());
    const upload: Upload = {
      id: newId(),
      itemId: item.id,
      fileName: 'p1.tif',
      sizeBytes: 3,
      sha256: SHA,
      state: 'receiving' as const,
      detail: null,
      fileVersionId: null,
      sessionId: null,
      stationId: null,
      agent: 'x',
      createdAt: 1,
      finishedAt: null,
    };
    await records().write((rows) => insertUpload(rows, upload));
    const open = async () => (await records().read(openUploads)).some((one) => one.id === upload.id);
    expect(await open()).to.equal(true);
    const end = { state: 'refused', detail: 'The bytes differ.', fileVersionId: null, at: 4 } as const;
    const settle = () => records().write((rows) => settleUpload(rows, upload.id, end));
    expect([await settle(), await settle(), await open()]).to.deep.equal([true, false, false]);
    const found = await records().read((rows) => findUpload(rows, upload.id));
    expect(found).to.include({ state: 'refused', detail: 'The bytes differ.', finishedAt: 4 });
  });
}

/** What lists and services ask for. */
export function describeFinding(records: () => Records): void {
  it('finds items by any word of reference, label or summary, and nothing by signs alone', async () => {
    const mark = newId().replaceAll('-', '');
    const item = makeItem({ reference: `${mark} 50%_x`, label: { de: ['Flugblatt Übergröße'] } });
    await records().write((rows) => insertItem(rows, item));
    const search = async (query: string) =>
      (await records().read((rows) => searchItems(rows, { query, limit: 10, offset: 0 }))).items.map(
        (one) => one.item.id,
      );
    expect(await search(`${mark} übergröße`)).to.deep.equal([item.id]);
    expect(await search(`${mark} 50%_`)).to.deep.equal([item.id]);
    expect(await search(`${mark} 51`)).to.deep.equal([]);
    expect(await search('%')).to.deep.equal([]);
  });

  it('asks the database for a state as the model derives it', async () => {
    const stuck = await store(records(), { state: 'rejected' });
    const busy = await store(records(), { state: 'deriving' });
    const done = await store(records(), { state: 'ready' });
    const out = await store(records(), { state: 'ready' });
    const gone = await store(records(), { state: 'ready' });
    const empty = makeItem();
    await records().write(async (rows) => {
      await insertItem(rows, empty);
      await setPublication(rows, out.item.id, { publishedRevision: 1, withdrawnAt: null }, 5);
      await setPublication(rows, gone.item.id, { publishedRevision: 1, withdrawnAt: 5 }, 5);
    });
    const expected = [
      ...([
        ['attention', stuck.item.id],
        ['capturing', busy.item.id],
        ['in_qa', done.item.id],
      ] as const),
      ...([
        ['published', out.item.id],
        ['withdrawn', gone.item.id],
        ['registered', empty.id],
      ] as const),
    ];
    const ids = expected.map(([, id]) => id);
    for (const [state, id] of expected) {
      const { items, total } = await records().read((rows) =>
        searchItems(rows, { state, limit: 500, offset: 0 }),
      );
      expect(
        items.map((one) => one.item.id).filter((one) => ids.includes(one)),
        state,
      ).to.deep.equal([id]);
      expect(total).to.equal(items.length);
    }
  });

  it('finds what an image service serves: the version named, or the current one', async () => {
    const { item, surface, file } = await store(records(), { state: 'ready' });
    expect(
      await records().read((rows) => findImageSource(rows, { surfaceId: surface.id, version: 1 })),
    ).to.equal(undefined);
    const pack: Derivative = {
      id: newId(),
      fileVersionId: file.id,
      kind: 'tile-pack' as const,
      recipe: 'r',
      key: 'packs/x.zip',
      sizeBytes: 6_000_000_000,
      sha256: SHA,
      width: 1003,
      height: 707,
      tileSize: 512,
      directoryOffset: 5,
      directoryBytes: 6,
      createdAt: 1,
    };
    await records().write((rows) => insertDerivative(rows, pack));
    const find = (version: number | undefined) =>
      records().read((rows) => findImageSource(rows, { surfaceId: surface.id, version }));
    expect(await find(1)).to.include({
      itemId: item.id,
      packKey: 'packs/x.zip',
      width: 1003,
      packBytes: 6_000_000_000,
    });
    expect(await find(2)).to.equal(undefined);
    expect(await find(undefined)).to.equal(undefined);
    await records().write((rows) => updateSurface(rows, surface.id, { currentVersionId: file.id }));
    expect(await find(undefined)).to.include({
      version: 1,
      publishedRevision: null,
      versionPublishedAt: null,
    });
    const published = () => records().read((rows) => findPublishedVersion(rows, surface.id));
    expect(await published()).to.equal(undefined);
    await records().write((rows) => notePublished(rows, file.id, 7));
    expect([await published(), (await find(1))?.versionPublishedAt]).to.deep.equal([1, 7]);
  });

  it('keeps revisions, and lists what is public', async () => {
    const { item } = await store(records(), { state: 'ready' });
    const hidden = await store(records(), { state: 'ready' }, { access: 'closed' });
    const revision = (n: number, itemId: string) => ({
      itemId,
      revision: n,
      key: `revisions/${n}`,
      sha256: SHA,
      sizeBytes: 9,
      note: 'eerste',
      label: { nl: [`uitgave ${n}`] },
      publishedBy: 'x',
      publishedAt: n,
      override: n === 1 ? null : { reason: 'Haast.', gates: ['without-rights' as const] },
    });
    await records().write(async (rows) => {
      for (const id of [item.id, hidden.item.id]) {
        await insertRevision(rows, revision(1, id));
        await setPublication(rows, id, { publishedRevision: 1, withdrawnAt: null }, 5);
      }
      await insertRevision(rows, revision(2, item.id));
    });
    expect(
      (await faultOf(records().write((rows) => insertRevision(rows, revision(2, item.id))))).code,
    ).to.equal('conflict');
    expect(
      (await records().read((rows) => revisionsOf(rows, item.id))).map((one) => one.revision),
    ).to.deep.equal([2, 1]);
    for (const n of [1, 2])
      expect(await records().read((rows) => findRevision(rows, item.id, n))).to.deep.equal(
        revision(n, item.id),
      );
    const published = (await records().read((rows) => publishedItems(rows, Date.now()))).map((one) => one.id);
    expect(published).to.include(item.id).and.not.include(hidden.item.id);
    await records().write((rows) => updateItem(rows, item, { embargoUntil: 70 }, 5));
    const seenAt = async (at: number) =>
      (await records().read((rows) => publishedItems(rows, at))).some(({ id }) => id === item.id);
    expect([await seenAt(69), await seenAt(70)]).to.deep.equal([false, true]);
    expect(await records().read((rows) => nextOpening(rows, 60))).to.equal(70);
    expect(await records().read((rows) => openedByThen(rows, 69, 9))).to.not.include(item.id);
    expect(await records().read((rows) => openedByThen(rows, 70, 9))).to.include(item.id);
  });
}
