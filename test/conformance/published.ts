import { createHash } from 'node:crypto';
import { type IncomingHttpHeaders, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiVersion } from '../../image/rotation.ts';
import type { ItemView } from '../../model/views.ts';
import { spawnTestWorkers, startTestServer, type TestServer } from '../fixtures/server.ts';

/** What came back, as it came. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** How to ask. */
export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks for an address exactly as it stands: `fetch` would tidy it up first. Follows no redirect. */
export function askRaw(url: string, { method = 'GET', headers = {} }: Asking = {}): Promise<Answer> {
  const [, host = '', port = '', path = ''] = /^http:\/\/([^/:]+):(\d+)(.*)$/.exec(url) ?? [];
  return new Promise((resolve, reject) => {
    const asked = request({ host, port, path, method, headers, agent: false }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.once('error', reject);
      res.once('end', () =>
        resolve({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(chunks) }),
      );
    });
    asked.once('error', reject);
    asked.end();
  });
}

/** The target of the Link header of a relation; '' where there is none. */
export function linkOf({ headers }: Answer, relation: string): string {
  const links = [headers['link'] ?? []].flat().join(', ');
  const found = [...links.matchAll(/<([^>]*)>((?:\s*;\s*[a-z]+="[^"]*")*)/g)];
  return found.find(([, , parameters = '']) => parameters.includes(`rel="${relation}"`))?.[1] ?? '';
}

/** A server with published images, as anybody sees it. */
export interface PublishedImages {
  readonly server: TestServer;
  readonly item: ItemView;
  /** `{surface}~{version}` of each picture, in the order in which they were given. */
  readonly ids: readonly string[];
  /** Asks one of the image services: `rest` is what follows the version in the path. */
  ask(apiVersion: ApiVersion, rest: string, asking?: Asking): Promise<Answer>;
  /** Sends one more scan, by the name of its file, and waits until its tiles are cut. */
  add(name: string, scan: Buffer): Promise<ItemView>;
  publish(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a server with workers, sends TIFFs through the ordinary upload, waits for their tiles, and publishes them. */
export async function publishImages(
  scans: readonly Buffer[],
  env: Readonly<Record<string, string>> = {},
): Promise<PublishedImages> {
  const server = await startTestServer({ env });
  const workers = await spawnTestWorkers(server.env).catch(async (thrown: unknown) => {
    await server.stop();
    throw thrown;
  });
  async function stop(): Promise<void> {
    await workers.end();
    await server.stop();
  }
  const { id: itemId } = await server.makeItem();
  const publish = async () => {
    const answer = await server.ask(`/api/items/${itemId}/publish`, { method: 'POST', json: {} });
    if (!answer.ok) throw new Error(`not published: ${answer.status} ${await answer.text()}`);
  };
  const add = async (name: string, scan: Buffer) => {
    const { surface, version } = await send(server, itemId, name, scan);
    return untilReady(server, itemId, surface, version);
  };
  try {
    for (const [index, scan] of scans.entries()) await add(nameOf(index), scan);
    await publish();
    const item = await server.item(itemId);
    const ids = scans.map((_, index) => `${surfaceOf(item, nameOf(index))}~1`);
    const ask = (apiVersion: ApiVersion, rest: string, asking?: Asking) =>
      askRaw(`${server.url}/iiif/${apiVersion}/${rest}`, asking);
    return { server, item, ids, ask, add, publish, stop };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

function nameOf(index: number): string {
  return `p${String(index + 1).padStart(2, '0')}.tif`;
}

function surfaceOf(item: ItemView, name: string): string {
  const surface = item.surfaces.find((known) => `${known.name}.tif` === name);
  if (surface === undefined) throw new Error(`no surface ${name}`);
  return surface.id;
}

async function send(server: TestServer, itemId: string, name: string, scan: Buffer) {
  const digest = createHash('sha256').update(scan).digest('base64');
  const answer = await server.ask(`/api/items/${itemId}/files/${name}`, {
    method: 'PUT',
    body: new Uint8Array(scan),
    headers: { 'content-digest': `sha-256=:${digest}:` },
  });
  if (!answer.ok) throw new Error(`not taken: ${answer.status} ${await answer.text()}`);
  const item = await server.item(itemId);
  const surface = surfaceOf(item, name);
  const version = item.surfaces.find((known) => known.id === surface)?.versions[0]?.version ?? 0;
  return { surface, version };
}

/** Waits until a version is ready, rejected or failed. */
async function untilReady(
  server: TestServer,
  itemId: string,
  surfaceId: string,
  version: number,
): Promise<ItemView> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const item = await server.item(itemId);
    const versions = item.surfaces.find((surface) => surface.id === surfaceId)?.versions ?? [];
    const { state } = versions.find((known) => known.version === version) ?? { state: 'unknown' };
    if (['ready', 'rejected', 'failed'].includes(state)) return item;
    if (Date.now() > deadline) throw new Error(`${surfaceId}~${version} is still ${state}`);
    await sleep(50);
  }
}
