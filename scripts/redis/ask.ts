import { connect } from 'node:net';

const PATIENCE_MS = 1_000;

/** Sends one command without arguments to Redis and returns the beginning of its answer; '' if there is none. */
export function askRedis(socket: string, command: string): Promise<string> {
  return new Promise((resolve) => {
    const connection = connect({ path: socket });
    const answer = (text: string) => {
      connection.destroy();
      resolve(text);
    };
    connection.setTimeout(PATIENCE_MS, () => answer(''));
    connection.once('error', () => answer(''));
    connection.once('close', () => answer(''));
    connection.once('data', (chunk) => answer(chunk.toString('utf8')));
    connection.write(`${command}\r\n`);
  });
}
