import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openSocketDir } from '../../server/fronts/socket-dir.ts';

/** Listens for one connection at a time on the path that it is given. */
const LISTEN = `
  const path = process.argv[1];
  require('node:net').createServer().listen({ path, backlog: 1 }, () => process.stdout.write('ready'));
`;

describe('the folder of the socket files', () => {
  let parent: string;
  const running: ChildProcess[] = [];
  const connections: Socket[] = [];

  before(async () => {
    parent = await mkdtemp(join(tmpdir(), 'recto-socket-dir-'));
  });
  after(async () => {
    for (const connection of connections) connection.destroy();
    for (const child of running) child.kill('SIGKILL');
    await rm(parent, { recursive: true });
  });

  /** One that was made an hour ago. @param use what is done before in it */
  async function makeOld(name: string, use: (app: string) => Promise<void>): Promise<string> {
    const dir = join(parent, `recto-fronts-${name}`);
    await mkdir(dir);
    await use(join(dir, 'app.sock'));
    const then = new Date(Date.now() - 3_600_000);
    await utimes(dir, then, then);
    return dir;
  }

  async function listen(app: string): Promise<ChildProcess> {
    const child = spawn(process.execPath, ['-e', LISTEN, app], { stdio: ['ignore', 'pipe', 'inherit'] });
    running.push(child);
    await once(child.stdout, 'data');
    return child;
  }

  it('is swept of those whose server was killed, and not of one that is only busy', async () => {
    const killed = await makeOld('killed', async (app) => {
      const child = await listen(app);
      child.kill('SIGKILL');
      await once(child, 'exit');
    });
    const empty = await makeOld('empty', async () => undefined);
    await makeOld('idle', async (app) => void (await listen(app)));
    await makeOld('busy', async (app) => {
      (await listen(app)).kill('SIGSTOP');
      for (let waiting = 0; waiting < 3; waiting += 1) {
        const connection = connect(app);
        connections.push(connection);
        await once(connection, 'connect').catch(() => undefined);
      }
    });
    const own = await openSocketDir(parent);
    const left = (await readdir(parent)).map((name) => join(parent, name));
    expect(left).to.have.length(3).and.not.include(killed).and.not.include(empty);
    expect(left).to.include.members(['idle', 'busy'].map((name) => join(parent, `recto-fronts-${name}`)));
    await own.remove();
    expect(await readdir(parent)).to.have.length(2);
  });
});
