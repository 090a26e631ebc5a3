import { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import { asFault, Fault, type FaultCode } from '../model/fault.ts';
import type { Log } from '../runtime/log.ts';

/** The one place where a fault becomes a status. `unsupported` is 501, as the IIIF Image API has it. */
const STATUS_OF = {
  'bad-request': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  gone: 410,
  conflict: 409,
  'digest-mismatch': 400,
  'too-large': 413,
  unsupported: 501,
  'bad-image': 422,
  busy: 503,
  unavailable: 503,
  internal: 500,
} as const satisfies Record<FaultCode, number>;

const RETRY_AFTER_SECONDS: Partial<Record<FaultCode, number>> = { busy: 2, unavailable: 5 };

/** Whether an answer of Recto's says that there is too much to do, and not that something does not work. */
export function isBusy(status: number, headers: IncomingHttpHeaders): boolean {
  return status === STATUS_OF.busy && headers['retry-after'] === String(RETRY_AFTER_SECONDS.busy);
}

/** A problem with a status of its own, where HTTP distinguishes what faults do not (412, 428, 429). */
export interface Problem {
  readonly status: number;
  readonly code: FaultCode;
  /** A sentence that may be shown. */
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What a program is told beside the sentence: further members of the answer. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/**
 * Answers with what went wrong, and logs it where it is ours. Works on Express and on plain node responses; a
 * response that has begun is cut off, so that nobody takes half of it for the whole.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export function sendProblem(req: IncomingMessage, res: ServerResponse, thrown: unknown, log: Log): void {
  const fault = readFault(thrown);
  const seen = { err: thrown, requestId: res.getHeader('X-Request-Id'), code: fault.code };
  if (fault.code === 'internal') log.error(seen, 'a request failed');
  else if (fault.code === 'unavailable') log.warn(seen, 'a request could not be served now');
  // Whoever asks for more than can be done would fill the log too. The metrics count them.
  else if (fault.code === 'busy') log.debug(seen, 'a request was more than can be done now');
  if (res.headersSent) {
    res.destroy();
    return;
  }
  answerProblem(req, res, problemOf(fault));
}

/** What is answered to a thrown value. */
export function problemOf(thrown: unknown): Problem {
  const { code, detail, facts } = readFault(thrown);
  const status = STATUS_OF[code];
  const seconds = RETRY_AFTER_SECONDS[code];
  const headers = {
    ...(seconds !== undefined && { 'Retry-After': String(seconds) }),
    ...(status === 401 && { 'WWW-Authenticate': 'Bearer realm="Recto"' }),
  };
  return { status, code, detail, headers, ...(facts && { facts }) };
}

/** The body of a problem's answer. */
export function problemText(problem: Problem, requestId?: unknown): string {
  return JSON.stringify({
    type: 'about:blank',
    title: STATUS_CODES[problem.status] ?? 'Error',
    status: problem.status,
    detail: problem.detail,
    code: problem.code,
    ...problem.facts,
    ...(typeof requestId === 'string' && { instance: `urn:uuid:${requestId}` }),
  });
}

/** Answers with a problem whose status is known already. */
export function answerProblem(req: IncomingMessage, res: ServerResponse, problem: Problem): void {
  const body = problemText(problem, res.getHeader('X-Request-Id'));
  for (const stale of ['ETag', 'Last-Modified', 'Content-Encoding', 'Accept-Ranges']) res.removeHeader(stale);
  res.statusCode = problem.status;
  for (const [name, value] of Object.entries(problem.headers ?? {})) res.setHeader(name, value);
  if (!res.hasHeader('Cache-Control')) res.setHeader('Cache-Control', 'no-store');
  res.setHeader('Content-Type', 'application/problem+json; charset=utf-8');
  res.setHeader('Content-Length', Buffer.byteLength(body));
  res.end(req.method === 'HEAD' ? undefined : body);
}

/** Express and its body parser throw errors with a status of theirs: those below 500 are the sender's. */
function readFault(thrown: unknown): Fault {
  if (thrown instanceof Fault || !(thrown instanceof Error)) return asFault(thrown);
  const status = 'status' in thrown ? thrown.status : undefined;
  if (status === 413)
    return new Fault('too-large', 'The body of the request is too large.', { cause: thrown });
  if (status === 404) return new Fault('not-found', 'There is nothing at this address.', { cause: thrown });
  if (typeof status !== 'number' || status < 400 || status >= 500) return asFault(thrown);
  const detail =
    'type' in thrown && thrown.type === 'entity.parse.failed'
      ? 'The body of the request is not valid JSON.'
      : 'The request could not be read.';
  return new Fault('bad-request', detail, { cause: thrown });
}
