import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { PRESETS } from '../../intake/presets.ts';
import { loadConfig } from '../../runtime/config.ts';
import { createLog } from '../../runtime/log.ts';
import { ensureProfiles } from '../../server/actions/ensure-profiles.ts';
import { openRecords } from '../../storage/records/open.ts';
import { findProfileVersion, listProfiles, setDefaultProfile } from '../../storage/records/profiles.ts';
import type { Records } from '../../storage/records/records.ts';
import { startPostgres, type TestPostgres } from '../fixtures/postgres.ts';

const log = createLog('test profiles', 'silent');
const presets = Object.keys(PRESETS).sort();

describe('the profiles of a first start', function () {
  this.timeout(60_000);
  let dir: string;
  let postgres: TestPostgres;
  const opened: Records[] = [];
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'recto-first-'));
    postgres = await startPostgres();
  });
  after(async () => {
    await postgres?.stop();
    await rm(dir, { recursive: true });
  });
  afterEach(async () => {
    for (const records of opened.splice(0)) await records.close();
  });

  async function open(databaseUrl?: string): Promise<Records> {
    const dataDir = databaseUrl === undefined ? await mkdtemp(join(dir, 'data-')) : dir;
    const records = await openRecords({ dataDir, databaseUrl, lost: () => undefined });
    opened.push(records);
    return records;
  }
  const ensure = (records: Records, RECTO_PROFILE = 'any') =>
    ensureProfiles({ records, log, config: loadConfig({ RECTO_PROFILE }) });
  const defaultOf = async (records: Records) =>
    (await records.read(listProfiles)).filter(({ isDefault }) => isDefault).map(({ name }) => name);

  it('are put in once, however many servers start at the same time', async () => {
    const url = await postgres.freshDatabase();
    const servers = await Promise.all([1, 2, 3].map(() => open(url)));
    await Promise.all(servers.map((records) => ensure(records)));
    for (const records of servers.slice(0, 1)) {
      const found = await records.read(listProfiles);
      expect(found.map(({ preset }) => preset).sort()).to.deep.equal(presets);
      expect(await defaultOf(records)).to.deep.equal(['Anything that IIIF can show']);
    }
  });

  it('have the preset of RECTO_PROFILE as the default, and what people choose later holds', async () => {
    const records = await open();
    await ensure(records, 'metamorfoze-light');
    expect(await defaultOf(records)).to.deep.equal(['Metamorfoze Light']);
    const other = (await records.read(listProfiles)).find(({ preset }) => preset === 'fadgi-4');
    await records.write((rows) => setDefaultProfile(rows, other?.id ?? ''));
    await ensure(records, 'metamorfoze-light');
    expect(await defaultOf(records)).to.deep.equal(['FADGI ★★★★']);
    expect(await records.read(listProfiles)).to.have.length(presets.length);
  });

  it('have the file of RECTO_PROFILE beside the presets, under a name of its own', async () => {
    const records = await open();
    const path = join(dir, 'letters.json');
    await writeFile(path, JSON.stringify({ ...PRESETS['metamorfoze-light'], minBytes: 5 }));
    await ensure(records, path);
    await ensure(records, path);
    expect(await defaultOf(records)).to.deep.equal(['Metamorfoze Light (letters.json)']);
    const found = await records.read(listProfiles);
    expect(found).to.have.length(presets.length + 1);
    const ours = found.find(({ isDefault }) => isDefault);
    const version = await records.read((rows) => findProfileVersion(rows, ours?.id ?? '', 1));
    expect(version).to.deep.include({ note: 'RECTO_PROFILE: letters.json', createdBy: 'recto' });
    expect(version?.body).to.deep.include({ minBytes: 5, name: ours?.name });
  });
});
