import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { PRESETS } from '../../intake/presets.ts';
import { profileOf } from '../../intake/profile-of.ts';
import { loadConfig } from '../../runtime/config.ts';
import { faultOf } from '../fixtures/holdings.ts';

describe('RECTO_PROFILE, what a good scan is', () => {
  let dir: string;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'recto-profile-'));
  });
  after(() => rm(dir, { recursive: true }));

  const chosen = (env: Record<string, string>) => profileOf(loadConfig(env));

  async function writeProfile(changes: Record<string, unknown>): Promise<string> {
    const path = join(dir, 'ours.json');
    await writeFile(path, JSON.stringify({ ...PRESETS['fadgi-3'], ...changes }));
    return path;
  }

  it('is anything that IIIF can show where nothing is said', async () => {
    expect(await chosen({})).to.deep.equal(PRESETS.any);
    expect(await chosen({ RECTO_PROFILE: '' })).to.deep.equal(PRESETS.any);
  });

  it('is a preset, by its name', async () => {
    for (const [name, preset] of Object.entries(PRESETS)) {
      expect(await chosen({ RECTO_PROFILE: name })).to.deep.equal(preset);
    }
  });

  it('is a file, by its path', async () => {
    const path = await writeProfile({ name: 'Ours', minBytes: 5 });
    expect(await chosen({ RECTO_PROFILE: path })).to.include({ name: 'Ours', minBytes: 5 });
  });

  it('has as many pixels as it says or RECTO_MAX_MEGAPIXELS says, whichever is less', async () => {
    const path = await writeProfile({ maxPixels: 7_000_000 });
    const most = async (env: Record<string, string>) => (await chosen(env)).maxPixels;
    expect(await most({ RECTO_PROFILE: path, RECTO_MAX_MEGAPIXELS: '8' })).to.equal(7_000_000);
    expect(await most({ RECTO_PROFILE: path, RECTO_MAX_MEGAPIXELS: '6' })).to.equal(6_000_000);
    expect(await most({ RECTO_MAX_MEGAPIXELS: '3' })).to.equal(3_000_000);
  });

  it('is refused in a sentence that names the setting and what is wrong', async () => {
    const complaintOf = async (value: string) => {
      const { code, detail } = await faultOf(chosen({ RECTO_PROFILE: value }));
      expect(code).to.equal('bad-request');
      expect(detail).to.include('RECTO_PROFILE: ');
      return detail;
    };
    expect(await complaintOf('metamorphoze')).to.match(
      /no profile "metamorphoze".*metamorfoze-full.*\.json\.$/,
    );
    expect(await complaintOf('constructor')).to.include('There is no profile');
    expect(await complaintOf(join(dir, 'none.json'))).to.match(
      /none\.json is wrong: there is no such file\.$/,
    );
    expect(await complaintOf(await writeProfile({ bits: 'eight' }))).to.match(/ours\.json is wrong: bits: /);
    expect(await complaintOf(await writeProfile({ nonsense: 1 }))).to.include('nonsense');
    await writeFile(join(dir, 'broken.json'), '{');
    expect(await complaintOf(join(dir, 'broken.json'))).to.include('it is not JSON');
  });
});
