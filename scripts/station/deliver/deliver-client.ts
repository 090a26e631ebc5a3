import { openAsBlob } from 'node:fs';
import { z } from 'zod';
import {
  BATCH_KINDS,
  BATCH_SHOWS,
  BATCH_STATES,
  deliveryPath,
  FILE_USES,
  type ListReading,
} from '../../../model/batch.ts';
import { Fault } from '../../../model/fault.ts';
import { faultOf } from '../client.ts';
import type { Patience } from '../patience.ts';

const column = z.string();
const mapping = z.object({
  ...{ master: column, reference: column, prefix: column.optional(), object: column.optional() },
  ...{ sequence: column.optional(), title: column.optional(), level1: column.optional() },
  text: column.optional(),
});
const reading: z.ZodType<ListReading> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('concordance') }),
  z.object({ kind: z.literal('table'), mapping }),
  z.object({ kind: z.literal('names'), pattern: z.string() }),
]);
const batch = z.object({
  id: z.string(),
  code: z.string(),
  kind: z.enum(BATCH_KINDS),
  state: z.enum(BATCH_STATES),
  list: z.object({ name: z.string(), reading }).nullable(),
  counts: z.object({ expected: z.number(), arrived: z.number() }),
});
const files = z.object({
  files: z.array(
    z.object({
      path: z.string(),
      shouldBe: z.string().nullable(),
      use: z.enum(FILE_USES).nullable(),
      itemId: z.string().nullable(),
      sha256: z.string().nullable(),
    }),
  ),
  next: z.string().nullable(),
});

/** What this program reads of the server's answers; docs/api.md says what else is there. */
export type BatchSeen = z.infer<typeof batch>;
export type BatchFileSeen = z.infer<typeof files>['files'][number];

/** The part of Recto's API that a delivery needs. Every call waits out a server that is away. */
export interface DeliverClient {
  /** By its code. @throws Fault('not-found') */
  readBatch(code: string): Promise<BatchSeen>;
  /** The list of a delivery, as it was given. */
  readList(id: string): Promise<Uint8Array>;
  /** What a delivery expects, and what came of it, by path. */
  readFiles(id: string): Promise<ReadonlyMap<string, BatchFileSeen>>;
  /** Says that all of a delivery has come. */
  sayWhole(id: string): Promise<void>;
  /** Sends a file that is no scan in one go. */
  putFile(id: string, file: { path: string; at: string; sha256: string }): Promise<void>;
}

const ANSWER_WITHIN_MS = 60_000;
const FILE_WITHIN_MS = 3_600_000;

const at = (id: string): string => `/api/batches/${encodeURIComponent(id)}`;

async function understood<T>(answer: Response, shape: z.ZodType<T>, server: string): Promise<T> {
  const read = shape.safeParse(await answer.json().catch(() => undefined));
  if (read.success) return read.data;
  throw new Fault('unsupported', `What answers at ${server} does not speak as Recto does.`, {
    cause: read.error,
  });
}

/** A client for one server and one token. The token goes to that server alone and is part of no message. */
export function createDeliverClient(options: {
  readonly server: string;
  readonly token: string;
  readonly patience: Patience;
  readonly signal: AbortSignal;
}): DeliverClient {
  const { server, token, patience, signal } = options;

  async function reach(path: string, init: RequestInit = {}, withinMs = ANSWER_WITHIN_MS): Promise<Response> {
    const headers = { Authorization: `Bearer ${token}`, ...init.headers };
    const limit = AbortSignal.any([signal, AbortSignal.timeout(withinMs)]);
    const answer = await fetch(`${server}${path}`, {
      ...init,
      headers,
      redirect: 'error',
      signal: limit,
    }).catch((cause: unknown) => {
      signal.throwIfAborted();
      throw new Fault('unavailable', `${server} does not answer.`, { cause });
    });
    if (!answer.ok) throw faultOf(answer.status, await answer.text(), server);
    return answer;
  }
  const ask = <T>(path: string, shape: z.ZodType<T>): Promise<T> =>
    patience.attempt(async () => understood(await reach(path), shape, server));

  return Object.freeze({
    readBatch: (code) => ask(at(code), batch),
    readList: (id) =>
      patience.attempt(async () => new Uint8Array(await (await reach(`${at(id)}/list`)).arrayBuffer())),
    async readFiles(id) {
      const found = new Map<string, BatchFileSeen>();
      for (const show of BATCH_SHOWS) {
        for (let after: string | null = '0'; after !== null; ) {
          const page: z.infer<typeof files> = await ask(`${at(id)}/files?show=${show}&after=${after}`, files);
          for (const file of page.files) found.set(deliveryPath(file.path), file);
          after = page.next;
        }
      }
      return found;
    },
    async sayWhole(id) {
      const headers = { 'Content-Type': 'application/json' };
      const body = JSON.stringify({ isWhole: true });
      await patience.attempt(() => reach(`${at(id)}/whole`, { method: 'POST', body, headers }));
    },
    async putFile(id, { path, at: place, sha256 }) {
      const body = await openAsBlob(place);
      const digest = Buffer.from(sha256, 'hex').toString('base64');
      const headers = { 'Content-Digest': `sha-256=:${digest}:` };
      const where = `${at(id)}/files/${path.split('/').map(encodeURIComponent).join('/')}`;
      await patience.attempt(() => reach(where, { method: 'PUT', body, headers }, FILE_WITHIN_MS));
    },
  } satisfies DeliverClient);
}
