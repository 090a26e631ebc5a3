import type { IncomingMessage } from 'node:http';

/**
 * In this header a front tells the application process who has connected to it. It is believed on the socket file of
 * the fronts alone, and what strangers send under this name goes no further than the front.
 */
const PEER = 'X-Recto-Peer';

/** Whether a header is ours, so that nobody else may send it. */
export function isPeerHeader(name: string): boolean {
  return name.toLowerCase() === PEER.toLowerCase();
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
  const name = PEER.toLowerCase();
  const value = req.headers[name];
  delete req.headers[name];
  Object.defineProperty(req.socket, 'remoteAddress', { value, configurable: true });
}
