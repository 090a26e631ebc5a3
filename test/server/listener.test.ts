import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { createPublicServer } from '../../server/listener.ts';
import { askAlone } from '../fixtures/plain-http.ts';

describe('a server for the world', () => {
  let server: Server;

  before(async () => {
    server = createPublicServer((req, res) => void res.end(req.url));
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  after(() => server.close());

  for (const [written, meant] of [
    ['/iiif/3/x', '/iiif/3/x'],
    ['http://scans.example.org/iiif/3/x?y', '/iiif/3/x?y'],
    ['HTTPS://scans.example.org:8443//x', '//x'],
    ['http://scans.example.org', '/'],
    ['http://scans.example.org?x=/y', '/?x=/y'],
    ['*', '*'],
  ] as const) {
    it(`reads an address that is written whole as what it means: ${written}`, async () => {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const { body } = await askAlone(url, { method: 'OPTIONS', path: written });
      expect(body.toString()).to.equal(meant);
    });
  }
});
