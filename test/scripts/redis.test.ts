import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { Redis } from 'ioredis';
import { Fault } from '../../model/fault.ts';
import { askRedis } from '../../scripts/redis/ask.ts';
import {
  findRedis,
  type PrivateRedis,
  redisVersion,
  socketPath,
  startPrivateRedis,
} from '../../scripts/redis.ts';
import { fetchRedis } from '../../scripts/setup/fetch.ts';

describe('the private Redis', () => {
  let dir: string;
  const running: PrivateRedis[] = [];

  before(() => {
    if (!findRedis()) fetchRedis();
  });
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'recto-redis-test-'));
  });
  afterEach(async () => {
    for (const redis of running.splice(0)) await redis.stop();
    rmSync(dirname(socketPath(dir)), { recursive: true, force: true });
    rmSync(dir, { recursive: true, force: true });
  });

  async function start(): Promise<PrivateRedis> {
    const redis = await startPrivateRedis({ dir });
    running.push(redis);
    return redis;
  }

  async function ask<T>(redis: PrivateRedis, act: (client: Redis) => Promise<T>): Promise<T> {
    const client = new Redis(redis.url.replace('unix://', ''));
    try {
      return await act(client);
    } finally {
      client.disconnect();
    }
  }

  it('keeps what it acknowledged over a stop and a start', async () => {
    const first = await start();
    await ask(first, (client) => client.set('kept', 'yes'));
    await first.stop();
    expect(existsSync(join(dir, 'appendonlydir'))).to.equal(true);
    const second = await start();
    expect(await ask(second, (client) => client.get('kept'))).to.equal('yes');
  });

  it('writes every change to disk at once and never forgets for want of memory', async () => {
    const redis = await start();
    const settings = await ask(redis, (client) => client.config('GET', 'appendfsync', 'maxmemory-policy'));
    expect(JSON.stringify(settings)).to.include('always').and.to.include('noeviction');
  });

  it('listens where only this user can reach it, and on no port', async () => {
    const redis = await start();
    const socket = redis.url.replace('unix://', '');
    expect(statSync(socket).mode & 0o077).to.equal(0);
    expect(statSync(dirname(socket)).mode & 0o777).to.equal(0o700);
    expect(await askRedis(socket, 'INFO server')).to.match(/tcp_port:0\r\n/);
  });

  it('is started again when it is killed, with its data and at the same place', async () => {
    const redis = await start();
    const { pid, url } = redis;
    await ask(redis, (client) => client.set('kept', 'yes'));
    process.kill(pid, 'SIGKILL');
    for (let tries = 0; redis.pid === pid && tries < 200; tries += 1) await sleep(50);
    expect(redis.pid).to.not.equal(pid);
    expect(redis.url).to.equal(url);
    expect(await ask(redis, (client) => client.get('kept'))).to.equal('yes');
  });

  it('begins anew, empty, when it is killed and its directory is gone', async () => {
    const redis = await start();
    const { pid } = redis;
    await ask(redis, (client) => client.set('kept', 'yes'));
    process.kill(pid, 'SIGKILL');
    rmSync(dir, { recursive: true, force: true });
    for (let tries = 0; redis.pid === pid && tries < 200; tries += 1) await sleep(50);
    expect(await ask(redis, (client) => client.get('kept'))).to.equal(null);
  });

  it('is refused a second time on the same directory, and the first goes on', async () => {
    const first = await start();
    const refusal = await start().then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refusal).to.be.instanceOf(Fault);
    expect((refusal as Fault).detail).to.equal(`Another Redis is already running on ${dir}.`);
    expect(await ask(first, (client) => client.ping())).to.equal('PONG');
  });

  it('puts data aside that Redis cannot read', async () => {
    const first = await start();
    await ask(first, (client) => client.set('kept', 'yes'));
    await first.stop();
    writeFileSync(join(dir, 'appendonlydir', 'appendonly.aof.manifest'), 'not a manifest\n');
    const second = await start();
    expect(await ask(second, (client) => client.get('kept'))).to.equal(null);
  });

  it('ends with a parent that is killed, and the directory is free again', async () => {
    const program = `import { startPrivateRedis } from './scripts/redis.ts';
      const redis = await startPrivateRedis({ dir: ${JSON.stringify(dir)} });
      console.log(redis.pid);`;
    const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program]);
    const [printed] = (await once(parent.stdout, 'data')) as [Buffer];
    const orphan = Number(printed.toString());
    parent.kill('SIGKILL');
    const next = await start();
    expect(next.pid).to.not.equal(orphan);
    expect(await ask(next, (client) => client.ping())).to.equal('PONG');
  });

  it('says so when it cannot be started at all', async () => {
    const refusal = await startPrivateRedis({ dir, bin: '/bin/false' }).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect((refusal as Fault).detail)
      .to.include('/bin/false')
      .and.to.include('does not start');
  });
});

describe('finding Redis', () => {
  it('refuses a REDIS_BIN that is no Redis, naming it', () => {
    expect(() => findRedis({ REDIS_BIN: '/bin/true' })).to.throw(Fault, 'REDIS_BIN is /bin/true');
    expect(() => findRedis({ REDIS_BIN: '/nowhere/redis-server' })).to.throw(Fault, '/nowhere/redis-server');
  });

  it('finds the one that the set-up fetched where there is none in PATH', () => {
    fetchRedis();
    const found = findRedis({ PATH: '' });
    expect(found).to.be.a('string');
    expect(redisVersion(found ?? '')?.[0]).to.be.at.least(6);
  });

  it('makes a short socket path however long the directory', () => {
    const socket = socketPath(`/tmp/${'very-long/'.repeat(30)}`);
    expect(socket.length).to.be.at.most(103);
    rmSync(dirname(socket), { recursive: true });
  });
});
