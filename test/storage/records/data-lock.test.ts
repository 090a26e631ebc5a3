import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Fault } from '../../../model/fault.ts';
import { lockDataDir } from '../../../storage/records/data-lock.ts';

describe('the lock on the data directory', () => {
  let dir: string;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'recto-lock-test-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  async function lockElsewhere(): Promise<ChildProcess> {
    const program = `import { lockDataDir } from './storage/records/data-lock.ts';
      lockDataDir(${JSON.stringify(dir)});
      console.log('locked');
      setInterval(() => globalThis.gc?.(), 10);`;
    const args = ['--expose-gc', '--import', 'tsx', '--input-type=module', '-e', program];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    return child;
  }

  it('makes the directory and is free again once released', () => {
    const inside = join(dir, 'new', 'data');
    const lock = lockDataDir(inside);
    expect(() => lockDataDir(inside)).to.throw(Fault, 'Another Recto is already running');
    lock.release();
    lock.release();
    lockDataDir(inside).release();
  });

  it('refuses a second process in plain words, and is free the moment the first is killed', async () => {
    const first = await lockElsewhere();
    try {
      expect(() => lockDataDir(dir))
        .to.throw(Fault, dir)
        .with.property('code', 'conflict');
    } finally {
      first.kill('SIGKILL');
      await once(first, 'exit');
    }
    lockDataDir(dir).release();
  });

  it('says so where the directory cannot be made', () => {
    writeFileSync(join(dir, 'file'), '');
    expect(() => lockDataDir(join(dir, 'file', 'data')))
      .to.throw(Fault)
      .with.property('code', 'unavailable');
  });
});
