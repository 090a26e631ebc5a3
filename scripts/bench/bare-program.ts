import cluster from 'node:cluster';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// The yardstick: node:http and nothing else. Arguments: a file with what it answers, and how many processes answer.

/** What is sent for a path; nothing where it is `304`. */
export interface BareAnswer {
  readonly path: string;
  readonly status: number;
  readonly type: string;
  readonly sizeBytes: number;
}

/** Larger than the caches of any processor: bytes come out of memory, as those of different pictures do. */
const POOL_BYTES = 64 * 1024 * 1024;

const [, , file = '', processes = '1'] = process.argv;

if (cluster.isPrimary && Number(processes) > 1) {
  for (let started = 0; started < Number(processes); started += 1) cluster.fork();
  cluster.once('listening', (_worker, { port }) => process.send?.(port));
} else {
  const pool = Buffer.alloc(POOL_BYTES, 'As many bytes as a picture has. ');
  const answers = new Map<
    string,
    { status: number; headers: Record<string, string | number>; body?: Buffer }
  >();
  let at = 0;
  for (const { path, status, type, sizeBytes } of JSON.parse(readFileSync(file, 'utf8')) as BareAnswer[]) {
    if (at + sizeBytes > POOL_BYTES) at = 0;
    const body = pool.subarray(at, at + sizeBytes);
    at += sizeBytes;
    const headers = { 'Content-Type': type, 'Content-Length': sizeBytes };
    answers.set(path, status === 304 ? { status, headers: {} } : { status, headers, body });
  }
  const server = createServer((req, res) => {
    const answer = answers.get(req.url ?? '');
    if (answer === undefined) {
      res.writeHead(404).end();
      return;
    }
    res.writeHead(answer.status, answer.headers);
    res.end(answer.body);
  });
  server.listen(0, '127.0.0.1', () => {
    if (cluster.isPrimary) process.send?.((server.address() as AddressInfo).port);
  });
}
process.once('disconnect', () => process.exit());
