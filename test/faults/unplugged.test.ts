import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { digestFile } from '../../scripts/station/digest.ts';
import { type Cable, layCable } from '../fixtures/cable.ts';
import { writeNoiseTiff } from '../fixtures/make-tiffs.ts';
import { until } from '../fixtures/until.ts';
import { openWorks } from '../fixtures/works.ts';

/** For how long the cable is out. Longer by hand: `CUT_SECONDS=120 npm test -- test/faults/unplugged.test.ts`. */
const CUT_MS = Number(process.env['CUT_SECONDS'] ?? 3) * 1_000;

describe('a station that is unplugged', function () {
  this.timeout(CUT_MS + 180_000);
  const works = openWorks('unplugged', { role: 'technician', env: { HOST: '0.0.0.0' } });
  let cable: Cable;
  let child: ChildProcess | undefined;

  before(async () => {
    await mkdir(join(works.base, 'folder'));
    cable = await layCable(works.port);
  });
  after(async () => {
    if (child !== undefined && child.exitCode === null) {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    }
    await cable?.close();
  });

  it('goes on when it is plugged in again, with what it was sending and with what came meanwhile', async () => {
    const dir = join(works.base, 'folder');
    await writeNoiseTiff(join(dir, 'p1.tif'), 3000, 2500);
    const args = ['watch', dir, '--item', 'UNPLUGGED', '--server', cable.url, '--steady', '0.5'];
    const [program = '', ...rest] = [...cable.before, process.execPath, 'bin/recto-station.js', ...args];
    child = spawn(program, rest, {
      env: { ...process.env, RECTO_TOKEN: works.server.token, XDG_STATE_HOME: join(works.base, 'state') },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let told = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      told += chunk.toString();
    });
    await cable.cutAfter(8_000_000);
    await writeNoiseTiff(join(dir, 'p2.tif'), 1100, 1100);
    await sleep(CUT_MS);
    expect(await readdir(dir), told)
      .to.include('p1.tif')
      .and.not.include('done');
    await cable.mend();
    await until(async () => (await readdir(join(dir, 'done'))).length === 2, 120_000);
    const { surfaces } = await works.server.makeItem('UNPLUGGED');
    const known = surfaces.map(({ name, versions }) => [name, versions.map((file) => file.sha256)]);
    expect(known, `${cable.kind}: ${told}`).to.deep.equal([
      ['p1', [await digestFile(join(dir, 'done', 'p1.tif'))]],
      ['p2', [await digestFile(join(dir, 'done', 'p2.tif'))]],
    ]);
  });
});
