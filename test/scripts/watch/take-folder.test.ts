import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { LOCK_NAME } from '../../../scripts/station/watch/lock-file.ts';
import { type FolderLock, takeFolder } from '../../../scripts/station/watch/take-folder.ts';
import { until } from '../../fixtures/until.ts';

let dir: string;
let states: string;
let held: FolderLock[];
let said: string[];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'take-folder-'));
  states = await mkdtemp(join(tmpdir(), 'take-folder-state-'));
  held = [];
  said = [];
});
afterEach(async () => {
  for (const lock of held) await lock.release();
  for (const folder of [dir, states]) await rm(folder, { recursive: true, force: true });
});

/** Takes the folder, as somebody with a state directory of their own. */
async function take(who: string): Promise<FolderLock> {
  const lock = await takeFolder({
    dir,
    stateDir: join(states, who),
    say: (line) => said.push(line),
    signal: new AbortController().signal,
    beatEveryMs: 50,
    staleAfterMs: 1_000,
  });
  held.push(lock);
  return lock;
}

function failure(who: string): Promise<unknown> {
  return take(who).catch((thrown: unknown) => thrown);
}

const lockText = () => readFile(join(dir, LOCK_NAME), 'utf8');

describe('the lock on a folder that is watched', () => {
  it('keeps out a second watch on this machine, at once, and names who has it', async () => {
    await take('one');
    expect(await failure('one'))
      .to.have.property('detail')
      .that.includes(`process ${process.pid}`)
      .and.includes('watched already');
    expect(said).to.deep.equal([]);
  });

  it('keeps out one from elsewhere that sees the folder alone, by its beat', async () => {
    await take('one');
    expect(await failure('two')).to.have.property('code', 'conflict');
    expect(said.join()).to.include('Waiting up to 1 seconds');
  });

  it('is free again after it was released, and leaves nothing in the folder', async () => {
    await (await take('one')).release();
    expect(await readdir(dir)).to.deep.equal([]);
    await take('two');
    expect(said).to.deep.equal([]);
  });

  it('is taken over at once by the same place, and after a while by another, when its holder was killed', async () => {
    await take('one');
    const left = await lockText();
    await held[0]!.release();
    await writeFile(join(dir, LOCK_NAME), left);
    await (await take('one')).release();
    expect(said).to.deep.equal([]);
    await writeFile(join(dir, LOCK_NAME), left);
    const lock = await take('two');
    expect(said.join()).to.include('Taking');
    expect(lock.lost.aborted).to.equal(false);
    expect(await readdir(dir)).to.deep.equal([LOCK_NAME]);
  });

  it('tells its holder when another machine has taken it over, and leaves that one its lock', async () => {
    const lock = await take('one');
    const other = JSON.stringify({ ...JSON.parse(await lockText()), host: 'elsewhere', run: 'another' });
    await writeFile(join(dir, LOCK_NAME), other);
    await until(() => lock.lost.aborted);
    expect(lock.lost.reason).to.have.property('detail').that.includes('elsewhere');
    await lock.release();
    expect(await lockText()).to.equal(other);
  });

  it('goes on beating where somebody cleaned the folder, and takes always the same room', async () => {
    await take('one');
    const before = (await lockText()).length;
    await rm(join(dir, LOCK_NAME));
    await until(async () => JSON.parse(await lockText()).beat > 1);
    expect((await lockText()).length).to.equal(before);
  });

  it('says where the folder is not there', async () => {
    await rm(dir, { recursive: true });
    expect(await failure('one')).to.have.property('code', 'unavailable');
  });
});
