import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { readBatchList } from '../../../intake/batch-list.ts';
import { assessBatch } from '../../../intake/batch-report.ts';
import { decodeTable } from '../../../intake/csv.ts';
import type { DeliveryReport } from '../../../intake/delivery-report.ts';
import { deliveryPath } from '../../../model/batch.ts';
import { asFault, Fault } from '../../../model/fault.ts';
import { createStationClient } from '../client.ts';
import type { DeliverOptions } from '../deliver-options.ts';
import { digestFile } from '../digest.ts';
import { createPatience } from '../patience.ts';
import { openResumeState, type UploadIdentity } from '../resume-state.ts';
import { giveUpOthers, type UploadParts, uploadFile } from '../upload.ts';
import { type LocatedFile, readDelivery } from '../verify/read-delivery.ts';
import {
  type BatchFileSeen,
  type BatchSeen,
  createDeliverClient,
  type DeliverClient,
} from './deliver-client.ts';

/** What a delivery needs of the world. */
export interface DeliverWorld {
  readonly stateDir: string;
  /** Told how far it is, in lines. */
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** How a delivery ended. */
export interface Delivered {
  /** The folder against the list, before anything was sent. */
  readonly report: DeliveryReport;
  /** null where nothing was sent, because of what the report says. */
  readonly sending: {
    readonly sent: number;
    /** Were there already, with the same digest. */
    readonly standing: number;
    readonly troubles: readonly { readonly path: string; readonly why: string }[];
    /** The delivery as the server has it now. */
    readonly batch: BatchSeen;
  } | null;
}

interface Work {
  readonly client: DeliverClient;
  readonly uploads: UploadParts;
  readonly batch: BatchSeen;
  /** What the server knows, by path. */
  readonly known: ReadonlyMap<string, BatchFileSeen>;
}

/**
 * Compares a folder with the list of a delivery, and sends what the server does not have of it: masters to their items,
 * resumably; everything else in one go each.
 *
 * @throws Fault where nothing could be sent at all.
 */
export async function deliverFolder(options: DeliverOptions, world: DeliverWorld): Promise<Delivered> {
  const { server, token, dir, patienceMs: giveUpAfterMs } = options;
  const { signal, say } = world;
  const patience = createPatience({ server, giveUpAfterMs, say, signal });
  const client = createDeliverClient({ server, token, patience, signal });
  const batch = await client.readBatch(options.batch);
  if (batch.list === null)
    throw new Fault(
      'conflict',
      `The delivery ${batch.code} has no list yet. Give it one on the server first.`,
    );
  const list = readBatchList(decodeTable(await client.readList(batch.id)) ?? '\0', batch.list.reading);
  const { files } = await readDelivery(dir, list.list, [], signal);
  const head = { list: batch.list.name, name: basename(resolve(dir)), checkedAt: Date.now() };
  const { report } = assessBatch(head, list, { kind: batch.kind, files, scans: [], isAwaited: false });
  if (report.errors > 0 && !options.anyway) return { report, sending: null };
  const state = await openResumeState(world.stateDir);
  const station = createStationClient({ server, token, patience, signal });
  const uploads = { client: station, token, patience, signal, state };
  const work = { client, uploads, batch, known: await client.readFiles(batch.id) };
  say(`${batch.code}: ${files.length} files.`);
  const ends = await sendAll(work, files, options.parallel, say);
  const troubles = ends.flatMap((end) => (typeof end === 'string' ? [] : [end]));
  const sent = ends.filter((end) => end === 'sent').length;
  if (options.whole && troubles.length === 0) await client.sayWhole(batch.id);
  const standing = ends.length - sent - troubles.length;
  return { report, sending: { sent, standing, troubles, batch: await client.readBatch(batch.id) } };
}

type End = 'sent' | 'standing' | { readonly path: string; readonly why: string };

async function sendAll(
  work: Work,
  files: readonly LocatedFile[],
  parallel: number,
  say: (line: string) => void,
): Promise<End[]> {
  const ends: End[] = [];
  const queue = files.entries();
  const hand = async (): Promise<void> => {
    for (const [place, file] of queue) {
      ends[place] = await sendOne(work, file);
      const end = ends[place];
      if (typeof end !== 'string') say(`${end.path}: not sent. ${end.why}`);
      if (place % 100 === 99) say(`${place + 1} of ${files.length}`);
    }
  };
  await Promise.all(Array.from({ length: parallel }, hand));
  return ends;
}

/** What goes wrong with one file does not stop the others. */
async function sendOne(work: Work, file: LocatedFile): Promise<End> {
  const { signal } = work.uploads;
  try {
    const sha256 = await digestFile(file.at, { signal });
    const path = deliveryPath(file.path);
    const known = work.known.get(path);
    if (known?.sha256 === sha256) return 'standing';
    // What is misnamed or double is told of as the file that it should be, and is not it.
    const isMaster = known?.use === 'master' && known.shouldBe === null && file.sizeBytes > 0;
    if (isMaster && known.itemId !== null) await sendMaster(work, { ...file, path }, sha256, known.itemId);
    else await work.client.putFile(work.batch.id, { path, at: file.at, sha256 });
    return 'sent';
  } catch (thrown) {
    signal.throwIfAborted();
    return { path: file.path, why: asFault(thrown).detail };
  }
}

async function sendMaster(
  { uploads, batch }: Work,
  { path, at }: LocatedFile,
  sha256: string,
  itemId: string,
): Promise<void> {
  const { size: sizeBytes, mtimeMs: modifiedAt } = await stat(at);
  const { server } = uploads.client;
  const identity: UploadIdentity = { server, itemId, path: resolve(at), sizeBytes, modifiedAt, sha256 };
  await giveUpOthers(uploads, identity);
  const outcome = await uploadFile(uploads, {
    fileName: basename(path),
    identity,
    place: { batchId: batch.id, path },
    onSent: () => undefined,
    onResumed: () => undefined,
  });
  if (outcome.state !== 'accepted')
    throw new Fault('digest-mismatch', outcome.detail ?? 'The server has stored other bytes than were sent.');
}
