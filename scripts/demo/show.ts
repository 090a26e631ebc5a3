import { Fault } from '../../model/fault.ts';
import { createStationClient, type StationClient } from '../station/client.ts';
import { createPatience } from '../station/patience.ts';
import { isComplete, resultLines, type SendResult } from '../station/result.ts';
import { type SendWorld, sendFolder } from '../station/send.ts';
import type { Letters } from './letters.ts';
import { makeScans } from './scan-files.ts';
import { WORKS, type Work } from './works.ts';

/** Where a work of the demonstration is shown. */
export interface Shown {
  readonly reference: string;
  readonly manifest: string;
  readonly viewer: string;
  /** The info.json of every page, in order. */
  readonly images: readonly string[];
}

export interface Showing {
  readonly server: string;
  readonly token: string;
  /** The TIFFs are kept here. */
  readonly dir: string;
  readonly letters: Letters;
  readonly world: SendWorld;
  readonly say: (line: string) => void;
}

const PATIENCE_MS = 5 * 60_000;

/** Makes, describes, sends and publishes the three works. @throws Fault where one of them was not published. */
export async function showWorks(showing: Showing): Promise<Shown[]> {
  const { server, token, say, world } = showing;
  const patience = createPatience({ server, giveUpAfterMs: PATIENCE_MS, say, signal: world.signal });
  const client = createStationClient({ server, token, patience, signal: world.signal });
  const shown: Shown[] = [];
  for (const work of WORKS) shown.push(await showWork(work, showing, client));
  return shown;
}

async function showWork(work: Work, showing: Showing, client: StationClient): Promise<Shown> {
  const { dir, letters, say, world, server, token } = showing;
  const made = await makeScans(work, { dir, letters }, (name, place, of) => {
    world.signal.throwIfAborted();
    say(`Making ${name} (${place} of ${of})`);
  });
  await describe(client, work);
  const result = await sendFolder(
    {
      dir: made.dir,
      reference: work.reference,
      server,
      token,
      publish: true,
      json: false,
      parallel: 3,
      patienceMs: PATIENCE_MS,
    },
    world,
  );
  for (const line of resultLines(result)) say(line);
  if (!isComplete(result))
    throw new Fault('conflict', `${work.reference} could not be published. See above.`);
  return shownOf(work, result);
}

/** A person's later changes are left alone: what has been published is described already. */
async function describe(client: StationClient, work: Work): Promise<void> {
  const { reference, kind, label, summary, rights, requiredStatement } = work;
  const item = await client.makeItem({ reference, kind, label });
  if (item.publishedRevision !== null) return;
  await client.describeItem(item, { label, summary, rights, requiredStatement });
}

function shownOf(work: Work, { item, files }: SendResult): Shown {
  return {
    reference: work.reference,
    manifest: item.manifest,
    viewer: item.viewer,
    images: files.flatMap((end) => end.file?.image ?? []),
  };
}
