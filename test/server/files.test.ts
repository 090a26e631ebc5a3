import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { expect } from 'chai';
import type { FileView } from '../../model/views.ts';
import { uploadPlaces } from '../../server/uploads/places.ts';
import { type ProblemBody, readJson, startTestServer, type TestServer } from '../fixtures/server.ts';
import { sha256Of } from '../fixtures/tus.ts';

describe('files that come in by PUT', function () {
  this.timeout(30_000);
  let server: TestServer;
  let item: string;

  before(async () => {
    server = await startTestServer({ env: { RECTO_MAX_UPLOAD_MB: '1' } });
  });
  after(() => server?.stop());
  beforeEach(async () => {
    item = (await server.makeItem()).id;
  });

  const digestOf = (bytes: Uint8Array, name = 'sha256') => createHash(name).update(bytes).digest('base64');
  const put = (bytes: Uint8Array, headers: Record<string, string>, name = 'p1.tif') =>
    server.ask(`/api/items/${item}/files/${name}`, { method: 'PUT', headers, body: Buffer.from(bytes) });

  it('are received with a Content-Digest, and stand where they stood', async () => {
    const bytes = randomBytes(100_000);
    const digest = `sha-512=:${digestOf(bytes, 'sha512')}:, sha-256=:${digestOf(bytes)}:;x`;
    const first = await put(bytes, { 'content-digest': digest }, 'blad%201.tif');
    expect(first.status).to.equal(201);
    const file = await readJson<FileView>(first);
    expect(file).to.include({
      version: 1,
      name: 'blad 1.tif',
      sha256: sha256Of(bytes),
      digestOrigin: 'station',
    });
    const second = await put(bytes, { 'content-digest': digest }, 'blad%201.tif');
    expect([second.status, (await readJson<FileView>(second)).id]).to.deep.equal([200, file.id]);
    expect(await readdir(uploadPlaces(server.dataDir).put)).to.deep.equal([]);
  });

  it('need one', async () => {
    const bytes = randomBytes(1_000);
    for (const headers of [{}, { 'content-digest': `sha-512=:${digestOf(bytes, 'sha512')}:` }]) {
      const answer = await put(bytes, headers as Record<string, string>);
      expect(answer.status).to.equal(400);
      expect((await readJson<ProblemBody>(answer)).detail).to.match(/Content-Digest/);
    }
    expect((await server.item(item)).surfaces).to.deep.equal([]);
  });

  it('are refused in words where it does not agree, until they come right', async () => {
    const bytes = randomBytes(1_000);
    const answer = await put(bytes, { 'content-digest': `sha-256=:${digestOf(randomBytes(3))}:` });
    expect(answer.status).to.equal(400);
    expect((await readJson<ProblemBody>(answer)).detail).to.match(/^p1\.tif was refused/);
    expect((await server.item(item)).uploads.map((upload) => upload.fileName)).to.deep.equal(['p1.tif']);
    expect(await readdir(uploadPlaces(server.dataDir).aside)).to.have.length(1);
    expect((await put(bytes, { 'content-digest': `sha-256=:${digestOf(bytes)}:` })).status).to.equal(201);
    expect(await readdir(uploadPlaces(server.dataDir).aside)).to.deep.equal([]);
    expect((await server.item(item)).uploads).to.deep.equal([]);
  });

  it('are turned away where they are too large, empty, or of no item', async () => {
    const large = randomBytes(1_000_001);
    const digest = (bytes: Uint8Array) => ({ 'content-digest': `sha-256=:${digestOf(bytes)}:` });
    expect((await put(large, digest(large))).status).to.equal(413);
    const chunked = {
      method: 'PUT',
      headers: digest(large),
      duplex: 'half',
      body: new Blob([large]).stream(),
    };
    const cut = await server.ask(`/api/items/${item}/files/p1.tif`, chunked as RequestInit);
    expect([cut.status, (await readJson<ProblemBody>(cut)).code]).to.deep.equal([413, 'too-large']);
    expect((await put(Buffer.alloc(0), digest(Buffer.alloc(0)))).status).to.equal(400);
    const nowhere = '/api/items/01900000-0000-7000-8000-000000000000/files/p1.tif';
    const init = { method: 'PUT', headers: digest(large), body: Buffer.from('x') };
    expect((await server.ask(nowhere, init)).status).to.equal(404);
    expect(await readdir(uploadPlaces(server.dataDir).put)).to.deep.equal([]);
  });
});
