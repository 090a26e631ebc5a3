import { expect } from 'chai';
import type { SafeView } from '../../model/copy-stand.ts';
import { newId } from '../../model/ids.ts';
import type { HeldReport, WatchReport, WatchView } from '../../model/station-watch.ts';
import { SILENT_AFTER_MS } from '../../server/stations/watch-view.ts';
import { saveStationWatch, watchesOfStation } from '../../storage/records/station-watches.ts';
import { bindToken } from '../../storage/records/stations.ts';
import { openDesk } from '../fixtures/desk.ts';
import { readJson, type TestClient } from '../fixtures/server.ts';
import { openStationDay } from '../fixtures/station-day.ts';

const HOUR_MS = 3_600_000;
const KEY = 'a'.repeat(32);
const unknown: HeldReport = { name: 'X1/a.tif', reason: 'unknown-item', values: ['X1'], forMs: 60_000 };
const part: HeldReport = { name: 'b.tif', reason: 'incomplete', values: [], forMs: 5_000 };

describe('what a watch tells of its folder', function () {
  this.timeout(60_000);
  const desk = openDesk();

  /** A station with somebody at work, and its computer. */
  async function open() {
    const day = await openStationDay(desk);
    const { token, secret } = await readJson<{ token: { id: string }; secret: string }>(
      await desk.server.ask('/api/tokens', { method: 'POST', json: { name: 'pc', role: 'technician' } }),
    );
    await desk.server.parts.records.write((rows) => bindToken(rows, token.id, day.id));
    const ask: TestClient['ask'] = (path, init = {}) =>
      desk.server.ask(path, { ...init, headers: { ...init.headers, authorization: `Bearer ${secret}` } });
    const calm = { folder: '/srv/capture', isAway: false, isEnding: false, waiting: 0, sending: 0 };
    return {
      ...day,
      tokenId: token.id,
      tell: (patch: Partial<WatchReport> = {}, key = KEY) => {
        const held = patch.held ?? [];
        const json = { ...calm, heldCount: held.length, ...patch, held };
        return ask(`/api/stations/own/watches/${key}`, { method: 'PUT', json });
      },
      watches: async () =>
        (
          await readJson<{ watches: WatchView[] }>(
            await desk.technician.ask(`/api/stations/${day.id}/watches`),
          )
        ).watches,
      /** What is to be done of a day that was over so many milliseconds ago, in English. */
      daysBefore: async (ms: number) => {
        const [until, station] = [Date.now() - ms, day.id];
        const span = `station=${station}&from=${until - HOUR_MS}&until=${until}`;
        const view = await readJson<SafeView>(await desk.technician.ask(`/api/copy-stand/safe?${span}`));
        return view.todo.map(({ en }) => en);
      },
      forget: (id: string) => desk.technician.ask(`/api/station-watches/${id}`, { method: 'DELETE' }),
      /** As if it had not been heard of for a while. */
      silence: () =>
        desk.server.parts.records.write(async (rows) => {
          for (const watch of await watchesOfStation(rows, day.id, 9))
            await saveStationWatch(rows, { ...watch, heardAt: watch.heardAt - SILENT_AFTER_MS - 1 });
        }),
    };
  }

  it('is seen at its station with sentences in both languages, and replaced by what it tells next', async () => {
    const { tell, watches } = await open();
    expect(await watches()).to.deep.equal([]);
    const before = Date.now();
    expect((await tell({ held: [unknown, part], waiting: 2 })).status).to.equal(204);
    const [watch] = await watches();
    expect(watch).to.include({ folder: '/srv/capture', state: 'watching', waiting: 2, heldCount: 2 });
    const [first, second] = watch?.held ?? [];
    expect(first).to.include({ name: 'X1/a.tif', needsPerson: true });
    expect(first?.since).to.be.within(before - 60_000, Date.now() - 60_000);
    expect(first?.sentence).to.deep.equal({
      en: 'There is no item X1. Make it in Recto, or correct the name.',
      nl: 'Er is geen object X1. Maak het in Recto, of verbeter de naam.',
    });
    expect(second?.needsPerson).to.equal(false);
    await tell({ isAway: true });
    expect(await watches()).to.have.length(1);
    expect((await watches())[0]).to.include({ id: watch?.id, state: 'away', heldCount: 0, waiting: 0 });
    await tell({ isEnding: true });
    expect((await watches())[0]?.state).to.equal('ended');
    await tell();
    expect((await watches())[0]?.state).to.equal('watching');
  });

  it('keeps the card from being called safe while files are held, wait, or lie where nobody watches', async () => {
    const { tell, said, send, judge, watches, forget, silence, safe } = await open();
    const { id } = await desk.technician.makeItem();
    await judge(await send(id, 'p1.tif'), 'accepted');
    await tell();
    expect(await said()).to.deep.equal([true]);
    await tell({ held: [unknown] });
    expect(await said()).to.deep.equal([false, 'Held back in the folder /srv/capture, not sent']);
    await tell({ waiting: 1 });
    expect((await said())[1]).to.include('In the folder /srv/capture 1 file waits to be sent');
    await tell({ isAway: true });
    expect((await said())[1]).to.include('cannot be read, so nobody knows what lies in it');
    await tell({ held: [unknown] });
    const [watch] = await watches();
    expect((await forget(watch?.id ?? '')).status).to.equal(409);
    await silence();
    expect((await watches())[0]?.state).to.equal('silent');
    expect((await said())[1]).to.include(
      'The folder /srv/capture is not watched any more, and held these back',
    );
    expect((await safe()).todo[0]?.nl)
      .to.include('wordt niet meer bewaakt')
      .and.include('X1/a.tif');
    expect((await forget(watch?.id ?? '')).status).to.equal(204);
    expect(await said()).to.deep.equal([true]);
    expect((await forget(watch?.id ?? '')).status).to.equal(404);
    // One that is silent and held nothing hides nothing.
    await tell();
    await silence();
    expect(await said()).to.deep.equal([true]);
  });

  it('says nothing of another day than that on which files were held', async () => {
    const { id, tell, tokenId } = await open();
    await tell({ held: [unknown], waiting: 3 });
    const ask = async (from: number, until: number) =>
      readJson<SafeView>(
        await desk.technician.ask(`/api/copy-stand/safe?station=${id}&from=${from}&until=${until}`),
      );
    const now = Date.now();
    const yesterday = await ask(now - 86_400_000, now - 3_600_000);
    expect(yesterday.todo).to.deep.equal([]);
    expect((await ask(now - 3_600_000, now + 3_600_000)).todo).to.have.length(2);
    expect(tokenId).to.be.a('string');
  });

  it('forgets no day on which files were held: not when it begins anew, nor of more than it names', async () => {
    const { tell, watches, daysBefore } = await open();
    await tell({ held: [{ ...unknown, forMs: HOUR_MS }] });
    await tell({ isEnding: true, held: [{ ...unknown, forMs: HOUR_MS }] });
    await tell({ held: [{ ...unknown, reason: 'off-pattern', forMs: 0 }] });
    expect((await watches())[0]?.held[0]?.since).to.be.below(Date.now() - HOUR_MS / 2);
    expect(await daysBefore(HOUR_MS / 2)).to.have.length(1);
    await tell({ held: [{ ...part, forMs: 0 }] });
    expect(await daysBefore(HOUR_MS / 2)).to.deep.equal([]);
    await tell({ held: [{ ...part, forMs: 0 }], heldCount: 300 });
    expect((await daysBefore(HOUR_MS / 2))[0]).to.include(': … +299.');
  });

  it('holds up the day on which it went away while files waited', async () => {
    const { tell, silence, daysBefore } = await open();
    await tell({ waiting: 3 });
    expect(await daysBefore(HOUR_MS)).to.deep.equal([]);
    await silence();
    expect(await daysBefore(HOUR_MS)).to.deep.equal([]);
    expect((await daysBefore(1_000))[0]).to.include('3 files were waiting in it');
  });

  it('holds up the card where it went away while its folder could not be read', async () => {
    const { tell, said, send, judge, silence, watches, forget } = await open();
    const { id } = await desk.technician.makeItem();
    await judge(await send(id, 'p1.tif'), 'accepted');
    await tell({ isAway: true });
    await silence();
    expect((await said())[1]).to.include('is not watched any more, and could not be read');
    await tell({ isAway: true, isEnding: true });
    expect((await said())[0]).to.equal(false);
    const [watch] = await watches();
    expect(watch).to.include({ state: 'ended', isAway: true });
    await forget(watch?.id ?? '');
    expect(await said()).to.deep.equal([true]);
  });

  it('takes nothing without bounds, and nothing from who is of no station', async () => {
    const { tell, tokenId } = await open();
    const many = Array.from({ length: 201 }, () => unknown);
    expect((await tell({ held: many })).status).to.equal(400);
    expect((await tell({ folder: 'x'.repeat(601) })).status).to.equal(400);
    expect((await tell({ held: [{ ...unknown, name: 'a\u0000b' }] })).status).to.equal(400);
    expect((await tell({}, 'x')).status).to.equal(400);
    for (let n = 0; n < 20; n += 1)
      expect((await tell({ held: [part] }, String(n).padStart(32, '0'))).status).to.equal(204);
    const more = await tell({}, 'f'.repeat(32));
    expect([more.status, (await desk.detailOf(more)).slice(0, 38)]).to.deep.equal([
      409,
      'This token tells of 20 watched folders',
    ]);
    await desk.server.parts.records.write((rows) => bindToken(rows, tokenId, null));
    expect((await tell()).status).to.equal(404);
    expect((await desk.technician.ask(`/api/stations/${newId()}/watches`)).status).to.equal(404);
  });

  it('is told to screens when it is news, and not when it only lives', async () => {
    const { id, tell } = await open();
    let heard = 0;
    const stop = desk.server.parts.live.watch({
      heard: ({ subject }) => {
        heard += subject === id ? 1 : 0;
      },
      ended: () => {},
    });
    const settled = async (count: number) => {
      const until = Date.now() + 5_000;
      while (heard < count && Date.now() < until) await new Promise((done) => setTimeout(done, 20));
      return heard;
    };
    await tell({ held: [unknown] });
    expect(await settled(1)).to.equal(1);
    await tell({ held: [{ ...unknown, forMs: 62_000 }] });
    await tell({ held: [part] });
    expect(await settled(2)).to.equal(2);
    stop();
  });
});
