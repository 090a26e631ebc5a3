import { createHash } from 'node:crypto';
import { expect } from 'chai';
import type {
  AffectedSurface,
  CaptureSessionEntry,
  CaptureSessionView,
} from '../../model/capture-session.ts';
import type { Event } from '../../model/event.ts';
import { newId } from '../../model/ids.ts';
import type { StationView } from '../../model/station.ts';
import type { FileView, ItemView } from '../../model/views.ts';
import { insertCaptureSession, noteSession } from '../../storage/records/capture-sessions.ts';
import { openDesk } from '../fixtures/desk.ts';
import { createClient, readJson, type TestClient } from '../fixtures/server.ts';

describe('capture sessions over HTTP', function () {
  this.timeout(60_000);
  const desk = openDesk();
  const sessionOf = async (answer: Promise<Response>) => readJson<CaptureSessionView>(await answer);
  const addStation = async () =>
    readJson<StationView>(await desk.post('/api/stations', { name: `Stand ${newId()}` }));
  const station = async (id: string) =>
    readJson<StationView>(await desk.technician.ask(`/api/stations/${id}`));
  const start = (stationId: string, operator = 'Zoë') =>
    sessionOf(
      desk.post('/api/capture-sessions', { stationId, operator, device: 'Phase One' }, desk.technician),
    );
  const addTarget = (id: string, json: unknown) =>
    desk.post(`/api/capture-sessions/${id}/targets`, json, desk.technician);
  const eventsOf = async (id: string) => {
    const answer = await desk.technician.ask(`/api/capture-sessions/${id}/events`);
    return (await readJson<{ events: Event[] }>(answer)).events.map(({ detail }) => detail);
  };

  /** A token bound to a station, as its `recto-station` has one. */
  async function sender(stationId: string): Promise<TestClient> {
    const made = await desk.server.ask('/api/tokens', {
      method: 'POST',
      json: { name: 'stand', role: 'technician' },
    });
    const { token, secret } = await readJson<{ token: { id: string }; secret: string }>(made);
    const bound = await desk.server.ask(`/api/tokens/${token.id}/station`, {
      method: 'PUT',
      json: { stationId },
    });
    expect(bound.status).to.equal(204);
    return createClient(desk.server.url, secret);
  }
  async function put(client: TestClient, itemId: string, name: string, session?: string): Promise<Response> {
    const body = `not ${name}`;
    const digest = createHash('sha256').update(body).digest('base64');
    const headers = {
      'content-digest': `sha-256=:${digest}:`,
      ...(session !== undefined && { 'recto-session': session }),
    };
    return client.ask(`/api/items/${itemId}/files/${name}`, { method: 'PUT', headers, body });
  }
  async function create(client: TestClient, itemId: string, name: string, session?: string, waitedMs = 0) {
    const said = {
      ...{ item: itemId, filename: name },
      ...(session !== undefined && { session }),
      ...(waitedMs > 0 && { waited: String(waitedMs) }),
    };
    const metadata = Object.entries(said).map(([key, value]) => `${key} ${btoa(value)}`);
    const body = `tus ${name}`;
    const headers = {
      'tus-resumable': '1.0.0',
      'upload-metadata': metadata.join(','),
      'upload-length': String(body.length),
      'content-type': 'application/offset+octet-stream',
    };
    return client.ask('/api/uploads', { method: 'POST', headers, body });
  }

  it('begin and end at a station, one at a time, and say so in their trail', async () => {
    const { id: stationId } = await addStation();
    const first = await start(stationId);
    expect(first).to.include({ operator: 'Zoë', device: 'Phase One', endedAt: null, target: 'none' });
    const shown = { id: first.id, operator: 'Zoë', device: 'Phase One', startedAt: first.startedAt };
    expect((await station(stationId)).session).to.deep.equal({ ...shown, target: 'none', targetAt: null });
    const second = await start(stationId, 'Ali');
    expect((await station(stationId)).session?.id).to.equal(second.id);
    expect((await eventsOf(first.id))[0]).to.equal('It ended, as another one began at its station.');
    const end = () => sessionOf(desk.post(`/api/capture-sessions/${second.id}/end`, {}, desk.technician));
    const { endedAt } = await end();
    expect([endedAt === null, (await end()).endedAt]).to.deep.equal([false, endedAt]);
    expect(await eventsOf(second.id)).to.have.lengthOf(2);
    const listed = await desk.technician.ask(`/api/capture-sessions?station=${stationId}`);
    const { sessions, total } = await readJson<{ sessions: CaptureSessionEntry[]; total: number }>(listed);
    expect([sessions.map(({ id }) => id), total]).to.deep.equal([[second.id, first.id], 2]);
    expect(
      (await desk.post('/api/capture-sessions', { stationId: newId(), device: 'x' }, desk.technician)).status,
    ).to.equal(404);
  });

  it('are carried by every scan of two stations that send at once, each its own', async () => {
    const stands = [await addStation(), await addStation()];
    const sessions = await Promise.all(stands.map(({ id }) => start(id)));
    const clients = await Promise.all(stands.map(({ id }) => sender(id)));
    const { id } = await desk.technician.makeItem();
    const names = Array.from({ length: 6 }, (_, index) => index);
    const answers = await Promise.all(
      clients.flatMap((client, stand) =>
        names.map((n) => (n % 2 === 0 ? put : create)(client, id, `${stand}-${n}.tif`)),
      ),
    );
    for (const answer of answers) expect(answer.status, await answer.clone().text()).to.equal(201);
    const { surfaces } = await desk.technician.item(id);
    expect(surfaces).to.have.lengthOf(12);
    for (const { name, versions } of surfaces)
      expect(versions[0]?.session?.id, name).to.equal(sessions[Number(name[0])]?.id);
    expect((await sessionOf(desk.technician.ask(`/api/capture-sessions/${sessions[1]?.id}`))).files).to.equal(
      6,
    );
  });

  it('are those that the sender names, also when they have ended; else none where nothing is open', async () => {
    const stand = await addStation();
    const client = await sender(stand.id);
    const own = await readJson<{ station: StationView }>(await client.ask('/api/stations/own'));
    expect(own.station).to.deep.equal(stand);
    const { id } = await desk.technician.makeItem();
    expect((await readJson<FileView>(await put(client, id, 'before.tif'))).session).to.equal(null);
    const former = await start(stand.id);
    await start(stand.id);
    const { session } = await readJson<FileView>(await put(client, id, 'late.tif', former.id));
    expect(session).to.include({ id: former.id, station: stand.name, operator: 'Zoë' });
    await create(desk.technician, id, 'browser.tif', former.id);
    const { surfaces } = await desk.technician.item(id);
    expect(surfaces.find(({ name }) => name === 'browser')?.versions[0]?.session?.id).to.equal(former.id);
    for (const refused of [
      await put(client, id, 'x.tif', newId()),
      await create(client, id, 'x.tif', newId()),
      await put(client, id, 'x.tif', 'yesterday'),
    ])
      expect([refused.status, await refused.text()].join(' ')).to.match(/^400 .*capture session/s);
  });

  it('are those in which a file was finished, where it had to wait for a network', async () => {
    const stand = await addStation();
    const client = await sender(stand.id);
    const { id } = await desk.technician.makeItem();
    const hourAgo = Date.now() - 3_600_000;
    const former = { id: newId(), stationId: stand.id, operator: 'Ali', device: 'Phase One' };
    const span = { startedAt: hourAgo, endedAt: hourAgo + 1_800_000 };
    await desk.server.parts.records.write((rows) => insertCaptureSession(rows, { ...former, ...span }));
    const latter = await start(stand.id);
    const carried = async (name: string, waitedMs: number) => {
      expect((await create(client, id, `${name}.tif`, undefined, waitedMs)).status).to.equal(201);
      const { surfaces } = await desk.technician.item(id);
      return surfaces.find((surface) => surface.name === name)?.versions[0]?.session?.id ?? null;
    };
    expect(await carried('now', 0)).to.equal(latter.id);
    expect(await carried('before', 2_400_000)).to.equal(former.id);
    expect(await carried('in-between', 1_200_000)).to.equal(null);
    expect(await carried('long-ago', 7_200_000)).to.equal(null);
  });

  it('keep every target result, of which the newest counts, and take no scan for worse by themselves', async () => {
    const stand = await addStation();
    const { id } = await start(stand.id);
    const values = [{ name: 'ΔE mean', value: '1,84', limit: '3' }];
    const passed = await sessionOf(
      addTarget(id, { kind: 'UTT', result: 'pass', fileName: 'utt.tif', values }),
    );
    expect(passed.targets[0]).to.include({ number: 1, source: 'typed', by: 'test technician' });
    expect(passed.targets[0]?.values).to.deep.equal([{ ...values[0], pass: true }]);
    expect((await station(stand.id)).session).to.include({ target: 'pass' });
    const { id: itemId, surfaces } = await desk.readyItem();
    const files = (await desk.technician.item(itemId)).surfaces.map(({ versions }) => versions[0]?.id ?? '');
    for (const fileId of files.slice(0, 2))
      await desk.server.parts.records.write((rows) => noteSession(rows, fileId, id));
    const before = await desk.technician.item(itemId);
    const failed = await sessionOf(
      addTarget(id, { kind: 'UTT', result: 'fail', note: 'The lamp was loose' }),
    );
    expect(failed).to.include({ target: 'fail', affected: 2, files: 2 });
    expect((await eventsOf(id)).slice(0, 2)).to.deep.equal([
      'The target UTT failed; The lamp was loose.',
      'The target UTT passed; scanned as utt.tif.',
    ]);
    expect(await desk.technician.item(itemId)).to.deep.equal(before);
    const answer = await desk.technician.ask(`/api/capture-sessions/${id}/affected`);
    const found = await readJson<{ surfaces: AffectedSurface[]; total: number }>(answer);
    expect(found.total).to.equal(2);
    expect(found.surfaces.map(({ surfaceId }) => surfaceId)).to.deep.equal(surfaces.slice(0, 2));
    expect(found.surfaces[0]).to.include({ name: 'p1', shown: 1, latest: 1, file: 'ready' });
    const csv = await desk.technician.ask(`/api/capture-sessions/${id}/affected.csv`);
    expect(csv.headers.get('content-disposition')).to.contain(`session-${id}.csv`);
    const ask = () => desk.post(`/api/capture-sessions/${id}/rescans`, { reason: 'colour' }, desk.technician);
    expect(await readJson(await ask())).to.deep.equal({ asked: 2, left: 0 });
    const { surfaces: now } = await desk.technician.item(itemId);
    expect(now.map(({ state }) => state)).to.deep.equal(['rescan_requested', 'rescan_requested', 'captured']);
    expect(await readJson(await ask())).to.deep.equal({ asked: 0, left: 2 });
    const lines = (await csv.text()).split('\r\n');
    expect([lines.length, lines[1]]).to.deep.equal([
      4,
      `"${before.reference}","p1","captured","1","1","ready","${surfaces[0]}"`,
    ]);
  });

  it('take the file of target software, and name the line that cannot be read', async () => {
    const { id } = await start((await addStation()).id);
    const send = (path: string, body: string | Buffer) =>
      desk.technician.ask(path, { method: 'POST', headers: { 'content-type': 'text/csv' }, body });
    const table = 'Parameter;Value;Limit\nDelta E mean;1,84;<= 3\nNoise;5,1;<= 4\n';
    const target = `/api/capture-sessions/${id}/targets?kind=TE263&fileName=te263.tif`;
    const recorded = await sessionOf(send(target, `iQ-Analyzer 7\n${table}`));
    expect(recorded.targets[0]).to.include({ result: 'fail', source: 'iQ-Analyzer', kind: 'TE263' });
    expect((await eventsOf(id))[0]).to.equal(
      'The target TE263 failed, 2 values of iQ-Analyzer; scanned as te263.tif; outside their limits: Noise 5,1.',
    );
    const broken = await send(target, `${table}Sharpness\n`);
    expect([broken.status, await desk.detailOf(broken)]).to.deep.equal([
      400,
      'Line 4: Sharpness has no value.',
    ]);
    const silent = await send(target, 'Parameter,Value\nSharpness,0.9\n');
    expect(await desk.detailOf(silent)).to.contain('say `result=pass`');
    const looked = await send('/api/target-readings', `${table}Sharpness\n`);
    expect((await readJson<{ trouble: { line: number } }>(looked)).trouble.line).to.equal(4);
    expect((await send(target, Buffer.from([0xc3, 0x28]))).status).to.equal(501);
    const huge = await send(target, 'x'.repeat(300_000));
    expect(huge.status).to.equal(413);
    expect((await sessionOf(desk.technician.ask(`/api/capture-sessions/${id}`))).targets).to.have.lengthOf(1);
  });

  it('stay with the scan that carried them first, where the same bytes come again', async () => {
    const stand = await addStation();
    const client = await sender(stand.id);
    const first = await start(stand.id);
    const { id } = await desk.technician.makeItem();
    await put(client, id, 'p1.tif');
    await start(stand.id);
    const again = await readJson<FileView>(await put(client, id, 'p1.tif'));
    expect(again.session?.id).to.equal(first.id);
    const digest = createHash('sha256').update('not p1.tif').digest('hex');
    const view: ItemView = await desk.technician.item(id);
    expect(view.surfaces[0]?.versions.map(({ sha256 }) => sha256)).to.deep.equal([digest]);
  });
});
