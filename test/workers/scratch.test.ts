import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openScratch } from '../../workers/scratch.ts';

describe('the room for files that are being made', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'recto-scratch-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('is empty for each step, and removed when the step ends or throws', async () => {
    const scratch = await openScratch(directory);
    const seen = await Promise.all(
      [1, 2].map((number) =>
        scratch
          .withFolder('same', async (folder) => {
            expect(await readdir(folder)).to.deep.equal([]);
            await writeFile(join(folder, 'pack.zip'), String(number));
            if (number === 2) throw new Error('broken');
            return folder;
          })
          .catch((error: Error) => error.message),
      ),
    );
    expect(seen[1]).to.equal('broken');
    expect(existsSync(seen[0] ?? '')).to.equal(false);
    await scratch.close();
    expect(await readdir(directory)).to.deep.equal([]);
  });

  it('is freed of what dead processes left, and of nothing else', async () => {
    const dead = spawnSync('true').pid;
    const host = hostname();
    const old = new Date(Date.now() - 2 * 86_400_000);
    const left = [`${host}~${dead}`, `${host}~${process.pid}`, 'elsewhere~old', 'no-name-of-ours'];
    const alive = [`${host}~${process.ppid}`, 'elsewhere~new'];
    for (const name of [...left, ...alive]) await mkdir(join(directory, name, 'step'), { recursive: true });
    for (const name of ['elsewhere~old', 'no-name-of-ours']) await utimes(join(directory, name), old, old);
    await openScratch(directory);
    expect((await readdir(directory)).sort()).to.deep.equal(alive.sort());
  });
});
