import { expect } from 'chai';
import type { QueueView, StandCard, StandSearch } from '../../model/copy-stand.ts';
import { paceOf } from '../../server/copy-stand/queue.ts';
import { openDesk } from '../fixtures/desk.ts';
import { readJson } from '../fixtures/server.ts';
import { standAt } from '../fixtures/stand.ts';

const CUT_OFF = {
  rule: 'decode',
  severity: 'error',
  message: { en: 'Line 1,431 onwards is black.', nl: 'Vanaf regel 1.431 is hij zwart.' },
} as const;

describe('the copy stand, over HTTP', function () {
  this.timeout(30_000);
  const desk = openDesk();
  const { change, detailOf, eventsOf } = desk;
  const stand = () => standAt(desk.server, desk.technician);
  const sentences = async (id: string) => (await stand().progress(id)).todo.map(({ en }) => en);

  it('finds an item by its reference, whatever stands between its parts, and else what is called nearly so', async () => {
    const { id } = await desk.technician.makeItem('ARCH00861.1');
    const notes = { expectedCount: 48, handlingNotes: 'Losse bladen.' };
    await change('PATCH', `/api/items/${id}`, notes, '"1"');
    const search = async (reference: string) =>
      readJson<StandSearch>(
        await desk.technician.ask(`/api/copy-stand/card?reference=${encodeURIComponent(reference)}`),
      );
    for (const typed of ['ARCH00861.1', ' ARCH00861 1 ', 'ARCH00861/1'])
      expect((await search(typed)).card).to.deep.include({ id, reference: 'ARCH00861.1', ...notes });
    const none = await search('ARCH00861');
    expect([none.card, none.similar.map(({ reference }) => reference)]).to.deep.equal([
      null,
      ['ARCH00861.1'],
    ]);
    expect((await search('nothing like it')).similar).to.deep.equal([]);
    const card = await desk.technician.ask(`/api/copy-stand/items/${id}`);
    expect(await readJson<StandCard>(card)).to.deep.include({ id, kind: 'manuscript', elsewhere: null });
  });

  it('is finished when every side is there and good, and not before', async () => {
    const { send, judge, count, finish, progress } = stand();
    const { id } = await desk.technician.makeItem();
    await count(id, 3);
    const [first, second] = [await send(id, 'p1.tif'), await send(id, 'p3.tif')];
    expect(await sentences(id)).to.deep.equal([
      '1 side is missing: p2. Scan it.',
      'Still coming in or being checked: p1, p3.',
    ]);
    await judge(first, 'accepted');
    await judge(second, 'rejected', [CUT_OFF]);
    const refused = await finish(id);
    expect([refused.status, await detailOf(refused)]).to.deep.equal([
      409,
      '1 side is missing: p2. Scan it. p3 was rejected. Line 1,431 onwards is black.',
    ]);
    await judge(await send(id, 'p2.tif'), 'ready');
    await judge(await send(id, 'p3.tif', 'once more'), 'deriving');
    expect(await progress(id)).to.deep.include({ received: 3, expected: 3, todo: [], finished: null });
    // Two people at once: one of them did it, and to both it is done.
    const both = await Promise.all([finish(id), finish(id)]);
    expect(both.map(({ status }) => status)).to.deep.equal([200, 200]);
    expect((await progress(id)).finished?.by).to.equal('test technician');
    const events = (await eventsOf(id)).filter(({ type }) => type === 'completion');
    expect(events.map(({ detail }) => detail)).to.deep.equal(['Finished: 3 of 3 sides are there and good.']);
  });

  it('says before it is finished which pages have warnings, and of which kind', async () => {
    const { send, judge, count, finish, progress, take } = stand();
    const { id } = await desk.technician.makeItem();
    await count(id, 3);
    const warned = async () => (await progress(id)).warnings.map(({ en }) => en);
    const warning = (rule: string) => ({ ...CUT_OFF, rule, severity: 'warning' as const });
    await judge(await send(id, 'x_0011.tif'), 'ready');
    expect(await warned()).to.deep.equal([]);
    await judge(await send(id, 'x_0012.tif'), 'accepted', [warning('blank')]);
    await judge(await send(id, 'x_0013.tif'), 'ready', [warning('near-duplicate'), warning('blank')]);
    expect((await progress(id)).todo).to.deep.equal([]);
    expect(await warned()).to.deep.equal([
      '2 pages have warnings. Look at them before you finish. Blank page: 0012, 0013. Scanned twice: 0013.',
    ]);
    // A good scan in its place has none, and neither has one that was taken back.
    await judge(await send(id, 'x_0013.tif', 'again'), 'ready');
    expect(await warned()).to.deep.equal([
      '1 page has a warning. Look at it before you finish. Blank page: 0012.',
    ]);
    expect((await finish(id)).status).to.equal(200);
    await take(await send(id, 'x_0012.tif'), 'take-back');
    expect(await warned()).to.deep.equal([]);
  });

  it('is not finished while two of its sides are the very same file', async () => {
    const { send, judge, count, finish, progress, take } = stand();
    const { id } = await desk.technician.makeItem();
    await count(id, 2);
    await judge(await send(id, 'p1.tif', 'one page'), 'ready');
    const copy = await send(id, 'p2.tif', 'one page');
    await judge(copy, 'ready');
    expect(await progress(id)).to.deep.include({ received: 1, expected: 2 });
    const refused = await finish(id);
    expect([refused.status, await detailOf(refused)]).to.deep.equal([
      409,
      'p1 and p2 are the very same file, so one of the two sides was not scanned. Scan that one under its name, or take it back.',
    ]);
    await take(copy, 'take-back');
    expect(await sentences(id)).to.deep.equal(['1 side is missing: p2. Scan it.']);
    await judge(await send(id, 'p2.tif', 'another page'), 'ready');
    expect((await finish(id)).status).to.equal(200);
  });

  it('opens again when something comes after all, or is taken back, and says so', async () => {
    const { send, judge, count, finish, progress, take } = stand();
    const { id } = await desk.technician.makeItem();
    await count(id, 1);
    await judge(await send(id, 'p1.tif'), 'ready');
    expect((await finish(id)).status).to.equal(200);
    // The very same file changes nothing.
    await send(id, 'p1.tif');
    expect((await progress(id)).finished).to.not.equal(null);
    const late = await send(id, 'p2.tif');
    expect((await progress(id)).finished).to.equal(null);
    expect((await eventsOf(id)).find(({ type }) => type === 'completion')).to.include({
      outcome: 'failure',
      detail: 'p2 came in after the end.',
    });
    await take(late, 'take-back');
    expect((await finish(id)).status).to.equal(200);
    await take(late, 'count-again');
    expect(await sentences(id)).to.have.length(2);
  });

  it('takes the last scan back: its side is left out, or shows the scan before; nothing is removed', async () => {
    const { send, judge, take, strip } = stand();
    const { id } = await desk.technician.makeItem();
    const first = await send(id, 'p1.tif', 'one');
    await judge(first, 'ready');
    const second = await send(id, 'p1.tif', 'two');
    await judge(second, 'rejected', [CUT_OFF]);
    const entries = async () =>
      (await strip(id)).entries.map((one) => [one.version, one.state, one.isUndone, one.isLatest]);
    expect((await take(second, 'take-back')).status).to.equal(200);
    await take(second, 'take-back');
    expect(await entries()).to.deep.equal([
      [2, 'rejected', true, false],
      [1, 'ready', false, true],
    ]);
    await take(first, 'take-back');
    const [side] = (await desk.technician.item(id)).surfaces;
    expect([side?.state, side?.versions.length]).to.deep.equal(['suppressed', 2]);
    // A page that was taken back altogether and is scanned again counts again.
    await judge(await send(id, 'p1.tif', 'three'), 'accepted');
    expect((await stand().progress(id)).received).to.equal(1);
    // So do bytes that had been taken back and are sent once more.
    await take((await strip(id)).entries[0]?.id ?? '', 'take-back');
    await send(id, 'p1.tif', 'one');
    expect((await desk.technician.item(id)).surfaces[0]?.state).to.equal('captured');
    expect((await take('00000000-0000-7000-8000-000000000000', 'take-back')).status).to.equal(404);
  });

  it('tells after a look only what has changed since, with the sentences', async () => {
    const { send, judge, strip } = stand();
    const { id } = await desk.technician.makeItem();
    const file = await send(id, 'p1.tif');
    const { cursor } = await strip(id);
    expect((await strip(id, `after=${cursor + 60_000}`)).entries).to.deep.equal([]);
    await judge(file, 'rejected', [CUT_OFF]);
    const later = await strip(id, `after=${cursor}`);
    expect(later.entries).to.have.length(1);
    expect(later.entries[0]).to.deep.include({ id: file, state: 'rejected', sentences: [CUT_OFF.message] });
    expect(later.cursor).to.be.at.least(cursor);
    expect((await desk.technician.ask(`/api/copy-stand/items/${id}/strip?after=x`)).status).to.equal(400);
  });

  it('tells of everything that changed since a look, also when workers come back to a hundred and more', async () => {
    const { strip } = stand();
    const { id } = await desk.readyItem(Array.from({ length: 120 }, () => ({ state: 'rejected' as const })));
    expect((await strip(id)).entries).to.have.length(100);
    expect((await strip(id, 'after=1')).entries).to.have.length(120);
  });

  it('says what waits to be checked, where an item stands among it, and how long it takes', async () => {
    const { send } = stand();
    const [before, own] = [await desk.technician.makeItem(), await desk.technician.makeItem()];
    await send(before.id, 'p1.tif');
    await send(own.id, 'p1.tif');
    const queue = async (search: string) =>
      readJson<QueueView>(await desk.technician.ask(`/api/queue${search}`));
    const all = await queue('');
    const mine = await queue(`?item=${own.id}`);
    expect(mine).to.deep.include({ checks: all.checks, own: 1, position: all.checks, estimateMs: null });
    expect(await queue(`?item=${before.id}`)).to.deep.include({ own: 1, position: all.checks - 1 });
  });

  it('reckons the pace from steps that waited for one another, and not from idle hours', () => {
    const done = [
      { dueAt: 0, endedAt: 2_000 },
      { dueAt: 0, endedAt: 4_000 },
      { dueAt: 3_600_000, endedAt: 3_602_000 },
    ];
    expect(paceOf(done)).to.equal(2_000);
    expect(paceOf(done.toReversed())).to.equal(2_000);
    expect(paceOf(done.slice(1))).to.equal(null);
  });
});
