import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, mkdtemp, readdir, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import { storing } from '../../../storage/objects/file-faults.ts';
import { createFileObjects } from '../../../storage/objects/files.ts';
import type { Objects } from '../../../storage/objects/objects.ts';
import { openObjects } from '../../../storage/objects/open.ts';
import { describeObjects } from '../../contract/objects.ts';
import { refusal, sha256Of } from '../../contract/store-under-test.ts';

describeObjects('files', (root) => createFileObjects({ root }));

describe('objects in files, and the disk', () => {
  let dir: string;
  let root: string;
  let objects: Objects;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'recto-disk-'));
    root = join(dir, 'objects');
    objects = await openObjects({ dataDir: dir });
  });
  afterEach(async () => {
    await objects.close();
    await rm(dir, { recursive: true, force: true });
  });

  const put = (key: string, text: string) => objects.write(key, Readable.from([Buffer.from(text)]));

  it('keeps an object at its key, read-only, and nothing beside it', async () => {
    await put('masters/ab/cd', 'bytes');
    await refusal(
      objects.write('masters/ab/ef', Readable.from(['x']), { sha256: '0'.repeat(64) }),
      'digest-mismatch',
    );
    const { mode } = await stat(join(root, 'masters/ab/cd'));
    expect(mode & 0o222).to.equal(0);
    expect(await readdir(join(root, 'masters/ab'))).to.deep.equal(['cd']);
    expect(await readdir(join(root, '.temporary'))).to.deep.equal([]);
  });

  it('sweeps temporary files that are older than a day, and leaves younger ones', async () => {
    const [old, young] = ['old', 'young'].map((name) => join(root, '.temporary', name));
    await Promise.all([old, young].map((path) => writeFile(path ?? '', 'half')));
    const dayBefore = new Date(Date.now() - 90_000_000);
    await utimes(old ?? '', dayBefore, dayBefore);
    await (await createFileObjects({ root })).close();
    expect(await readdir(join(root, '.temporary'))).to.deep.equal(['young']);
  });

  it('takes a file in without copying it where both are on one disk', async () => {
    const path = join(dir, 'upload');
    await writeFile(path, 'bytes');
    const { ino } = await stat(path);
    await objects.takeFile('a', path);
    expect((await stat(join(root, 'a'))).ino).to.equal(ino);
  });

  if (process.platform === 'linux') {
    it('copies a file in from another file system', async () => {
      const path = join('/dev/shm', `recto-${randomUUID()}`);
      const bytes = randomBytes(100_000);
      await writeFile(path, bytes);
      try {
        expect((await stat(path)).dev).not.to.equal((await stat(root)).dev);
        const written = await objects.takeFile('a', path, { sha256: sha256Of(bytes) });
        expect(written).to.deep.equal({ sizeBytes: 100_000, sha256: sha256Of(bytes), created: true });
        expect(await readdir('/dev/shm')).not.to.include(path.slice('/dev/shm/'.length));
      } finally {
        await rm(path, { force: true });
      }
    });

    it('says in plain words that the disk is full', async () => {
      const fault = await refusal(
        storing(() => writeFile('/dev/full', 'x')),
        'unavailable',
      );
      expect(fault.detail).to.contain('full');
    });
  }

  it('goes on with a file that was linked in before the process died', async () => {
    const path = join(dir, 'upload');
    await writeFile(path, 'bytes');
    const sha256 = sha256Of(Buffer.from('bytes'));
    await link(path, join(root, 'a'));
    expect((await objects.takeFile('a', path, { sha256 })).created).to.equal(false);
    expect(await readdir(dir)).to.deep.equal(['objects']);
    expect((await objects.readRange('a', 0, 5)).toString()).to.equal('bytes');
  });

  it('takes in no symbolic link, and no file of its own', async () => {
    await put('a', 'bytes');
    await symlink(join(root, 'a'), join(dir, 'pointer'));
    await refusal(objects.takeFile('b', join(dir, 'pointer')), 'bad-request');
    const itself = objects.takeFile('a', join(root, 'a'), { sha256: sha256Of(Buffer.from('bytes')) });
    await refusal(itself, 'bad-request');
    expect(await objects.stat('a')).not.to.equal(undefined);
  });

  it('refuses a key below an object, and one that others lie below', async () => {
    await put('a/b', 'bytes');
    await refusal(put('a/b/c', 'x'), 'bad-request');
    await refusal(put('a', 'x'), 'bad-request');
    await mkdir(join(root, 'empty'));
    expect(await objects.stat('empty')).to.equal(undefined);
  });

  it('is one store for several processes', async () => {
    const other = await createFileObjects({ root });
    try {
      const all = await Promise.all(
        [objects, other, objects, other].map((store, index) =>
          store.write('a', Readable.from([Buffer.from(`racer ${index}`)])),
        ),
      );
      expect(all.filter(({ created }) => created)).to.have.length(1);
      expect(await other.stat('a')).to.deep.equal(await objects.stat('a'));
    } finally {
      await other.close();
    }
  });
});
