import { expect } from 'chai';
import { publishScan } from '../fixtures/published-images.ts';
import { makeBucket } from '../fixtures/s3-server.ts';
import { type S3Stub, startS3Stub } from '../fixtures/s3-stub.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';

describe('image services over packs in S3', function () {
  this.timeout(60_000);
  let s3: S3Stub;
  let server: TestServer;
  let service: string;

  before(async () => {
    s3 = await startS3Stub();
    const env = {
      S3_BUCKET: await makeBucket(s3),
      S3_ENDPOINT: s3.endpoint,
      S3_REGION: s3.region,
      S3_ACCESS_KEY_ID: s3.accessKeyId,
      S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
    };
    server = await startTestServer({ env });
    ({ service } = await publishScan(server, server.env, { width: 1_301, height: 907 }));
    server = await server.restart();
  });
  after(async () => {
    await server?.stop();
    await s3?.close();
  });

  /** Asks for paths below the service, all at once. @returns the ranges that the store was asked for meanwhile. */
  async function rangesFor(...paths: string[]): Promise<(string | undefined)[]> {
    s3.forget();
    const answers = await Promise.all(paths.map((path) => fetch(`${server.url}${service}/${path}`)));
    for (const answer of answers) {
      expect([answer.status, (await answer.arrayBuffer()).byteLength > 0]).to.deep.equal([200, true]);
    }
    return s3.requests.map(({ method, headers }) => (method === 'GET' ? headers.range : method));
  }

  it('read a tile in one ranged request, and once more for the directory where the image is cold', async () => {
    const cold = await rangesFor('0,0,512,512/512,512/0/default.jpg');
    expect(cold).to.have.length(2);
    const warm = await rangesFor('512,0,512,512/512,512/0/default.jpg');
    expect(warm).to.have.length(1);
    for (const range of [...cold, ...warm]) expect(range).to.match(/^bytes=\d+-\d+$/);
  });

  it('read nothing for a tile that was read just before, whatever it is called', async () => {
    await rangesFor('0,512,512,395/512,395/0/default.jpg');
    expect(
      await rangesFor(
        '0,512,512,395/512,395/0/default.jpg',
        '0,512,512,395/512,/0/color.jpg',
        '0,512,512,395/max/0/default.jpg?download=1',
      ),
    ).to.deep.equal([]);
  });

  it('read a tile once for a hundred who ask at the same moment', async () => {
    const path = '1024,0,277,512/277,512/0/default.jpg';
    expect(await rangesFor(...Array.from({ length: 100 }, () => path))).to.have.length(1);
  });

  it('read nothing for what the client has, or for the head alone', async () => {
    const path = `${server.url}${service}/1024,512,277,395/277,395/0/default.jpg`;
    s3.forget();
    const head = await fetch(path, { method: 'HEAD' });
    const etag = head.headers.get('etag') ?? '';
    const known = await fetch(path, { headers: { 'if-none-match': etag } });
    expect([head.status, known.status, s3.requests.length]).to.deep.equal([200, 304, 0]);
  });
});
