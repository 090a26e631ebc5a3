import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { newId } from '../../model/ids.ts';
import { type StationSeen, sessionWords } from '../../scripts/station/session-words.ts';
import { startSession } from '../../server/actions/start-session.ts';
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
    expect(words(null)).to.contain('This token is of no station');
  });
});

describe('a watched folder', function () {
  this.timeout(60_000);
  let server: TestServer;
  let dir: string;

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
    const stationId = newId();
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
      const { id } = await server.makeItem('ARCH1.1').catch(async () => ({ id: '' }));
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

  it('says of a session that does not exist that there is none, and sends nothing', async () => {
    const where = ['--item', 'ARCH1.1', '--server', server.url, '--session', newId(), '--once'];
    const run = await startStation(['watch', dir, ...where], { RECTO_TOKEN: server.token }).ended;
    expect([run.code, run.stderr]).to.satisfy(
      ([code, said]: [number, string]) => code === 1 && said.includes('There is no such session.'),
    );
  });
});
