import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { expect } from 'chai';
import { newId } from '../../model/ids.ts';
import { createStationClient } from '../../scripts/station/client.ts';
import { createPatience } from '../../scripts/station/patience.ts';
import { openResumeState } from '../../scripts/station/resume-state.ts';
import { sendFile } from '../../scripts/station/send-file.ts';
import { type StationSeen, sessionWords } from '../../scripts/station/session-words.ts';
import { seeFile } from '../../scripts/station/watch/look-around.ts';
import { startSession } from '../../server/actions/start-session.ts';
import { insertCaptureSession } from '../../storage/records/capture-sessions.ts';
import { bindToken, insertStation } from '../../storage/records/stations.ts';
import { buildTiff } from '../fixtures/build-tiff.ts';
import { startStation } from '../fixtures/run-station.ts';
import { readJson, startTestServer, type TestServer } from '../fixtures/server.ts';
import { until } from '../fixtures/until.ts';

describe('what a station says of its capture session', () => {
  const at = (hour: number) => new Date(2026, 10, 21, hour).getTime();
  const open = (target: Partial<NonNullable<StationSeen['session']>>): StationSeen => ({
    name: 'Stand 1',
    session: { operator: 'Zoë', startedAt: at(9), target: 'none', targetAt: null, ...target },
  });

  it('names station, operator and time, and warns of what is amiss', () => {
    const words = (station: StationSeen | null) => sessionWords(station, at(16));
    const begun = 'Sending for Stand 1, in the session of Zoë since 2026-11-21 09:00.';
    expect(words(open({ target: 'pass', targetAt: at(9) }))).to.equal(begun);
    expect(words(open({}))).to.contain(`${begun} Warning: no target was passed today.`);
    const yesterday = at(9) - 24 * 3_600_000;
    expect(words(open({ target: 'pass', targetAt: yesterday }))).to.contain('no target was passed today');
    expect(words(open({ target: 'fail', targetAt: at(9) }))).to.contain('its target failed');
    expect(words({ name: 'Stand 1', session: null })).to.contain('no capture session is open there');
    expect(words(null)).to.contain('An administrator binds it on the page Settings');
  });
});

describe('a watched folder', function () {
  this.timeout(60_000);
  let server: TestServer;
  let dir: string;
  const stationId = newId();

  before(async () => {
    server = await startTestServer({ role: 'technician' });
    dir = await mkdtemp(join(tmpdir(), 'recto-session-'));
  });
  after(async () => {
    await server?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  it('sends under the session that is open at its station, or the one that is named', async () => {
    const { records } = server.parts;
    const { tokens } = await readJson<{ tokens: { id: string; role: string }[] }>(
      await (await server.as('admin')).ask('/api/tokens'),
    );
    const tokenId = tokens.find(({ role }) => role === 'technician')?.id ?? '';
    await records.write(async (rows) => {
      await insertStation(rows, { id: stationId, name: 'Stand 1', currentItemId: null, createdAt: 1 });
      await bindToken(rows, tokenId, stationId);
    });
    const begin = (operator: string) =>
      startSession(server.parts, { stationId, operator, device: 'Phase One', agent: 'test' });
    const former = await begin('Ali');
    const latter = await begin('Zoë');
    const cases = [
      { session: latter, more: [], says: 'Sending for Stand 1, in the session of Zoë' },
      { session: former, more: ['--session', former], says: 'in the session of Ali' },
    ];
    for (const [index, { session, more, says }] of cases.entries()) {
      const name = `p${index}`;
      await writeFile(join(dir, `${name}.tif`), buildTiff({ width: 20 + index, height: 20 }).bytes);
      const { id } = await server.makeItem('ARCH1.1');
      const where = ['--item', 'ARCH1.1', '--server', server.url, '--steady', '0.2'];
      const env = { RECTO_TOKEN: server.token, XDG_STATE_HOME: dir };
      const { child, ended } = startStation(['watch', dir, ...where, ...more], env);
      const sent = async () =>
        (await server.item(id)).surfaces.find((surface) => surface.name === name)?.versions[0]?.session?.id;
      await until(async () => (await sent()) !== undefined);
      expect(await sent()).to.equal(session);
      child.kill('SIGTERM');
      const { stderr } = await ended;
      expect(stderr).to.contain(says);
      expect(stderr).to.contain('Warning: no target was passed today.');
    }
  });

  it('tells how long a scan has waited, so that it is of the session of then', async () => {
    const hourAgo = Date.now() - 3_600_000;
    const former = { id: newId(), stationId, operator: 'Ali', device: 'Phase One' };
    const span = { startedAt: hourAgo, endedAt: hourAgo + 1_800_000 };
    await server.parts.records.write((rows) => insertCaptureSession(rows, { ...former, ...span }));
    const { url, token } = server;
    const signal = new AbortController().signal;
    const patience = createPatience({ server: url, giveUpAfterMs: 0, say: () => {}, signal });
    const client = createStationClient({ server: url, token, patience, signal });
    const parts = { client, token, patience, signal, state: await openResumeState(dir) };
    const path = join(dir, 'waited.tif');
    await writeFile(path, buildTiff({ width: 31, height: 20 }).bytes);
    const { sizeBytes, modifiedAt } = await seeFile(path, 'waited.tif').then(
      (seen) => seen ?? { sizeBytes: 0, modifiedAt: 0 },
    );
    const scan = { name: 'waited.tif', path, sizeBytes, modifiedAt };
    const silent = () => {};
    const progress = { read: silent, sent: silent, resumed: silent, ended: silent };
    const item = await client.makeItem({ reference: 'ARCH1.1' });
    const sinceMs = performance.now() - 2_400_000;
    const sent = await sendFile(parts, item, { scan, sinceMs, progress, say: silent });
    expect(sent.file).to.not.equal(null);
    const { surfaces } = await server.item(item.id);
    const stored = surfaces.find(({ name }) => name === 'waited')?.versions[0];
    expect(stored?.session?.id).to.equal(former.id);
  });

  it('says of a session that does not exist that there is none, and sends nothing', async () => {
    const where = ['--item', 'ARCH1.1', '--server', server.url, '--session', newId(), '--once'];
    const run = await startStation(['watch', dir, ...where], { RECTO_TOKEN: server.token }).ended;
    expect([run.code, run.stderr]).to.satisfy(
      ([code, said]: [number, string]) => code === 1 && said.includes('There is no such session.'),
    );
  });
});
