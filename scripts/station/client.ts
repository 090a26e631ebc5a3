import { z } from 'zod';
import { Fault, type FaultCode } from '../../model/fault.ts';
import type { LanguageMap } from '../../model/language.ts';
import { ROLES } from '../../model/user.ts';
import type { Patience } from './patience.ts';

const finding = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'warning']),
  message: z.object({ en: z.string(), nl: z.string() }),
});

const file = z.object({
  id: z.string(),
  name: z.string(),
  state: z.string(),
  failure: z.string().nullish(),
  sha256: z.string(),
  findings: z.array(finding),
  image: z.string().nullable(),
});

const item = z.object({
  id: z.string(),
  reference: z.string(),
  state: z.string(),
  edition: z.number(),
  manifest: z.string(),
  viewer: z.string(),
  publishedRevision: z.number().nullable(),
  publishWhenReady: z.boolean(),
  withdrawnAt: z.number().nullable(),
  blockers: z.array(z.object({ en: z.string() })),
  surfaces: z.array(z.object({ name: z.string(), image: z.string().nullable(), versions: z.array(file) })),
});

const found = z.object({ items: z.array(z.object({ id: z.string(), reference: z.string() })) });

/** A station publishes what it was told to: whoever starts it answers for that. */
const PUBLISH = { whenReady: true, override: 'Published from a station, as soon as it was ready.' };

const outcome = z.object({
  state: z.enum(['receiving', 'accepted', 'refused']),
  detail: z.string().nullish(),
  file: file.nullish(),
});

const session = z.object({ agent: z.object({ name: z.string(), role: z.enum(ROLES) }).nullable() });
const problem = z.object({ detail: z.string() });

/** What this program reads of the server's answers; docs/api.md says what else is there. */
export type FileSeen = z.infer<typeof file>;
export type ItemSeen = z.infer<typeof item>;
export type UploadOutcome = z.infer<typeof outcome>;
export type AgentSeen = NonNullable<z.infer<typeof session>['agent']>;

/** The part of Recto's API that a station needs. Every call waits out a server that is away. */
export interface StationClient {
  readonly server: string;
  /** @throws Fault('unauthenticated') where the server does not know the token. */
  whoAmI(): Promise<AgentSeen>;
  makeItem(item: { reference: string; kind?: string; label?: LanguageMap }): Promise<ItemSeen>;
  readItem(id: string): Promise<ItemSeen>;
  /** The item of a reference; undefined where there is none. */
  findItem(reference: string): Promise<ItemSeen | undefined>;
  /** @throws Fault('conflict') where somebody changed the item in between. */
  describeItem(item: ItemSeen, changes: Readonly<Record<string, unknown>>): Promise<ItemSeen>;
  publishWhenReady(id: string): Promise<ItemSeen>;
  retryFile(fileId: string): Promise<unknown>;
  /** Whatever else is at an address, as long as it has this shape. */
  read<T>(path: string, shape: z.ZodType<T>): Promise<T>;
  /** Puts something at an address, in place of what is there. */
  put(path: string, body: unknown): Promise<unknown>;
  /** undefined where the server knows of no such upload. */
  readOutcome(uploadId: string): Promise<UploadOutcome | undefined>;
  /** Lets the server forget an upload that was begun and will not be finished. Fine where there is none. */
  giveUpUpload(uploadId: string): Promise<void>;
}

export interface ClientOptions {
  /** No slash at its end. */
  readonly server: string;
  readonly token: string;
  readonly patience: Patience;
  readonly signal: AbortSignal;
}

const ANSWER_WITHIN_MS = 60_000;
/** What the server answers of an upload that it has forgotten, or has received after all. */
const ENDED: readonly FaultCode[] = ['not-found', 'gone', 'conflict'];

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Changes what nobody else has changed meanwhile. */
const ifStill = ({ edition }: Pick<ItemSeen, 'edition'>) => ({ 'If-Match': `"${edition}"` });

/** A client for one server and one token. The token goes to that server alone and is part of no message. */
export function createStationClient(options: ClientOptions): StationClient {
  const { server, patience } = options;

  async function ask<T>(asked: Asked, shape: z.ZodType<T>): Promise<T> {
    const answer = await patience.attempt(() => askOnce(options, asked));
    const read = shape.safeParse(answer);
    if (!read.success) throw new Fault('unsupported', notRecto(server), { cause: read.error });
    return read.data;
  }

  const itemPath = (id: string) => `/api/items/${encodeURIComponent(id)}`;
  return Object.freeze({
    server,
    async whoAmI() {
      const { agent } = await ask({ method: 'GET', path: '/api/session' }, session);
      if (agent === null) throw unknownToken();
      return agent;
    },
    makeItem: (body) => ask({ method: 'POST', path: '/api/items', body }, item),
    readItem: (id) => ask({ method: 'GET', path: itemPath(id) }, item),
    async findItem(reference) {
      const path = `/api/items?limit=1&reference=${encodeURIComponent(reference)}`;
      const known = (await ask({ method: 'GET', path }, found)).items[0];
      return known && ask({ method: 'GET', path: itemPath(known.id) }, item);
    },
    describeItem: (old, body) =>
      ask({ method: 'PATCH', path: itemPath(old.id), body, headers: ifStill(old) }, item),
    publishWhenReady: (id) => ask({ method: 'POST', path: `${itemPath(id)}/publish`, body: PUBLISH }, item),
    retryFile: (fileId) =>
      ask({ method: 'POST', path: `/api/files/${encodeURIComponent(fileId)}/retry` }, z.unknown()),
    read: (path, shape) => ask({ method: 'GET', path }, shape),
    put: (path, body) => ask({ method: 'PUT', path, body }, z.unknown()),
    async readOutcome(uploadId) {
      try {
        return await ask(
          { method: 'GET', path: `/api/uploads/${encodeURIComponent(uploadId)}/outcome` },
          outcome,
        );
      } catch (thrown) {
        if (thrown instanceof Fault && (thrown.code === 'not-found' || thrown.code === 'gone'))
          return undefined;
        throw thrown;
      }
    },
    async giveUpUpload(uploadId) {
      const path = `/api/uploads/${encodeURIComponent(uploadId)}`;
      try {
        await ask({ method: 'DELETE', path, headers: { 'Tus-Resumable': '1.0.0' } }, z.unknown());
      } catch (thrown) {
        if (!(thrown instanceof Fault) || !ENDED.includes(thrown.code)) throw thrown;
      }
    },
  } satisfies StationClient);
}

async function askOnce(options: ClientOptions, asked: Asked): Promise<unknown> {
  const response = await reach(options, asked);
  const text = await response.text().catch((cause: unknown) => {
    throw new Fault('unavailable', `${options.server} broke off its answer.`, { cause });
  });
  if (!response.ok) throw faultOf(response.status, text, options.server);
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch (cause) {
    throw new Fault('unsupported', notRecto(options.server), { cause });
  }
}

async function reach(options: ClientOptions, asked: Asked): Promise<Response> {
  const body = asked.body === undefined ? {} : { body: JSON.stringify(asked.body) };
  try {
    return await fetch(`${options.server}${asked.path}`, {
      method: asked.method,
      headers: {
        Accept: 'application/json',
        Authorization: `Bearer ${options.token}`,
        ...(asked.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...asked.headers,
      },
      redirect: 'error',
      signal: AbortSignal.any([options.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      ...body,
    });
  } catch (cause) {
    throw new Fault('unavailable', `${options.server} does not answer.`, { cause });
  }
}

/** A station's way of saying that it is not known. */
export function unknownToken(): Fault {
  const detail =
    'The server does not know this token, or it was revoked. Ask the administrator for another: it is made beside the server, with npx recto-token create --role technician --name "Copy stand 1".';
  return new Fault('unauthenticated', detail);
}

function notRecto(server: string): string {
  return `What answers at ${server} does not speak as Recto does. Is the address right?`;
}

const CODES: Readonly<Record<number, FaultCode>> = {
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  410: 'gone',
  412: 'conflict',
  413: 'too-large',
  415: 'unsupported',
  429: 'busy',
};

/** An answer that is none of the good ones, as a Fault: the server's own sentence where it gave one. */
export function faultOf(status: number, body: string, server: string): Fault {
  if (status === 401) return unknownToken();
  const detail = detailOf(body);
  if (status >= 500) return new Fault('unavailable', detail ?? `${server} cannot answer now (${status}).`);
  return new Fault(CODES[status] ?? 'bad-request', detail ?? `${server} refused with status ${status}.`);
}

function detailOf(body: string): string | undefined {
  try {
    return problem.safeParse(JSON.parse(body)).data?.detail;
  } catch {
    // tus answers with a line of text; a page of a proxy is of no use to anybody.
    const line = body.trim();
    return /^[^<\n]{1,300}$/.test(line) ? line : undefined;
  }
}
