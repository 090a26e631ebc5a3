import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { keepPace } from '../../../server/http/pace.ts';
import { until } from '../../fixtures/until.ts';

describe('keepPace', () => {
  it('cuts off who reads nothing, and nobody who does', async () => {
    const body = Buffer.alloc(30_000_000);
    let closed = 0;
    const server = createServer((_req, res) => {
      res.once('close', () => {
        closed += 1;
      });
      keepPace(res, { leastBytes: 1, everyMs: 1_500 });
      res.on('error', () => undefined);
      res.writeHead(200, { 'Content-Length': body.length });
      res.end(body);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const ask = async () => {
      const asked = request({ port, agent: false }).end();
      return ((await once(asked, 'response')) as [IncomingMessage])[0];
    };
    let read = 0;
    for await (const part of await ask()) read += (part as Buffer).length;
    const stuck = await ask();
    stuck.on('error', () => undefined);
    await until(() => closed === 2);
    expect(read).to.equal(body.length);
    stuck.destroy();
    server.close();
  });
});
