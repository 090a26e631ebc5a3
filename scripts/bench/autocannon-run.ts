import autocannon from 'autocannon';
import type { Ask, Drive, Driven } from './generator.ts';

// Drives a server with autocannon as its parent's message says, and answers with what came of it.

/** Each client asks for so many at random, again and again: requests are kept made up, for all clients. */
const ASKS_OF_A_CLIENT = 1_000;

process.once('message', (order: Drive) => {
  void drive(order).then((driven) => process.send?.(driven, () => process.disconnect()));
});

async function drive(order: Drive): Promise<Driven> {
  const tookMs: number[] = [];
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const running = autocannon(optionsOf(order), (error: unknown, ended) => {
      if (error) reject(error);
      else resolve(ended);
    });
    running.on('response', (_client, _status, _bytes, ms) => tookMs.push(ms));
  });
  tookMs.sort((a, b) => a - b);
  const percentile = (share: number) => tookMs[Math.floor(tookMs.length * share)] ?? 0;
  return {
    requests: tookMs.length,
    seconds: result.duration,
    p50Ms: percentile(0.5),
    p99Ms: percentile(0.99),
    refused: result['4xx'] + result['5xx'],
    broken: result.errors + result.timeouts,
  };
}

function optionsOf(order: Drive): autocannon.Options {
  let client = 0;
  return {
    url: order.url,
    connections: order.clients,
    duration: order.seconds,
    timeout: 60,
    ...(order.pauseMs && { connectionRate: Math.max(1, Math.round(1000 / order.pauseMs)) }),
    setupClient: (one) => {
      one.setRequests(asksOf(order, client).map(requestOf));
      client += 1;
    },
  };
}

function requestOf({ path, etag }: Ask): autocannon.Request {
  return { path, headers: etag === undefined ? {} : { 'if-none-match': etag } };
}

function asksOf({ asks, clients, from }: Drive, client: number): Ask[] {
  const count = Math.min(ASKS_OF_A_CLIENT, asks.length);
  const picks = Array.from({ length: count }, (_, turn) =>
    from === 'random'
      ? Math.floor(Math.random() * asks.length)
      : (from + client + turn * clients) % asks.length,
  );
  return picks.flatMap((pick) => asks[pick] ?? []);
}
