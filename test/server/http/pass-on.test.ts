import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import { createLog } from '../../../runtime/log.ts';
import { createPassingOn, type PassingOn } from '../../../server/http/pass-on.ts';
import { listenToFronts } from '../../../server/http/passed-on.ts';
import { askAlone, readPlain } from '../../fixtures/plain-http.ts';
import { until } from '../../fixtures/until.ts';

type Answer = (req: IncomingMessage, res: ServerResponse) => void;

describe('requests that are passed on', function () {
  this.timeout(30_000);
  let dir: string;
  let passing: PassingOn;
  let front: Server;
  let behind: Server;
  let url: string;
  let answer: Answer = (_req, res) => void res.end();

  const socketPath = () => join(dir, 'app.sock');
  async function openBehind(): Promise<void> {
    behind = await listenToFronts(socketPath(), (req, res) => answer(req, res));
  }
  async function closeBehind(): Promise<void> {
    behind.closeAllConnections();
    await new Promise((closed) => behind.close(closed));
  }

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'recto-pass-on-'));
    passing = createPassingOn({ socketPath: socketPath(), log: createLog('front', 'silent') });
    front = createServer((req, res) => passing.passOn(req, res)).listen(0, '127.0.0.1');
    await Promise.all([openBehind(), once(front, 'listening')]);
    url = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
  });
  after(async () => {
    passing.close();
    front.closeAllConnections();
    front.close();
    await closeBehind();
    await rm(dir, { recursive: true });
  });

  /** A body that is never at its end, and how much of it was taken. */
  function endless(): { body: Readable; taken: () => number } {
    let taken = 0;
    const body = new Readable({
      read() {
        taken += 65_536;
        this.push(Buffer.alloc(65_536));
      },
    });
    return { body, taken: () => taken };
  }

  it('keep their headers as they are, but for those of the connection, and say who sent them', async () => {
    let seen: IncomingMessage | undefined;
    answer = (req, res) => {
      seen = req;
      res.setHeader('Set-Cookie', ['a=1', 'b=2']);
      res.setHeader('Keep-Alive', 'timeout=999');
      res.end(req.socket.remoteAddress);
    };
    const { headers, body } = await askAlone(`${url}/a%2Fb?c=%5E`, {
      headers: {
        Host: 'scans.example.org',
        Connection: 'close, X-Forwarded-For',
        'X-Forwarded-For': '203.0.113.9',
        'X-Recto-Peer': '203.0.113.9',
        'X-Two': ['1', '2'],
      },
    });
    expect([seen?.url, seen?.headers.host, seen?.headers['x-forwarded-for']]).to.deep.equal([
      '/a%2Fb?c=%5E',
      'scans.example.org',
      '203.0.113.9',
    ]);
    expect(seen?.headers).to.include({ 'x-two': '1, 2' }).and.not.have.any.keys('x-recto-peer');
    expect(body.toString()).to.equal('127.0.0.1');
    expect(headers['set-cookie']).to.deep.equal(['a=1', 'b=2']);
    expect(headers['keep-alive'] ?? '').to.not.include('999');
  });

  it('need no body, and may have one of any method and without a length', async () => {
    answer = (req, res) => {
      const framing = [req.headers['content-length'], req.headers['transfer-encoding']].map(
        (value) => value ?? '-',
      );
      void readPlain(req).then(({ body }) => res.end(`${req.method} ${framing.join(' ')} ${body.length}`));
    };
    const ask = async (method: string, headers: Record<string, string>, body?: string) =>
      (await askAlone(url, { method, headers }, body)).body.toString();
    expect(await ask('GET', {})).to.equal('GET - - 0');
    expect(await ask('DELETE', {})).to.equal('DELETE 0 - 0');
    expect(await ask('POST', { 'content-length': '3' }, 'abc')).to.equal('POST 3 - 3');
    expect(await ask('PATCH', { 'transfer-encoding': 'chunked' }, 'abcd')).to.equal('PATCH - chunked 4');
    expect(await ask('GET', { 'transfer-encoding': 'chunked' }, 'abcd')).to.equal('GET - chunked 4');
  });

  it('stay one request each, whatever their Connection header names', async () => {
    const heard: string[] = [];
    answer = (req, res) => {
      heard.push(`${req.url} from ${req.socket.remoteAddress}`);
      void readPlain(req).then(({ body }) => res.end(String(body.length)));
    };
    const within = 'GET /within HTTP/1.1\r\nHost: x\r\nX-Recto-Peer: 203.0.113.9\r\n\r\n';
    for (const named of ['Content-Length', 'Transfer-Encoding, Content-Length', 'Host, X-Recto-Peer']) {
      const headers = { Connection: `close, ${named}`, 'Content-Length': String(within.length) };
      const { body } = await askAlone(`${url}/outside`, { headers }, within);
      expect(body.toString(), named).to.equal(String(within.length));
    }
    await askAlone(`${url}/last`);
    expect(heard).to.deep.equal([...Array(3).fill('/outside from 127.0.0.1'), '/last from 127.0.0.1']);
  });

  it('go over a connection that stands already', async () => {
    let connections = 0;
    behind.on('connection', () => {
      connections += 1;
    });
    answer = (req, res) => void readPlain(req).then(() => res.end('heard'));
    for (let time = 0; time < 5; time += 1) {
      await askAlone(url);
      await askAlone(url, { method: 'PUT', headers: { 'content-length': '4' } }, 'body');
    }
    expect(connections).to.be.below(3);
  });

  it('are answered without a body where that is so, with the length that it would have', async () => {
    answer = (_req, res) => {
      res.writeHead(200, { 'Content-Length': 12_345 }).end();
    };
    const { headers, body } = await askAlone(url, { method: 'HEAD' });
    expect([headers['content-length'], body.length]).to.deep.equal(['12345', 0]);
    answer = (_req, res) => void res.writeHead(304, { ETag: '"x"' }).end();
    expect((await askAlone(url)).headers.etag).to.equal('"x"');
  });

  it('are told to go on where they wait for that, and are heard whole', async () => {
    answer = (req, res) => void readPlain(req).then(({ body }) => res.end(String(body.length)));
    const asked = request(url, {
      method: 'PUT',
      agent: false,
      headers: { Expect: '100-continue', 'Content-Length': 5 },
    });
    asked.flushHeaders();
    await once(asked, 'continue');
    asked.end('abcde');
    const [answered] = (await once(asked, 'response')) as [IncomingMessage];
    expect((await readPlain(answered)).body.toString()).to.equal('5');
  });

  it('flow as fast as the slower side takes them', async () => {
    const { body, taken } = endless();
    answer = (_req, res) => void body.pipe(res);
    const asked = request(url, { agent: false }).end();
    const [slow] = (await once(asked, 'response')) as [IncomingMessage];
    slow.on('error', () => undefined);
    await until(async () => {
      const before = taken();
      await new Promise((later) => setTimeout(later, 200));
      return before > 0 && taken() === before;
    });
    expect(taken()).to.be.below(50_000_000);
    slow.destroy();
  });

  it('end beyond as soon as their sender hangs up, in the body or in the answer', async () => {
    const hungUp: string[] = [];
    answer = (req, res) => {
      req.on('error', () => undefined);
      res.on('close', () => hungUp.push(`${req.method} ${res.writableFinished}`));
      if (req.method === 'GET') res.write('begun');
      req.resume();
    };
    const put = request(url, { method: 'PUT', agent: false, headers: { 'Content-Length': 100 } });
    put.on('error', () => undefined);
    put.write('some');
    const get = request(url, { agent: false }).end();
    const [answered] = (await once(get, 'response')) as [IncomingMessage];
    answered.on('error', () => undefined);
    answered.destroy();
    put.destroy();
    await until(() => hungUp.length === 2);
    expect(hungUp).to.have.members(['GET false', 'PUT false']);
  });

  it('are cut off where the answer is: half of it must not be taken for the whole', async () => {
    answer = (_req, res) => {
      res.write('half');
      setTimeout(() => res.destroy(), 50);
    };
    const asked = request(url, { agent: false }).end();
    const [answered] = (await once(asked, 'response')) as [IncomingMessage];
    const thrown = await readPlain(answered).catch((reason: unknown) => reason);
    expect(thrown).to.be.instanceOf(Error);
  });

  it('are answered before their body has come, if the answer does not need it', async () => {
    answer = (_req, res) => void res.writeHead(413, { Connection: 'close' }).end('too large');
    for (let time = 0; time < 10; time += 1) {
      const asked = request(url, {
        method: 'PUT',
        agent: false,
        headers: { 'Content-Length': 1_000_000_000 },
      });
      asked.on('error', () => undefined);
      asked.write(Buffer.alloc(1_000_000));
      const [answered] = (await once(asked, 'response')) as [IncomingMessage];
      expect([answered.statusCode, answered.headers.connection]).to.deep.equal([413, 'close']);
      asked.destroy();
    }
  });

  it('wait a little for a process that is away, but not if they could be done twice', async () => {
    await closeBehind();
    const refused = await askAlone(`${url}/iiif/3/x/info.json`, { method: 'POST' }, 'body');
    expect([
      refused.status,
      refused.headers['retry-after'],
      refused.headers['access-control-allow-origin'],
    ]).to.deep.equal([503, '5', '*']);
    expect(refused.headers['content-type']).to.match(/^application\/problem\+json/);
    let finish = (): void => undefined;
    answer = (_req, res) => {
      res.write('ba');
      finish = () => void res.end('ck');
    };
    front.timeout = 54_321;
    const asked = once(front, 'request') as Promise<[IncomingMessage]>;
    const waiting = askAlone(url);
    const [{ socket }] = await asked;
    await new Promise((later) => setTimeout(later, 300));
    await openBehind();
    // Nobody may be silent for longer because of the wait.
    await until(() => socket.timeout === front.timeout);
    finish();
    expect((await waiting).body.toString()).to.equal('back');
    await closeBehind();
    expect((await askAlone(`${url}/api/items`)).status).to.equal(503);
    await openBehind();
  });
});
