import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/**
 * In these headers the fronts and the application process talk to each other. They are believed on the socket file of
 * the fronts alone, and what strangers send under these names goes no further than the front.
 */
const PEER = 'X-Recto-Peer';
const KEPT = 'X-Recto-Kept';

/** What a front says with a request of a picture that it would send itself, once it has been made and kept. */
export const ASKS_IF_KEPT: readonly [name: string, value: string] = [KEPT, 'say'];

const asking = new WeakSet<IncomingMessage>();

/** Whether a header is ours, so that nobody else may send it. */
export function isOwnHeader(name: string): boolean {
  return [PEER, KEPT].some((own) => own.toLowerCase() === name.toLowerCase());
}

/** The header that says who sent a request. Empty once the connection has broken: then it is nobody. */
export function peerHeader({ socket }: IncomingMessage): [name: string, value: string] {
  return [PEER, socket.remoteAddress ?? ''];
}

/**
 * Makes a request that a front has passed on look as if its sender had connected here: whoever asks for
 * `req.socket.remoteAddress`, as Express does for `req.ip`, is told the sender's. The requests of a kept connection
 * come one after the other, so the last is always the one that is being answered.
 */
export function adoptPeer(req: IncomingMessage): void {
  const value = take(req.headers, PEER);
  if (take(req.headers, KEPT) !== undefined) asking.add(req);
  Object.defineProperty(req.socket, 'remoteAddress', { value, configurable: true });
}

/** Whether this came from a front that sends what is kept itself, and need only be told that it is. */
export function asksIfKept(req: IncomingMessage): boolean {
  return asking.has(req);
}

/** For the answer to one that asks so: that it is kept, and what the front needs to know of it. */
export function keptHeader(what: string): readonly string[] {
  return [KEPT, what];
}

/** What an answer says of a picture that is kept; undefined if the answer is the sender's own. */
export function keptIn(headers: IncomingHttpHeaders): string | undefined {
  return take(headers, KEPT);
}

function take(headers: IncomingHttpHeaders, name: string): string | undefined {
  const key = name.toLowerCase();
  const value = headers[key];
  delete headers[key];
  return typeof value === 'string' ? value : undefined;
}
