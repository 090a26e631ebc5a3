import { setTimeout as pause } from 'node:timers/promises';
import { Fault } from '../../model/fault.ts';
import { includesRole } from '../../model/user.ts';
import { createStationClient, type FileSeen, type ItemSeen, type StationClient } from './client.ts';
import { createPatience } from './patience.ts';
import { createProgress, type Progress } from './progress.ts';
import { formatBytes } from './progress-words.ts';
import { type FileEnd, isPublished, type SendResult } from './result.ts';
import { openResumeState } from './resume-state.ts';
import { type Folder, findLookalikes, listScans, type Scan } from './scans.ts';
import { isSettled, type Sent, sendFile } from './send-file.ts';
import type { SendOptions } from './send-options.ts';
import { tellSession } from './tell-session.ts';
import type { UploadParts } from './upload.ts';

/** What a run needs of the world. */
export interface SendWorld {
  readonly stateDir: string;
  /** Where progress goes: standard error. */
  readonly screen: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
  readonly signal: AbortSignal;
}

const FIRST_LOOK_MS = 400;
const SLOWEST_LOOK_MS = 3_000;

/**
 * Sends every scan of a folder and waits until each has come to its end; then, if asked, until the item is
 * published.
 *
 * @throws Fault where nothing could be sent at all: no folder, no scans, an unknown token, a server that is away.
 */
export async function sendFolder(options: SendOptions, world: SendWorld): Promise<SendResult> {
  const folder = await listScans(options.dir);
  if (folder.scans.length === 0) throw new Fault('not-found', `There are no scans in ${options.dir}.`);
  const progress = openProgress(folder, world);
  try {
    return await run(options, world, { folder, progress });
  } finally {
    progress.close();
  }
}

async function run(
  options: SendOptions,
  world: SendWorld,
  { folder, progress }: { readonly folder: Folder; readonly progress: Progress },
): Promise<SendResult> {
  const { signal } = world;
  const { server, token } = options;
  const patience = createPatience({ server, giveUpAfterMs: options.patienceMs, say: progress.say, signal });
  const client = createStationClient({ server, token, patience, signal });
  await checkRight(client, options);
  const item = await client.makeItem({
    reference: options.reference,
    ...(options.kind === undefined ? {} : { kind: options.kind }),
    ...(options.label === undefined ? {} : { label: options.label }),
  });
  announce(folder, item, progress);
  const { session } = options;
  await tellSession({ client, session, say: progress.say, isQuiet: true });
  const parts = { client, token, patience, signal, session, state: await openResumeState(world.stateDir) };
  const sent = await sendAll(parts, item, { scans: folder.scans, parallel: options.parallel, progress });
  const wanted = options.publish && sent.every((one) => one.file !== null);
  if (wanted) await client.publishWhenReady(item.id);
  const last = await waitForEnds({
    client,
    item,
    sent,
    wanted,
    progress,
    signal,
    patienceMs: options.patienceMs,
  });
  return { item: last, publish: options.publish, files: sent.map((one) => endOf(one, last)) };
}

/** Says before an hour of sending, not after it, what the token does not allow. */
async function checkRight(client: StationClient, options: SendOptions): Promise<void> {
  const agent = await client.whoAmI();
  if (!options.publish || includesRole(agent.role, 'curator')) return;
  const detail = `The token "${agent.name}" may send scans but not publish them. Leave out --publish, or take the token of a curator.`;
  throw new Fault('forbidden', detail);
}

function openProgress(folder: Folder, world: SendWorld): Progress {
  const { screen } = world;
  return createProgress({
    write: (text) => void screen.write(text),
    terminal: screen.isTTY ?? false,
    width: () => screen.columns ?? 80,
    totalBytes: folder.scans.reduce((sum, scan) => sum + scan.sizeBytes, 0),
    totalFiles: folder.scans.length,
    now: Date.now,
  });
}

function announce(folder: Folder, item: ItemSeen, progress: Progress): void {
  const bytes = formatBytes(folder.scans.reduce((sum, scan) => sum + scan.sizeBytes, 0));
  progress.say(
    `${item.reference}: ${folder.scans.length} ${folder.scans.length === 1 ? 'file' : 'files'}, ${bytes}.`,
  );
  for (const name of folder.unfinished)
    progress.say(`${name} is still being written by another program: left alone.`);
  for (const [one, other] of findLookalikes(folder.scans.map((scan) => scan.name)))
    progress.say(
      `${one} and ${other} differ in capitals alone: they become two pages. Is that what you mean?`,
    );
  if (folder.leftAlone.length > 0) progress.say(`Not scans, left alone: ${folder.leftAlone.join(', ')}.`);
}

async function sendAll(
  parts: UploadParts,
  item: ItemSeen,
  work: { readonly scans: readonly Scan[]; readonly parallel: number; readonly progress: Progress },
): Promise<Sent[]> {
  const sent: Sent[] = [];
  const queue = work.scans.entries();
  async function takeTurns(): Promise<void> {
    for (const [place, scan] of queue) {
      const progress = work.progress.file(scan.name, scan.sizeBytes);
      sent[place] = await sendFile(parts, item, { scan, progress, say: work.progress.say });
    }
  }
  await Promise.all(Array.from({ length: work.parallel }, takeTurns));
  return sent;
}

async function waitForEnds(watch: {
  readonly client: StationClient;
  readonly item: ItemSeen;
  readonly sent: readonly Sent[];
  readonly wanted: boolean;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** How long others may keep the item from being published once our files are ready. */
  readonly patienceMs: number;
}): Promise<ItemSeen> {
  const { client, sent, progress } = watch;
  const expected = sent.filter((one) => one.file !== null);
  let settledAt = 0;
  for (let lookMs = FIRST_LOOK_MS; ; lookMs = Math.min(SLOWEST_LOOK_MS, lookMs * 1.25)) {
    const item = await client.readItem(watch.item.id);
    const files = expected.flatMap((one) => findSent(one, item) ?? []);
    const ready = files.filter((file) => file.state === 'ready').length;
    progress.waiting(ready, expected.length);
    const settled = files.every(isSettled);
    if (settled) settledAt ||= Date.now();
    if (settled && Date.now() - settledAt > watch.patienceMs) return item;
    if (settled && (!watch.wanted || ready < files.length || isPublished(item) || isHeldUp(item)))
      return item;
    await pause(lookMs, undefined, { signal: watch.signal });
  }
}

/** Something beside our files keeps the item from being published: another page, or a missing description. */
function isHeldUp(item: ItemSeen): boolean {
  return item.state === 'attention' || item.withdrawnAt !== null || !item.publishWhenReady;
}

/** What the server now knows of a file that it confirmed. */
function findSent(one: Sent, item: ItemSeen): FileSeen | undefined {
  if (one.file === null) return undefined;
  const { id } = one.file;
  return (
    item.surfaces.flatMap((surface) => surface.versions).find((version) => version.id === id) ?? one.file
  );
}

function endOf(one: Sent, item: ItemSeen): FileEnd {
  if (one.file === null) return { name: one.scan.name, file: null, trouble: one.trouble };
  const file = findSent(one, item) ?? one.file;
  const trouble =
    file.sha256 === one.sha256 ? null : 'The server names another digest than ours: do not wipe the card.';
  return { name: one.scan.name, file, trouble };
}
