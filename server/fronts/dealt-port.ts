import { createServer, type Socket } from 'node:net';
import { bind, MAX_CONNECTIONS, type Place } from '../listener.ts';

/** A port whose connections are answered by other processes. */
export interface DealtPort {
  readonly port: number;
  /** Hands connections out for as long as there is somebody to take them; called again when there is again. */
  deal(): void;
  /** One that was handed out and not taken. */
  giveBack(connection: Socket): void;
  /** Takes no more connections; those that nobody has taken are closed. */
  close(): void;
}

/** Who takes a connection next; undefined while nobody can, and then it waits. */
export type Taker = () => ((connection: Socket) => void) | undefined;

/** A burst comes faster than it can be dealt out, and none of it is lost; but more than these do not wait. */
const MAX_WAITING = MAX_CONNECTIONS;

/**
 * Listens, and hands each connection to whoever can take it. Nothing is read of it here.
 *
 * @throws as {@link bind}
 */
export async function openDealtPort(place: Place, taker: Taker): Promise<DealtPort> {
  const waiting: Socket[] = [];
  function deal(): void {
    for (;;) {
      const take = waiting.length > 0 ? taker() : undefined;
      const connection = take && waiting.shift();
      if (connection === undefined) return;
      take?.(connection);
    }
  }
  const server = createServer({ pauseOnConnect: true, noDelay: true, allowHalfOpen: true }, (connection) => {
    connection.on('error', () => connection.destroy());
    if (waiting.length >= MAX_WAITING) {
      connection.destroy();
      return;
    }
    waiting.push(connection);
    deal();
  });
  const port = await bind(server, place);
  return {
    port,
    deal,
    giveBack(connection) {
      if (server.listening) waiting.unshift(connection);
      else connection.destroy();
      deal();
    },
    close() {
      server.close();
      for (const connection of waiting.splice(0)) connection.destroy();
    },
  };
}
