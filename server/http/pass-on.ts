import {
  Agent,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http';
import { Fault } from '../../model/fault.ts';
import type { Log } from '../../runtime/log.ts';
import { sendProblem } from '../problems.ts';
import { allowEveryone } from './cors.ts';
import { isOwnHeader, peerHeader } from './peer.ts';

/**
 * What goes with a request that is passed on, and who hears first how it was answered. Who answers the client himself
 * may pass the request on again, so it must have no body: that has gone by then.
 */
export interface Errand {
  /** Further headers of ours. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
  /** @returns whether that was for the process alone: it answers the client itself, from now on. */
  answered?(status: number, headers: IncomingHttpHeaders): boolean;
}

/** Has requests answered by another process of Recto's. */
export interface PassingOn {
  passOn(req: IncomingMessage, res: ServerResponse, errand?: Errand): void;
  close(): void;
}

/** Where it goes, and what it is told to whom. */
interface Passing {
  readonly agent: Agent;
  readonly socketPath: string;
  readonly log: Log;
}

/** A request on its way, and until when it may be asked again. */
interface Passage {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly untilMs: number;
  /** How long its sender may be silent, in milliseconds; until an answer begins that does not count. */
  readonly idleMs: number;
  readonly errand: Errand;
}

/**
 * Of one connection alone, and so for nobody beyond it. What else a sender names in `Connection` is kept, as if there
 * were nothing between: else he could take away what says how long his body is, or what a proxy says of him.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1
 */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  // Answered already: Node says 100 by itself where nobody says otherwise.
  'expect',
]);
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** How long the other process may be away before that is said. */
const PATIENCE_MS = 3_000;
const PAUSE_MS = 100;
/** Well below the time after which the other process closes a connection, so that it is this one that does. */
const IDLE_MS = 60_000;
const MAX_IDLE = 256;

/**
 * Passes requests on over a socket file: both bodies as they come, as fast as the slower side takes them, however long
 * that is; and where one side hangs up, so does the other at once. It is no proxy: the headers stay as they are, but
 * for those of the connection itself, and the process behind sees the peer as if there were nothing between.
 */
export function createPassingOn({ socketPath, log }: { socketPath: string; log: Log }): PassingOn {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: MAX_IDLE, timeout: IDLE_MS });
  return {
    passOn(req, res, errand = {}) {
      const { timeout: idleMs = 0 } = req.socket;
      const untilMs = Date.now() + PATIENCE_MS;
      ask({ agent, socketPath, log }, { req, res, untilMs, idleMs, errand });
    },
    close: () => agent.destroy(),
  };
}

function ask(passing: Passing, passage: Passage): void {
  const { req, res, idleMs } = passage;
  if (res.destroyed) return;
  let beyond: ClientRequest;
  try {
    beyond = open(passing, passage);
  } catch (thrown) {
    fail(passing, passage, new Fault('bad-request', 'The request could not be read.', { cause: thrown }));
    return;
  }
  let isAnswered = false;
  const hangUp = (): void => void beyond.destroy();
  res.once('close', hangUp);
  beyond.once('response', (answer) => {
    isAnswered = true;
    req.setTimeout(idleMs);
    if (passage.errand.answered?.(answer.statusCode ?? 502, answer.headers)) {
      res.off('close', hangUp);
      answer.resume();
      return;
    }
    // What it has not asked for by then is not wanted any more.
    answer.once('end', hangUp);
    giveBack(answer, req, res);
  });
  beyond.on('error', (error) => {
    // Whether an answer that has begun is whole, its stream says.
    if (isAnswered || res.destroyed) return;
    res.off('close', hangUp);
    askAgain(passing, passage, error);
  });
  sendBody(req, beyond);
}

/** Once it has come whole, how long the answer may take is for the process beyond to decide. */
function sendBody(req: IncomingMessage, beyond: ClientRequest): void {
  if (!hasBody(req)) {
    req.setTimeout(0);
    beyond.end();
    return;
  }
  req.once('end', () => req.setTimeout(0));
  // What is left of a body that nobody wants any more is thrown away, so that its sender comes to read the answer.
  beyond.once('close', () => {
    req.unpipe(beyond);
    req.resume();
  });
  req.pipe(beyond);
}

function open({ agent, socketPath }: Passing, { req, errand }: Passage): ClientRequest {
  const { method = 'GET', url = '/' } = req;
  const theirs = headersOf(req).filter(([name]) => !isOwnHeader(name));
  const headers = [peerHeader(req), ...(errand.headers ?? []), ...theirs];
  if (req.headers['transfer-encoding'] !== undefined) headers.push(['Transfer-Encoding', 'chunked']);
  else if (!SAFE_METHODS.has(method) && req.headers['content-length'] === undefined)
    headers.push(['Content-Length', '0']);
  return request({ agent, socketPath, method, path: url, headers: headers.flat() });
}

/**
 * Whether anything follows the headers: by RFC 9112 (section 6.3) if one of these two says so, and not with a length of 0.
 */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

/** As they were written, several of one name too, but for those of the connection. */
function headersOf({ rawHeaders }: IncomingMessage): [string, string][] {
  const kept: [string, string][] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    if (!HOP_BY_HOP.has(name.toLowerCase())) kept.push([name, value]);
  }
  return kept;
}

function giveBack(answer: IncomingMessage, req: IncomingMessage, res: ServerResponse): void {
  const { statusCode = 502, statusMessage = '' } = answer;
  // Half of an answer must not be taken for the whole.
  answer.once('close', () => {
    if (!answer.complete) res.destroy();
  });
  answer.on('error', () => res.destroy());
  const headers = headersOf(answer);
  // Whoever does not read a body to its end says so.
  if (!req.complete && answer.headers.connection === 'close') headers.push(['Connection', 'close']);
  res.writeHead(statusCode, statusMessage, headers.flat());
  // Of what has no length, the first byte may be long in coming: events.
  if (req.method !== 'HEAD' && answer.headers['content-length'] === undefined) res.flushHeaders();
  answer.pipe(res);
}

/** A request that changes nothing may be asked twice; another one must not, since it may have been heard. */
function askAgain(passing: Passing, passage: Passage, error: Error): void {
  const { req, untilMs } = passage;
  const mayAsk = SAFE_METHODS.has(req.method ?? '') && !hasBody(req) && Date.now() < untilMs;
  if (mayAsk) setTimeout(() => ask(passing, passage), PAUSE_MS);
  else
    fail(
      passing,
      passage,
      new Fault('unavailable', 'Recto is starting again. Try again in a moment.', { cause: error }),
    );
}

function fail({ log }: Passing, { req, res }: Passage, fault: Fault): void {
  if (req.url?.startsWith('/iiif/')) allowEveryone(res);
  if (hasBody(req)) res.setHeader('Connection', 'close');
  sendProblem(req, res, fault, log);
}
