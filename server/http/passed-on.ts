import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { adoptPeer } from './peer.ts';

/** Much longer than fronts keep a connection that they do not use, so that it is they who close. */
const KEEP_ALIVE_MS = 300_000;
/** What a front lets in must come in here too, with what the front says of it. */
const MAX_HEADER_BYTES = 64 * 1024;

/**
 * Listens on a socket file for what fronts pass on (`pass-on.ts`). Nobody but the fronts of this user may get at the
 * file, so what they say of a peer is so. Bounds against strangers are for the fronts to keep.
 */
export async function listenToFronts(
  path: string,
  answer: (req: IncomingMessage, res: ServerResponse) => void,
): Promise<Server> {
  const none = { requestTimeout: 0, headersTimeout: 0, requireHostHeader: false };
  const server = createServer({ ...none, maxHeaderSize: MAX_HEADER_BYTES }, (req, res) => {
    adoptPeer(req);
    answer(req, res);
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.maxHeadersCount = 0;
  // An answer that does not wait for its body closes the connection after it. A front that is still sending then would
  // not come to read it: so it is the front that closes, once it has the answer.
  server.on('connection', (socket) => {
    socket.destroySoon = () => void socket.end();
  });
  server.listen(path);
  await once(server, 'listening');
  return server;
}
