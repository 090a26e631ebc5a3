import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { errorCode } from '../../model/fault.ts';
import { problemText } from '../problems.ts';

/** What the parser complains of, but for what is simply no HTTP. */
const COMPLAINTS: Readonly<Record<string, { readonly status: number; readonly detail: string }>> = {
  HPE_HEADER_OVERFLOW: { status: 431, detail: 'The address and the headers of the request are too long.' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: 413, detail: 'The body of the request is too large.' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, detail: 'The request did not come in time.' },
};
const NO_HTTP = { status: 400, detail: 'The request could not be read.' };

/**
 * Answers what the parser could not make a request of, as every other problem is answered: a page of any origin may read
 * it. Where another answer is on its way over the connection there is no place for it. For `clientError`.
 */
export function answerBroken(error: Error, socket: Duplex): void {
  if (!socket.writable || isAnswering(socket)) {
    socket.destroy();
    return;
  }
  const { status, detail } = COMPLAINTS[errorCode(error) ?? ''] ?? NO_HTTP;
  const body = problemText({ status, code: 'bad-request', detail });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Access-Control-Allow-Origin: *',
    'Cache-Control: no-store',
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** Node keeps the answer that has the connection at the connection. */
function isAnswering(socket: Duplex): boolean {
  return '_httpMessage' in socket && socket._httpMessage !== null;
}
