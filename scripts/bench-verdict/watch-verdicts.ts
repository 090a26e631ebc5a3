import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';

/** When a screen heard of it, by `performance.now()`, and what. */
export interface Heard {
  readonly at: number;
  readonly state: string;
}

/** What the server tells the screens of files. */
export interface Verdicts {
  /** When it was first told that a scan is good or not. @throws Fault('unavailable') where that takes too long */
  judgedAt(fileVersionId: string, withinMs: number): Promise<Heard>;
  /** When it was told that a scan has its tiles, or never will have. */
  readyAt(fileVersionId: string, withinMs: number): Promise<Heard>;
}

const UNJUDGED: readonly string[] = ['received', 'checking'];
const ENDS: readonly string[] = ['ready', 'rejected', 'failed'];
const LOOK_EVERY_MS = 50;

const told = z.object({ fileVersionId: z.string(), state: z.string() });

/** Listens as a screen does, until the signal. Resolves once it is heard. */
export async function watchVerdicts(url: string, token: string, signal: AbortSignal): Promise<Verdicts> {
  const heard = new Map<string, Heard[]>();
  const answer = await fetch(`${url}/api/events`, { headers: { authorization: `Bearer ${token}` }, signal });
  if (answer.body === null || !answer.ok) throw new Fault('unavailable', `No events: ${answer.status}.`);
  void listen(answer.body, heard).catch(() => undefined);
  const find = async (id: string, isIt: (state: string) => boolean, withinMs: number): Promise<Heard> => {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const found = heard.get(id)?.find(({ state }) => isIt(state));
      if (found !== undefined) return found;
      if (performance.now() > deadline) throw new Fault('unavailable', `Nothing was heard of ${id}.`);
      await sleep(LOOK_EVERY_MS);
    }
  };
  return {
    judgedAt: (id, withinMs) => find(id, (state) => !UNJUDGED.includes(state), withinMs),
    readyAt: (id, withinMs) => find(id, (state) => ENDS.includes(state), withinMs),
  };
}

async function listen(body: ReadableStream<Uint8Array>, heard: Map<string, Heard[]>): Promise<void> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    const at = performance.now();
    text += decoder.decode(chunk, { stream: true });
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const data = /^event: file\ndata: (.*)$/m.exec(event)?.[1];
      if (data === undefined) continue;
      const { fileVersionId, state } = told.parse(JSON.parse(data));
      heard.set(fileVersionId, [...(heard.get(fileVersionId) ?? []), { at, state }]);
    }
  }
}
