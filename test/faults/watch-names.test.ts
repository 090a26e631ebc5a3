import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { ProfileView } from '../../model/profile.ts';
import { buildTiff } from '../fixtures/build-tiff.ts';
import { runStation } from '../fixtures/run-station.ts';
import { readJson } from '../fixtures/server.ts';
import { openWorks } from '../fixtures/works.ts';

const NAMES = '{archive}.{item}_{sequence:5}';

describe('the names in a folder that is watched', function () {
  this.timeout(120_000);
  const works = openWorks('names', { role: 'admin' });
  let dir: string;
  let width = 800;

  before(async () => {
    dir = join(works.base, 'folder');
    await mkdir(dir);
    const { profiles } = await readJson<{ profiles: ProfileView[] }>(await works.server.ask('/api/profiles'));
    const path = `/api/profiles/${profiles.find(({ isDefault }) => isDefault)?.id}`;
    const { body, version } = await readJson<ProfileView>(await works.server.ask(path));
    const json = { body: { ...body, namePattern: NAMES } };
    const headers = { 'if-match': `"${version}"` };
    const answer = await works.server.ask(path, { method: 'PUT', json, headers });
    expect(answer.ok, await answer.text()).to.equal(true);
  });

  async function scan(name: string): Promise<void> {
    width += 1;
    await writeFile(join(dir, name), buildTiff({ width, height: 500 }).bytes);
  }
  const once = (...more: string[]) =>
    runStation(['watch', dir, '--once', '--server', works.server.url, '--steady', '0.3', ...more], {
      ...{ RECTO_TOKEN: works.server.token, XDG_STATE_HOME: join(works.base, 'state') },
    });

  it('say whose a file is by the pattern of the default profile of the server', async () => {
    await scan('ARCH4.7_00001.tif');
    await scan('IMG_0002.tif');
    const run = await once('--register');
    expect(run.code, run.stderr).to.equal(1);
    expect(run.stderr)
      .to.include(`a file in it as ${NAMES}`)
      .and.include('ARCH4.7_00001.tif: accepted')
      .and.include(`IMG_0002.tif: Its name is not as ${NAMES}`);
    const { surfaces } = await works.server.makeItem('ARCH4.7');
    expect(surfaces.map(({ name }) => name)).to.deep.equal(['ARCH4.7_00001']);
  });

  it('are read by the pattern that is given, where one is', async () => {
    await scan('ARCH4.8_00001.tif');
    const run = await once('--names', 'x{item}_{sequence:4}');
    expect(run.code, run.stderr).to.equal(1);
    expect(run.stderr).to.include('ARCH4.8_00001.tif: Its name is not as x{item}_{sequence:4}');
  });
});
