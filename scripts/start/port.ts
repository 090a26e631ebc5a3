import { once } from 'node:events';
import { createServer } from 'node:net';
import { errorCode, Fault } from '../../model/fault.ts';

/**
 * Makes sure that a port can be listened on and returns it; for 0, one that is free.
 *
 * @throws Fault('conflict') if it is taken, Fault('unavailable') if it may not be used.
 */
export async function claimPort(port: number, host: string): Promise<number> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (cause) {
    throw portFault(port, host, cause);
  }
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : port;
}

function portFault(port: number, host: string, cause: unknown): Fault {
  const code = errorCode(cause);
  if (code === 'EADDRINUSE') {
    const free = port === 8080 ? 8090 : 8080;
    const detail = `Port ${port} is taken by another program. Choose another one, for example: PORT=${free} npm start`;
    return new Fault('conflict', detail, { cause });
  }
  return new Fault(
    'unavailable',
    `Recto cannot listen on ${host}, port ${port} (${code ?? String(cause)}).`,
    {
      cause,
    },
  );
}
