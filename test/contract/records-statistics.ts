import { expect } from 'chai';
import type { FileState } from '../../model/file-version.ts';
import { newId } from '../../model/ids.ts';
import { insertCaptureSession, noteSession } from '../../storage/records/capture-sessions.ts';
import { insertDueStep, settleStep } from '../../storage/records/due-steps.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { insertFileVersion } from '../../storage/records/file-versions.ts';
import { insertFindings } from '../../storage/records/findings.ts';
import { insertItem } from '../../storage/records/items.ts';
import type { Records, Rows } from '../../storage/records/records.ts';
import { insertReview, noteUndone } from '../../storage/records/reviews.ts';
import { insertStation } from '../../storage/records/stations.ts';
import {
  arrivalsByQuarter,
  arrivalsBySender,
  findingsByRule,
  openSteps,
  QUARTER_MS,
  rejectionsByQuarter,
  secondsUntil,
  stationNames,
} from '../../storage/records/statistics.ts';
import { insertSurface } from '../../storage/records/surfaces.ts';
import { makeFile, makeItem, makeSurface } from '../fixtures/holdings.ts';

/** Long before anything else in these records. */
const FROM = Date.UTC(2010, 0, 1);
const SPAN = { from: FROM, until: FROM + 86_400_000 };
const FIRST = FROM / QUARTER_MS;
const REMARK = { rule: 'decode', severity: 'error', message: { en: 'Broken.', nl: 'Stuk.' } } as const;

/** What is counted for statistics. */
export function describeStatistics(records: () => Records): void {
  /** Adds a scan that arrived so long after midnight, was checked after some time, and cut after some more. */
  async function arrive(
    afterMs: number,
    patch: { state?: FileState; agent?: string; checkedMs?: number; cutMs?: number } = {},
  ) {
    const { state = 'ready', agent = 'somebody', checkedMs = 0, cutMs = 0 } = patch;
    const item = makeItem();
    const surface = makeSurface(item.id, 'p1');
    const at = FROM + afterMs;
    const file = makeFile(surface, { state, createdAt: at });
    const about = { itemId: item.id, surfaceId: surface.id, fileVersionId: file.id };
    await records().write(async (rows) => {
      await insertItem(rows, item);
      await insertSurface(rows, surface);
      await insertFileVersion(rows, file);
      await appendEvent(rows, { type: 'ingestion', detail: 'received', agent, ...about, at });
      await appendEvent(rows, { type: 'validation', detail: 'checked', agent: 'recto', ...about, at });
      await settle(rows, { id: file.id, step: 'check-master', from: at, until: at + checkedMs });
      await settle(rows, { id: file.id, step: 'cut-tiles', from: 0, until: at + checkedMs + cutMs });
    });
    return { ...about, file };
  }

  async function settle(
    rows: Rows,
    due: { id: string; step: 'check-master' | 'cut-tiles'; from: number; until: number },
  ) {
    const { id: fileVersionId, step, from: at, until } = due;
    await insertDueStep(rows, { fileVersionId, step, lane: 'station', at });
    const { id } = await rows
      .selectFrom('due_steps')
      .select('id')
      .where('file_version_id', '=', fileVersionId)
      .where('step', '=', step)
      .executeTakeFirstOrThrow();
    await settleStep(rows, id, 'done', until);
  }

  const ask = <T>(work: (rows: Rows) => Promise<T>) => records().read(work);

  before(async () => {
    await arrive(0, { checkedMs: 2_999, cutMs: 5_000 });
    await arrive(QUARTER_MS - 1, { checkedMs: 2_000, cutMs: 61_000, agent: 'another' });
    const rejected = await arrive(QUARTER_MS, { state: 'rejected', checkedMs: 3_000 });
    await records().write(async (rows) => {
      const warning = { ...REMARK, rule: 'blank', severity: 'warning' } as const;
      await insertFindings(rows, rejected.fileVersionId, [REMARK, REMARK, warning], FROM);
    });
    // On either side of the day, to the millisecond.
    await arrive(-1);
    await arrive(86_400_000);
  });

  it('counts what arrived by the quarter of an hour and by what became of it, from a moment until another', async () => {
    const found = await ask((rows) => arrivalsByQuarter(rows, SPAN));
    const inOrder = found.toSorted((one, other) => one.quarter - other.quarter);
    expect(inOrder).to.deep.equal([
      { quarter: FIRST, state: 'ready', count: 2 },
      { quarter: FIRST + 1, state: 'rejected', count: 1 },
    ]);
  });

  it('counts whole seconds of waiting, from the arrival to the verdict and from there to the tiles', async () => {
    const bySeconds = (one: { seconds: number }, other: { seconds: number }) => one.seconds - other.seconds;
    expect((await ask((rows) => secondsUntil(rows, 'verdict', SPAN))).toSorted(bySeconds)).to.deep.equal([
      { seconds: 2, count: 2 },
      { seconds: 3, count: 1 },
    ]);
    expect((await ask((rows) => secondsUntil(rows, 'ready', SPAN))).toSorted(bySeconds)).to.deep.equal([
      { seconds: 0, count: 1 },
      { seconds: 5, count: 1 },
      { seconds: 61, count: 1 },
    ]);
  });

  it('counts the scans of each rule, each scan once', async () => {
    const found = await ask((rows) => findingsByRule(rows, SPAN));
    expect(found).to.have.deep.members([
      { rule: 'decode', severity: 'error', count: 1 },
      { rule: 'blank', severity: 'warning', count: 1 },
    ]);
  });

  it('counts the scans of each sender, once however much happened to them', async () => {
    const found = await ask((rows) => arrivalsBySender(rows, SPAN));
    expect(found).to.have.deep.members([
      { stationId: null, agent: 'somebody', state: 'ready', count: 1 },
      { stationId: null, agent: 'another', state: 'ready', count: 1 },
      { stationId: null, agent: 'somebody', state: 'rejected', count: 1 },
    ]);
  });

  it('counts a scan of a session for its station, whoever sent it, and knows what that is called', async () => {
    const [stationId, sessionId] = [newId(), newId()];
    const name = `Reprotafel ${stationId}`;
    const two = [await arrive(2 * 86_400_000), await arrive(2 * 86_400_000, { agent: 'another' })];
    await records().write(async (rows) => {
      await insertStation(rows, { id: stationId, name, currentItemId: null, createdAt: 1 });
      const session = { id: sessionId, stationId, operator: 'Jo', device: 'Phase One' };
      await insertCaptureSession(rows, { ...session, startedAt: 1, endedAt: null });
      for (const { fileVersionId } of two) await noteSession(rows, fileVersionId, sessionId);
    });
    const span = { from: FROM + 2 * 86_400_000, until: FROM + 3 * 86_400_000 };
    expect(await ask((rows) => arrivalsBySender(rows, span))).to.deep.equal([
      { stationId, agent: null, state: 'ready', count: 2 },
    ]);
    expect([...(await ask((rows) => stationNames(rows, [stationId])))]).to.deep.equal([[stationId, name]]);
    expect((await ask((rows) => stationNames(rows, []))).size).to.equal(0);
  });

  it('counts rejections of people that stand, by reason', async () => {
    const { file: _, ...about } = await arrive(-5);
    const judge = async (verdict: 'passed' | 'rejected', reason: 'dirt' | null, afterMs: number) => {
      const id = newId();
      const review = { id, actId: newId(), ...about, verdict, reason, note: null, region: null };
      const at = FROM + afterMs;
      await records().write((rows) =>
        insertReview(rows, { ...review, stateBefore: 'captured', agent: 'a', at }),
      );
      return id;
    };
    await judge('rejected', 'dirt', 1);
    await judge('rejected', 'dirt', QUARTER_MS - 1);
    await judge('rejected', null, 2);
    await judge('passed', null, 3);
    const undone = await judge('rejected', 'dirt', 4);
    await records().write((rows) => noteUndone(rows, undone, FROM + 5));
    expect(await ask((rows) => rejectionsByQuarter(rows, SPAN))).to.have.deep.members([
      { quarter: FIRST, reason: 'dirt', count: 2 },
      { quarter: FIRST, reason: '', count: 1 },
    ]);
  });

  it('knows what is due, and since when', async () => {
    const { fileVersionId } = await arrive(-10);
    await records().write(async (rows) => {
      await rows.deleteFrom('due_steps').where('file_version_id', '=', fileVersionId).execute();
      await insertDueStep(rows, { fileVersionId, step: 'check-master', lane: 'bulk', at: 7 });
    });
    const due = (await ask(openSteps)).find(({ step, state }) => step === 'check-master' && state === 'due');
    expect(due?.oldestAt).to.be.at.most(7);
    expect(due?.count).to.be.at.least(1);
    await records().write((rows) =>
      rows.deleteFrom('due_steps').where('file_version_id', '=', fileVersionId).execute(),
    );
  });
}
