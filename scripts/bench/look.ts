import { Agent, get, type IncomingMessage } from 'node:http';
import { Fault } from '../../model/fault.ts';
import type { BareAnswer } from './bare-program.ts';

/** What was answered to a request that is going to be asked many times. */
export interface Looked extends BareAnswer {
  readonly etag: string | undefined;
}

const AT_ONCE = 8;

/**
 * Asks for everything once: it must be answered with 200, and how large it is, is what the bare server sends.
 *
 * @throws Fault('internal') where one of them is not.
 */
export async function lookAt(url: string, paths: readonly string[]): Promise<readonly Looked[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const looked: Looked[] = [];
  const queue = paths.entries();
  async function takeTurns(): Promise<void> {
    for (const [place, path] of queue) looked[place] = await look(url, path, agent);
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, takeTurns));
  } finally {
    agent.destroy();
  }
  return looked;
}

async function look(url: string, path: string, agent: Agent): Promise<Looked> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${url}${path}`, { agent }, resolve).once('error', reject);
  });
  let sizeBytes = 0;
  for await (const chunk of answer) sizeBytes += (chunk as Buffer).length;
  const { statusCode: status = 0, headers } = answer;
  if (status !== 200) throw new Fault('internal', `${path} was answered with ${status}.`);
  return { path, status, type: headers['content-type'] ?? '', sizeBytes, etag: headers.etag };
}
