import { expect } from 'chai';
import { newId } from '../../model/ids.ts';
import { openDesk } from '../fixtures/desk.ts';
import { readJson } from '../fixtures/server.ts';
import { openStationDay } from '../fixtures/station-day.ts';
import { createUpload, sha256Of } from '../fixtures/tus.ts';

const HOUR_MS = 3_600_000;

describe('the end of the day at a copy stand, over HTTP', function () {
  this.timeout(30_000);
  const desk = openDesk();

  const openStation = () => openStationDay(desk);

  it('says that the card may be wiped only when everything is in, judged and good or replaced', async () => {
    const { said, send, judge, take } = await openStation();
    // Nothing came in: nothing is proved.
    expect(await said()).to.deep.equal([false]);
    const { id } = await desk.technician.makeItem();
    const first = await send(id, 'p1.tif');
    expect(await said()).to.deep.equal([false, 'Not checked yet']);
    await judge(first, 'ready');
    expect(await said()).to.deep.equal([true]);
    const broken = await send(id, 'p2.tif', 'broken');
    await judge(broken, 'rejected');
    expect(await said()).to.deep.equal([false, 'Rejected, and nothing good came in its place']);
    await judge(await send(id, 'p2.tif', 'good'), 'accepted');
    expect(await said()).to.deep.equal([true]);
    const lost = await send(id, 'p3.tif');
    await judge(lost, 'failed');
    expect(await said()).to.deep.equal([false, 'Could not be checked']);
    const stray = await send(id, 'p4.tif');
    await judge(stray, 'rejected');
    await take(stray, 'take-back');
    expect(await said()).to.deep.equal([false, 'Could not be checked']);
  });

  it('waits for what is still on its way', async () => {
    const { safe, send, judge, progress, session } = await openStation();
    const { id: item } = await desk.technician.makeItem();
    await judge(await send(item, 'p1.tif'), 'ready');
    const upload = await createUpload(desk.technician, { item, filename: 'p2.tif', sizeBytes: 10, session });
    expect(upload.status).to.equal(201);
    const { isSafe, todo } = await safe();
    expect([isSafe, todo.length]).to.deep.equal([false, 1]);
    expect(todo[0]?.en).to.match(/^Still on its way: p2\.tif/);
    expect((await progress(item)).todo.map(({ en }) => en)).to.include(
      'Still coming in or being checked: p2.tif.',
    );
    // Sent once more another way, it is waited for no longer.
    await judge(await send(item, 'p2.tif'), 'ready');
    expect((await safe()).isSafe).to.equal(true);
    expect((await progress(item)).missing).to.deep.equal([]);
  });

  it('gives the digests as proof, of this station alone', async () => {
    const [one, other] = [await openStation(), await openStation()];
    const { id, reference } = await desk.technician.makeItem('=ARCH1');
    await one.judge(await one.send(id, 'p1.tif', 'first'), 'ready');
    await one.judge(await one.send(id, 'p2.tif', 'second'), 'ready');
    await other.judge(await other.send(id, 'p3.tif', 'third'), 'ready');
    const { files, count, sizeBytes } = await one.safe();
    expect([count, sizeBytes]).to.deep.equal([2, 11]);
    expect(files.map(({ name, sha256 }) => [name, sha256])).to.deep.equal([
      ['p1.tif', sha256Of(Buffer.from('first'))],
      ['p2.tif', sha256Of(Buffer.from('second'))],
    ]);
    const answer = await desk.technician.ask(`/api/copy-stand/digests.csv?${one.span}`);
    expect(answer.headers.get('content-type')).to.match(/^text\/csv/);
    const [header, line, ...more] = (await answer.text()).trim().split('\r\n');
    expect(header).to.match(/"sha256","bytes","reference","file"/);
    expect(line?.replaceAll('"', '')).to.match(
      new RegExp(`^${files[0]?.sha256},5,'${reference},p1\\.tif,1,ready,,station,20`),
    );
    expect(more).to.have.length(1);
    const json = { digests: [files[0]?.sha256, 'f'.repeat(64)] };
    const kept = await desk.technician.ask('/api/copy-stand/kept', { method: 'POST', json });
    expect(await readJson(kept)).to.deep.equal({ kept: [files[0]?.sha256] });
  });

  it('answers for a day and no more', async () => {
    for (const search of ['', `station=${newId()}`, `station=${newId()}&from=0&until=${100 * 24 * HOUR_MS}`])
      expect((await desk.technician.ask(`/api/copy-stand/safe?${search}`)).status).to.equal(400);
  });
});
