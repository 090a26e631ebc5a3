import { randomBytes } from 'node:crypto';
import { access, readdir, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import type { Event } from '../../model/event.ts';
import type { FileView } from '../../model/views.ts';
import { acceptUpload } from '../../server/actions/accept-upload.ts';
import { incomingPath } from '../../server/uploads/finish.ts';
import { uploadPlaces } from '../../server/uploads/places.ts';
import { tidyUploads } from '../../server/uploads/tidy.ts';
import { masterKey } from '../../storage/objects/keys.ts';
import { type ProblemBody, readJson, startTestServer, type TestServer } from '../fixtures/server.ts';
import { askOffset, createUpload, sendBytes, sha256Of, upload } from '../fixtures/tus.ts';

interface Outcome {
  state: string;
  detail: string | null;
  file: FileView | null;
}

const ADMIN = { RECTO_ADMIN_EMAIL: 'admin@example.org', RECTO_ADMIN_PASSWORD: 'a long enough one' };

const DAY_MS = 86_400_000;

describe('files that come in by tus', function () {
  this.timeout(30_000);
  let server: TestServer;
  let item: string;

  before(async () => {
    server = await startTestServer({ env: { RECTO_MAX_UPLOAD_MB: '2', ...ADMIN } });
  });
  after(() => server?.stop());
  beforeEach(async () => {
    item = (await server.makeItem()).id;
  });

  const outcome = async (location: string) => {
    const found = await readJson<Outcome>(await server.ask(`${location}/outcome`));
    return { ...found, file: found.file ?? ({} as Partial<FileView>) };
  };
  const lastEvent = async () => {
    const answer = await server.ask(`/api/items/${item}/events`);
    return (await readJson<{ events: Event[] }>(answer)).events[0];
  };
  const versionsOf = async () => (await server.item(item)).surfaces.flatMap((surface) => surface.versions);
  const idOf = (location: string) => location.split('/').at(-1) ?? '';
  const isThere = (path: string) =>
    access(path).then(
      () => true,
      () => false,
    );
  /** A digest that is none of theirs. */
  const wrong = sha256Of(Buffer.from('something else'));

  it('are received once the digest that was announced is proved', async () => {
    const bytes = randomBytes(200_000);
    const sha256 = sha256Of(bytes);
    const { location, answer } = await upload(server, { item, filename: 'p 1.tif', bytes, sha256 });
    expect(answer.status, await answer.text()).to.equal(204);
    expect(location).to.match(/^\/api\/uploads\/[0-9a-f-]{36}$/);
    const { state, detail, file } = await outcome(location);
    expect({ state, detail }).to.deep.equal({ state: 'accepted', detail: null });
    expect(file).to.include({
      version: 1,
      name: 'p 1.tif',
      sha256,
      digestOrigin: 'station',
      sizeBytes: 200_000,
    });
    expect(await server.parts.objects.stat(masterKey(sha256))).to.include({ sizeBytes: 200_000 });
    expect(await readdir(uploadPlaces(server.dataDir).incoming)).to.deep.equal([]);
    expect(await lastEvent()).to.include({ type: 'ingestion', outcome: 'success', fileVersionId: file.id });
    expect((await server.item(item)).surfaces[0]?.name).to.equal('p 1');
  });

  it('are digested on arrival where the sender could not', async () => {
    const bytes = randomBytes(1_000);
    const { location } = await upload(server, { item, filename: 'p1.tif', bytes });
    const { file } = await outcome(location);
    expect(file).to.include({ sha256: sha256Of(bytes), digestOrigin: 'server' });
  });

  it('are refused in words where other bytes came, kept aside, and forgotten once they come right', async () => {
    const bytes = randomBytes(1_000);
    const { location, answer } = await upload(server, { item, filename: 'p1.tif', bytes, sha256: wrong });
    expect(answer.status).to.equal(400);
    expect(answer.headers.get('content-type')).to.match(/^application\/problem\+json/);
    const problem = await readJson<ProblemBody>(answer);
    expect(problem.code).to.equal('digest-mismatch');
    expect(problem.detail).to.match(/^p1\.tif was refused\. .*send the file again/);
    expect((await outcome(location)).state).to.equal('refused');
    const aside = join(uploadPlaces(server.dataDir).aside, idOf(location));
    expect(await isThere(aside)).to.equal(true);
    const refused = await server.item(item);
    expect(refused.uploads.map(({ fileName, state }) => ({ fileName, state }))).to.deep.equal([
      { fileName: 'p1.tif', state: 'refused' },
    ]);
    expect(refused.surfaces).to.deep.equal([]);
    expect(await lastEvent()).to.include({ type: 'message digest calculation', outcome: 'failure' });
    expect((await askOffset(server, location)).status).to.equal(410);
    // … also where the process ended before they were put aside.
    await rename(aside, incomingPath(server.parts, idOf(location)));
    await tidyUploads(server.parts);
    expect(await isThere(aside)).to.equal(true);

    const again = await upload(server, { item, filename: 'p1.tif', bytes, sha256: sha256Of(bytes) });
    expect(again.answer.status).to.equal(204);
    expect(await isThere(aside)).to.equal(false);
    expect((await server.item(item)).uploads).to.deep.equal([]);
    expect(await versionsOf()).to.have.length(1);
  });

  it('are one version where the same bytes come twice, and a second one where others do', async () => {
    const bytes = randomBytes(1_000);
    const first = await upload(server, { item, filename: 'p1.tif', bytes });
    const second = await upload(server, { item, filename: 'p1.tif', bytes, sha256: sha256Of(bytes) });
    expect((await outcome(second.location)).file.id).to.equal((await outcome(first.location)).file.id);
    expect(await versionsOf()).to.have.length(1);
    await upload(server, { item, filename: 'p1.tif', bytes: randomBytes(1_000) });
    expect((await versionsOf()).map((file) => file.version)).to.deep.equal([2, 1]);
  });

  it('are numbered one after the other where two of one name come at once', async () => {
    const files = Array.from({ length: 6 }, (_, n) => randomBytes(1_000 + n));
    const all = await Promise.all(files.map((bytes) => upload(server, { item, filename: 'p1.tif', bytes })));
    expect(all.map(({ answer }) => answer.status)).to.deep.equal(files.map(() => 204));
    expect((await versionsOf()).map((file) => file.version)).to.deep.equal([6, 5, 4, 3, 2, 1]);
  });

  it('go on where they stopped after the server was started again', async () => {
    const bytes = randomBytes(300_000);
    const sha256 = sha256Of(bytes);
    const made = await createUpload(server, { item, filename: 'p1.tif', sizeBytes: 300_000, sha256 });
    const location = made.headers.get('location') ?? '';
    expect((await sendBytes(server, location, 0, bytes.subarray(0, 100_000))).status).to.equal(204);
    expect((await outcome(location)).state).to.equal('receiving');
    server = await server.restart();
    const offset = await askOffset(server, location);
    expect(offset.headers.get('upload-offset')).to.equal('100000');
    expect(offset.headers.get('upload-length')).to.equal('300000');
    expect((await sendBytes(server, location, 100_000, bytes.subarray(100_000))).status).to.equal(204);
    expect((await outcome(location)).file.sha256).to.equal(sha256);
  });

  it('are accepted at the next start where the process ended between the last byte and the record', async () => {
    const bytes = randomBytes(5_000);
    const sha256 = sha256Of(bytes);
    const made = await createUpload(server, { item, filename: 'p1.tif', sizeBytes: 5_000, sha256 });
    const location = made.headers.get('location') ?? '';
    await writeFile(incomingPath(server.parts, idOf(location)), bytes);
    // … even after the store had taken them already.
    await server.parts.objects.write(masterKey(sha256), Readable.from([bytes]));
    server = await server.restart();
    const found = await server.untilItem(item, ({ surfaces }) => surfaces.length === 1);
    expect(found.surfaces[0]?.versions[0]?.sha256).to.equal(sha256);
    expect((await outcome(location)).state).to.equal('accepted');
    expect(await isThere(incomingPath(server.parts, idOf(location)))).to.equal(false);
  });

  it('are not received again by a sender that has lost the answer to its last byte', async () => {
    const bytes = randomBytes(5_000);
    const { location } = await upload(server, { item, filename: 'p1.tif', bytes });
    const offset = await askOffset(server, location);
    expect([offset.status, offset.headers.get('upload-offset')]).to.deep.equal([200, '5000']);
    expect((await sendBytes(server, location, 0, bytes)).status).to.equal(409);
    expect(await versionsOf()).to.have.length(1);
  });

  it('are accepted when their sender asks, where all is here and nobody accepted it', async () => {
    const bytes = randomBytes(5_000);
    const made = await createUpload(server, { item, filename: 'p1.tif', sizeBytes: 5_000 });
    const location = made.headers.get('location') ?? '';
    await writeFile(incomingPath(server.parts, idOf(location)), bytes);
    expect((await askOffset(server, location)).headers.get('upload-offset')).to.equal('5000');
    expect((await outcome(location)).state).to.equal('accepted');
  });

  it('can be accepted again under the same upload without anything happening', async () => {
    const bytes = randomBytes(5_000);
    const { location } = await upload(server, { item, filename: 'p1.tif', bytes });
    const path = incomingPath(server.parts, idOf(location));
    await writeFile(path, bytes);
    const arrived = {
      itemId: item,
      fileName: 'p1.tif',
      path,
      sha256: undefined,
      sessionId: null,
      stationId: null,
      agent: 'test',
    };
    const again = await acceptUpload(server.parts, { ...arrived, uploadId: idOf(location) });
    const { id: fileVersionId } = (await outcome(location)).file;
    expect(again).to.deep.equal({ fileVersionId, isNew: false, notice: null });
    expect(await isThere(path)).to.equal(false);
  });

  it('can be given up by their sender as long as they are not received', async () => {
    const made = await createUpload(server, { item, filename: 'p1.tif', sizeBytes: 10 });
    const location = made.headers.get('location') ?? '';
    const tus = { method: 'DELETE', headers: { 'tus-resumable': '1.0.0' } };
    expect((await server.ask(location, tus)).status).to.equal(204);
    expect((await askOffset(server, location)).status).to.equal(404);
    const { location: received } = await upload(server, { item, filename: 'p2.tif', bytes: randomBytes(10) });
    expect((await server.ask(received, tus)).status).to.equal(409);
    const refused = await upload(server, { item, filename: 'p3.tif', bytes: randomBytes(10), sha256: wrong });
    expect((await server.ask(refused.location, tus)).status).to.equal(204);
    expect(await isThere(join(uploadPlaces(server.dataDir).aside, idOf(refused.location)))).to.equal(false);
  });

  it('are known to their sender and to curators alone', async () => {
    const [one, other, curator] = [
      await server.as('technician'),
      await server.as('technician'),
      await server.as('curator'),
    ];
    const made = await createUpload(one, { item, filename: 'p1.tif', sizeBytes: 10 });
    const location = made.headers.get('location') ?? '';
    expect((await askOffset(other, location)).status).to.equal(404);
    expect((await sendBytes(other, location, 0, randomBytes(10))).status).to.equal(404);
    expect((await other.ask(`${location}/outcome`)).status).to.equal(404);
    expect((await askOffset(curator, location)).status).to.equal(200);
    const stranger = await fetch(`${server.url}${location}`, { method: 'HEAD' });
    expect(stranger.status).to.equal(401);
  });

  it('need the word of its page from a browser, as every change does', async () => {
    const body = { email: ADMIN.RECTO_ADMIN_EMAIL, password: ADMIN.RECTO_ADMIN_PASSWORD };
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    const signedIn = await fetch(`${server.url}/api/session`, init);
    const { csrf } = await readJson<{ csrf: string }>(signedIn);
    const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const asBrowser = (headers: Record<string, string>) => ({
      ...server,
      ask: (path: string, asked?: RequestInit) =>
        fetch(`${server.url}${path}`, { ...asked, headers: { ...asked?.headers, ...headers, cookie } }),
    });
    const file = { item, filename: 'p1.tif', sizeBytes: 10 };
    expect((await createUpload(asBrowser({}), file)).status).to.equal(403);
    const browser = asBrowser({ 'x-csrf-token': csrf });
    const location = (await createUpload(browser, file)).headers.get('location') ?? '';
    expect((await sendBytes(asBrowser({}), location, 0, randomBytes(10))).status).to.equal(403);
    expect((await sendBytes(browser, location, 0, randomBytes(10))).status).to.equal(204);
  });

  it('are turned away in words before the first byte where they cannot be', async () => {
    const whole = { item, filename: 'p1.tif', sizeBytes: 10 };
    const said = async (given: Partial<Parameters<typeof createUpload>[1]>) => {
      const answer = await createUpload(server, { ...whole, ...given });
      return [answer.status, (await readJson<ProblemBody>(answer)).detail];
    };
    expect(await said({ item: '01900000-0000-7000-8000-000000000000' })).to.deep.equal([
      404,
      'There is no such item.',
    ]);
    expect((await said({ item: 'x' }))[0]).to.equal(400);
    expect((await said({ filename: '..' }))[0]).to.equal(400);
    expect((await said({ sha256: 'abc' }))[0]).to.equal(400);
    expect(await said({ sizeBytes: 0 })).to.deep.equal([400, 'p1.tif is empty.']);
    expect(await said({ sizeBytes: 2_000_001 })).to.deep.equal([
      413,
      'p1.tif has 3 MB; at most 2 MB are accepted.',
    ]);
    expect((await server.item(item)).uploads).to.deep.equal([]);
  });

  it('are removed after a week in which nothing came, and never once they are whole', async () => {
    const bytes = randomBytes(1_000);
    const made = await createUpload(server, { item, filename: 'p1.tif', sizeBytes: 1_000 });
    const stopped = made.headers.get('location') ?? '';
    await sendBytes(server, stopped, 0, bytes.subarray(0, 500));
    const path = incomingPath(server.parts, idOf(stopped));
    await utimes(path, new Date(Date.now() - 6 * DAY_MS), new Date(Date.now() - 6 * DAY_MS));
    await tidyUploads(server.parts);
    expect((await askOffset(server, stopped)).headers.get('upload-offset')).to.equal('500');
    const whole = await createUpload(server, { item, filename: 'p2.tif', sizeBytes: 1_000 });
    const finished = whole.headers.get('location') ?? '';
    await writeFile(incomingPath(server.parts, idOf(finished)), bytes);
    await tidyUploads(server.parts, Date.now() + 8 * DAY_MS);
    expect((await askOffset(server, stopped)).status).to.equal(404);
    expect(await isThere(path)).to.equal(false);
    expect((await outcome(finished)).state).to.equal('accepted');
  });
});
