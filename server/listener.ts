import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Server as NetServer, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode, Fault } from '../model/fault.ts';
import { answerBroken } from './http/broken-request.ts';

export type Answer = (req: IncomingMessage, res: ServerResponse) => void;

/** A port that is listened on. */
export interface Listener {
  readonly port: number;
  /** From now on requests are answered; until then they wait. */
  serve(answer: Answer): void;
  /** Takes no more connections, and waits for the requests that are running; those that take too long are cut. */
  close(): Promise<void>;
}

/** A connection on which nothing has been heard or said for this long is closed. */
const IDLE_MS = 120_000;
/** Longer than the minute for which proxies keep theirs, so that it is they who close. */
const KEEP_ALIVE_MS = 75_000;
const HEADERS_MS = 30_000;
const DRAIN_MS = 10_000;
/** Of one process. An open connection that is idle takes some ten kilobytes. */
export const MAX_CONNECTIONS = 4_000;

/** Of an address that was written whole, as to a proxy. @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2 */
const AUTHORITY = /^https?:\/\/[^/?#]*\/?/i;

/** A server for the world, with the bounds that keep one stranger from holding up the others. */
export function createPublicServer(answer: Answer): Server {
  // Uploads may take hours: what counts is that something comes.
  const server = createServer({ requestTimeout: 0, headersTimeout: HEADERS_MS }, (req, res) => {
    if (!req.url?.startsWith('/')) req.url = req.url?.replace(AUTHORITY, '/');
    answer(req, res);
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.timeout = IDLE_MS;
  server.maxConnections = MAX_CONNECTIONS;
  // Node would leave out what comes after a thousand, what a proxy adds too. They are bounded by their bytes.
  server.maxHeadersCount = 0;
  server.on('clientError', answerBroken);
  return server;
}

/** Where to listen. */
export interface Place {
  readonly port: number;
  readonly host: string;
}

/**
 * Listens on a port. @returns which: 0 asks the system for a free one.
 *
 * @throws Fault('conflict') if the port is taken, Fault('unavailable') if it may not be listened on.
 */
export async function bind(server: NetServer, { port, host }: Place): Promise<number> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (cause) {
    throw errorCode(cause) === 'EADDRINUSE'
      ? new Fault(
          'conflict',
          `Port ${port} is taken by another program. Stop that one, or give Recto a port with PORT.`,
          { cause },
        )
      : new Fault('unavailable', `Port ${port} of ${host} cannot be listened on (see PORT and HOST).`, {
          cause,
        });
  }
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

/**
 * Listens. A request that comes before there is something to answer it waits: an upload that asked where it was
 * and was turned away would begin again from its first byte.
 *
 * @throws Fault('conflict') if the port is taken, Fault('unavailable') if it may not be listened on.
 */
export async function listen(at: Place): Promise<Listener> {
  const early: [IncomingMessage, ServerResponse][] = [];
  let answer: Answer = (req, res) => early.push([req, res]);
  const server = createPublicServer((req, res) => answer(req, res));
  const port = await bind(server, at);
  return Object.freeze({
    port,
    serve(next: Answer) {
      answer = next;
      for (const [req, res] of early.splice(0)) answer(req, res);
    },
    close() {
      for (const [req] of early.splice(0)) req.destroy();
      return drain(server);
    },
  });
}

/**
 * Takes no more connections, and waits for the requests that are running; those that take too long are cut.
 *
 * @param handed the open connections that the server did not accept itself, and so does not wait for by itself
 */
export async function drain(server: Server, handed: ReadonlySet<Socket> = new Set()): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  // A connection that was busy when the server was closed is idle once it has been answered.
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  const late = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  while (handed.size > 0) await sleep(20);
  clearInterval(idle);
  clearTimeout(late);
}
