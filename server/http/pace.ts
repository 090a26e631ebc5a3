import type { ServerResponse } from 'node:http';

/** How little a client may take in how long. */
export interface Pace {
  readonly leastBytes: number;
  readonly everyMs: number;
}

/** No line that anybody looks at pictures over is as slow. */
const PACE: Pace = { leastBytes: 65_536, everyMs: 60_000 };

/**
 * Cuts off a client that reads so slowly that it does nothing but keep a file and a socket busy: from now on, less
 * than 64 KB in a minute. Not for answers that wait for something to happen.
 */
export function keepPace(res: ServerResponse, { leastBytes, everyMs }: Pace = PACE): void {
  if (res.closed) return;
  let before = takenBy(res);
  const timer = setInterval(() => {
    const taken = takenBy(res);
    if (taken - before < leastBytes) res.destroy();
    before = taken;
  }, everyMs).unref();
  res.once('close', () => clearInterval(timer));
}

/** The bytes that the system has taken over for the client, and not those that still wait here. */
function takenBy(res: ServerResponse): number {
  const { socket } = res;
  return socket === null ? 0 : socket.bytesWritten - socket.writableLength;
}
