import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../../model/fault.ts';
import { newId } from '../../model/ids.ts';
import type { Say } from '../bench/program.ts';
import { createStationClient } from '../station/client.ts';
import { createPatience } from '../station/patience.ts';
import { openResumeState } from '../station/resume-state.ts';
import { type UploadParts, uploadFile } from '../station/upload.ts';
import type { ReadyScan } from './scans.ts';
import { type Verdicts, watchVerdicts } from './watch-verdicts.ts';

/** How it went with one scan, in milliseconds after its last byte had been handed to the connection. */
export interface Verdict {
  /** The server had proved its digest, stored it and answered. */
  readonly receivedMs: number;
  /** Every screen had been told whether it is good. */
  readonly judgedMs: number;
  /** Its tiles stood. */
  readonly readyMs: number;
  readonly state: string;
}

export interface Sending {
  readonly url: string;
  readonly token: string;
  readonly stations: number;
  /** Dealt out to the stations in turn. */
  readonly scans: readonly ReadyScan[];
  readonly pauseSeconds: number;
  readonly stateDir: string;
  readonly say: Say;
}

const PATIENCE_MS = 60_000;
const READY_MS = 15 * 60_000;

/** Sends all of them, each station its own one after the other, and waits until the last has its tiles. */
export async function sendAll(sending: Sending): Promise<readonly Verdict[]> {
  const { url, token, stations, say } = sending;
  const abort = new AbortController();
  const { signal } = abort;
  const verdicts = await watchVerdicts(url, token, signal);
  const patience = createPatience({ server: url, giveUpAfterMs: PATIENCE_MS, say, signal });
  const client = createStationClient({ server: url, token, patience, signal });
  const state = await openResumeState(sending.stateDir);
  const parts = { client, token, patience, state, signal };
  try {
    say(`${stations} stations send ${sending.scans.length} scans`);
    const all = await Promise.all(
      Array.from({ length: stations }, (_, at) => workAt(at, sending, { parts, verdicts })),
    );
    return all.flat();
  } finally {
    abort.abort();
  }
}

interface Tools {
  readonly parts: UploadParts;
  readonly verdicts: Verdicts;
}

async function workAt(station: number, sending: Sending, tools: Tools): Promise<Verdict[]> {
  const { scans, stations, pauseSeconds } = sending;
  const own = scans.filter((_, at) => at % stations === station);
  const item = await tools.parts.client.makeItem({ reference: `BENCH-${station + 1}-${newId()}` });
  const pending: Promise<Verdict>[] = [];
  for (const scan of own) {
    const sent = await send(sending.url, item.id, scan, tools);
    pending.push(endOf(sent, tools.verdicts));
    if (pauseSeconds === 0) continue;
    await tools.verdicts.judgedAt(sent.fileVersionId, READY_MS);
    await sleep(pauseSeconds * 1000);
  }
  return await Promise.all(pending);
}

interface Sent {
  readonly fileVersionId: string;
  readonly lastByteAt: number;
  readonly receivedAt: number;
}

async function send(server: string, itemId: string, scan: ReadyScan, { parts }: Tools): Promise<Sent> {
  const { name, path, sizeBytes, sha256 } = scan;
  let lastByteAt = 0;
  const outcome = await uploadFile(parts, {
    fileName: name,
    identity: { server, itemId, path, sizeBytes, modifiedAt: 1, sha256 },
    onSent: (bytes) => {
      if (bytes >= sizeBytes && lastByteAt === 0) lastByteAt = performance.now();
    },
    onResumed: () => undefined,
  });
  if (outcome.file == null || lastByteAt === 0)
    throw new Fault('internal', `${name} was not received: ${outcome.detail ?? outcome.state}`);
  return { fileVersionId: outcome.file.id, lastByteAt, receivedAt: performance.now() };
}

async function endOf({ fileVersionId, lastByteAt, receivedAt }: Sent, verdicts: Verdicts): Promise<Verdict> {
  const judged = await verdicts.judgedAt(fileVersionId, READY_MS);
  const ready = await verdicts.readyAt(fileVersionId, READY_MS);
  return {
    receivedMs: receivedAt - lastByteAt,
    judgedMs: judged.at - lastByteAt,
    readyMs: ready.at - lastByteAt,
    state: ready.state,
  };
}
