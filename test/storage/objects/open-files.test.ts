import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { createOpenFiles } from '../../../storage/objects/open-files.ts';

describe('open files', () => {
  let dir: string;
  const pathOf = (index: number) => join(dir, `${index}`);

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'recto-open-'));
    for (let index = 0; index < 20; index += 1) await writeFile(pathOf(index), `file ${index}`);
  });
  after(() => rm(dir, { recursive: true, force: true }));

  /** How many files of the directory this process really has open. */
  async function reallyOpen(): Promise<number> {
    const { readlink } = await import('node:fs/promises');
    const links = await Promise.all(
      (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
    );
    return links.filter((path) => path.startsWith(dir)).length;
  }

  it('gives every reader its own file, and keeps no more open than it may', async () => {
    const files = createOpenFiles({ maxFiles: 4 });
    const texts = await Promise.all(
      Array.from({ length: 200 }, (_none, turn) =>
        files.lend(pathOf(turn % 20), async (file) => {
          const { buffer, bytesRead } = await file.read(Buffer.alloc(20), 0, 20, 0);
          return buffer.toString('utf8', 0, bytesRead);
        }),
      ),
    );
    expect(texts).to.deep.equal(texts.map((_text, turn) => `file ${turn % 20}`));
    expect(files.count()).to.equal(4);
    if (process.platform === 'linux') expect(await reallyOpen()).to.equal(4);
    await files.close();
    if (process.platform === 'linux') expect(await reallyOpen()).to.equal(0);
  });

  it('closes a dropped file when its last reader is done, and not before', async () => {
    const files = createOpenFiles();
    const read = await files.lend(pathOf(1), async (file) => {
      await files.drop(pathOf(1));
      expect(files.count()).to.equal(0);
      return (await file.read(Buffer.alloc(6), 0, 6, 0)).bytesRead;
    });
    expect(read).to.equal(6);
    if (process.platform === 'linux') expect(await reallyOpen()).to.equal(0);
    await files.close();
  });

  it('closes what has been open for long', async () => {
    const files = createOpenFiles({ maxAgeMs: 20 });
    await files.lend(pathOf(1), async () => undefined);
    expect(files.count()).to.equal(1);
    await pause(80);
    expect(files.count()).to.equal(0);
    await files.close();
  });

  it('keeps nothing of a file that cannot be opened', async () => {
    const files = createOpenFiles();
    const lending = files.lend(join(dir, 'none'), async () => undefined);
    expect(await lending.catch((error: NodeJS.ErrnoException) => error.code)).to.equal('ENOENT');
    expect(files.count()).to.equal(0);
    await files.close();
  });
});
