import { once } from 'node:events';
import { statfs } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { expect } from 'chai';
import { lackingBytes, MEGABYTE } from '../../../server/uploads/room.ts';
import { type ProblemBody, readJson, startTestServer, type TestServer } from '../../fixtures/server.ts';
import { createUpload } from '../../fixtures/tus.ts';

describe('room for uploads', function () {
  this.timeout(30_000);
  let server: TestServer;

  before(async () => {
    server = await startTestServer({ env: { RECTO_MAX_UPLOAD_MB: '1000000000' } });
  });
  after(() => server?.stop());

  const announce = async (item: string, filename: string, sizeBytes: number) =>
    createUpload(server, { item, filename, sizeBytes });
  const freeBytes = async () => {
    const { bavail, bsize } = await statfs(server.dataDir);
    return bavail * bsize;
  };

  it('is kept for a file with its tiles, for what others send, and for the rows and the queue', () => {
    const room = { freeBytes: 1_000 * MEGABYTE, promisedBytes: 0, sizeBytes: 640 * MEGABYTE };
    expect(lackingBytes(room)).to.equal(0);
    expect(lackingBytes({ ...room, sizeBytes: 641 * MEGABYTE })).to.equal(1.25 * MEGABYTE);
    expect(lackingBytes({ ...room, promisedBytes: 100 * MEGABYTE })).to.equal(125 * MEGABYTE);
    expect(lackingBytes({ freeBytes: 0, promisedBytes: 0, sizeBytes: 1 })).to.equal(200 * MEGABYTE + 2);
  });

  it('is refused in words before the first byte', async () => {
    const { id } = await server.makeItem();
    const answer = await announce(id, 'huge.tif', Math.round((await freeBytes()) * 2));
    expect(answer.status).to.equal(503);
    expect((await readJson<ProblemBody>(answer)).detail)
      .to.match(/^There is no room for huge\.tif: it has \d+ MB, and .* lacks \d+ MB\. Make room on it/)
      .and.not.include(server.dataDir);
  });

  it('is not given to two who fit in it one at a time', async () => {
    const { id } = await server.makeItem();
    const half = Math.round((await freeBytes()) * 0.5);
    expect((await announce(id, 'first.tif', half)).status).to.equal(201);
    expect((await announce(id, 'second.tif', half)).status).to.equal(503);
  });

  it('is asked for by a PUT too, which says how much it will send', async () => {
    const { id } = await server.makeItem();
    const asked = request(`${server.url}/api/items/${id}/files/huge.tif`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${server.token}`,
        'content-digest': `sha-256=:${Buffer.alloc(32).toString('base64')}:`,
        'content-length': Math.round((await freeBytes()) * 2),
      },
    });
    asked.on('error', () => undefined).write('the first bytes');
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    asked.destroy();
    expect(answer.statusCode).to.equal(503);
  });
});
