import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { createPublicServer } from '../../../server/listener.ts';

describe('what is no request', () => {
  let server: Server;
  let answer = (res: ServerResponse): void => void res.end('fine');

  before(async () => {
    server = createPublicServer((_req, res) => answer(res));
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  /** Sends it over a connection of its own. @returns all that comes back */
  async function say(written: string): Promise<string> {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(written);
    return text(socket).catch(() => '');
  }

  const head = 'GET /iiif/3/x/info.json HTTP/1.1\r\nHost: x\r\n';
  for (const [what, written, status] of [
    ['an address that is too long', `GET /iiif/3/${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
    ['a header that is too long', `${head}Cookie: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['no HTTP', 'hello\r\n\r\n', 400],
    ['two lengths', `${head}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`, 400],
  ] as const) {
    it(`is answered so that a page of any origin reads why: ${what}`, async () => {
      const [start = '', body = ''] = (await say(written)).split('\r\n\r\n');
      expect(start).to.match(
        new RegExp(`^HTTP/1\\.1 ${status} .+\\r\\nAccess-Control-Allow-Origin: \\*\\r\\n`),
      );
      expect(start).to.match(/\r\nContent-Type: application\/problem\+json/);
      expect(start).to.match(/\r\nConnection: close/);
      expect(JSON.parse(body)).to.include({ status });
    });
  }

  it('is answered after a request on the same connection, and not into another answer', async () => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(`${head}\r\n`);
    await once(socket, 'readable');
    socket.write('hello\r\n\r\n');
    expect((await text(socket)).match(/HTTP\/1\.1 \d+/g)).to.deep.equal(['HTTP/1.1 200', 'HTTP/1.1 400']);
    answer = (res) => void res.writeHead(200, { 'Content-Length': 10 }).write('half ');
    expect(await say(`${head}\r\nhello\r\n\r\n`)).to.not.include('400');
  });
});
