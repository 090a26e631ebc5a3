import { setTimeout as pause } from 'node:timers/promises';
import { Fault } from '../../model/fault.ts';
import { QUESTIONS } from './texts.ts';

/** What one kind of question took, in milliseconds each. */
export interface Asked {
  readonly name: string;
  readonly tookMs: readonly number[];
  /** Bytes of the longest answer. */
  readonly mostBytes: number;
}

interface Kind {
  readonly name: string;
  /** The path of each time that it is asked. */
  readonly path: (time: number) => string;
}

export interface Asking {
  readonly url: string;
  readonly token: string;
  /** Of any items. */
  readonly itemIds: readonly string[];
  /** Of items that were published through the server, so that their manifests lie in the store. */
  readonly publishedIds: readonly string[];
  readonly times: number;
  readonly say: (line: string) => void;
}

const SETTLE_MS = 500;
/** A step that meets every part of an archive, whatever its size. */
const STRIDE = 7_919;

/** Asks one thing after the other, as a person at a desk does, and measures each from the question to the last byte. */
export async function askAll(asking: Asking): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const kind of kindsOf(asking)) {
    await ask(asking, kind.path(0));
    await pause(SETTLE_MS);
    const answers = [];
    for (let time = 0; time < asking.times; time += 1) answers.push(await ask(asking, kind.path(time)));
    asked.push({
      name: kind.name,
      tookMs: answers.map(({ tookMs }) => tookMs),
      mostBytes: Math.max(...answers.map(({ bytes }) => bytes)),
    });
    asking.say(kind.name);
  }
  return asked;
}

function kindsOf({ itemIds, publishedIds }: Asking): Kind[] {
  const some = (ids: readonly string[], time: number) => ids[(time * STRIDE) % ids.length] ?? '';
  const far = (time: number) => Math.max(0, ((time * STRIDE) % itemIds.length) - 50);
  const searches = Object.entries(QUESTIONS).map(([name, questions]) => ({
    name: `search: ${name}`,
    path: (time: number) =>
      `/api/items?limit=50&q=${encodeURIComponent(questions[time % questions.length] ?? '')}`,
  }));
  return [
    { name: 'list of items', path: () => '/api/items?limit=50' },
    { name: 'list of items, any page of it', path: (time) => `/api/items?limit=50&offset=${far(time)}` },
    ...['attention', 'capturing', 'in_qa', 'published'].map((state) => ({
      name: `list of items: ${state}`,
      path: () => `/api/items?limit=50&state=${state}`,
    })),
    ...searches,
    { name: 'frequent word in one state', path: () => '/api/items?limit=50&q=arbeiders&state=in_qa' },
    { name: 'item', path: (time) => `/api/items/${some(itemIds, time)}` },
    { name: 'desk', path: (time) => `/api/items/${some(itemIds, time)}/desk` },
    { name: 'manifest', path: (time) => `/iiif/presentation/${some(publishedIds, time)}/manifest` },
    { name: 'top collection', path: () => '/iiif/presentation/collection/top' },
  ];
}

async function ask({ url, token }: Asking, path: string): Promise<{ tookMs: number; bytes: number }> {
  const startedAt = performance.now();
  const answer = await fetch(`${url}${path}`, { headers: { Authorization: `Bearer ${token}` } });
  const { byteLength: bytes } = await answer.arrayBuffer();
  const tookMs = performance.now() - startedAt;
  if (!answer.ok) throw new Fault('unavailable', `${path} was answered with ${answer.status}.`);
  return { tookMs, bytes };
}
