import type { Finding } from '../../../model/finding.ts';
import type { Held } from '../../../model/station-watch.ts';
import type { FileSeen } from '../client.ts';
import { digestFile } from '../digest.ts';
import type { Language } from '../language.ts';
import { formatBytes } from '../progress-words.ts';
import { type Sent, sendFile } from '../send-file.ts';
import type { UploadParts } from '../upload.ts';
import { findingsText, type Judged } from './findings-text.ts';
import { held, heldBy } from './held-back.ts';
import { DONE, type SeenScan, seeFile } from './look-around.ts';
import { findPlainDamage } from './plain-damage.ts';
import { putAway, putNote, removeNote } from './put-away.ts';
import { isSameState } from './steady.ts';
import type { Verdicts } from './verdicts.ts';
import type { Whose } from './whose.ts';

interface Later {
  readonly end: 'later';
  readonly why: Held;
  /** Nobody can tell yet whose it is: it was not touched. */
  readonly isUnowned?: true;
}

/** How one scan ended, for now. */
export type Dealt =
  /** Taken in by the server and moved. */
  | { readonly end: 'done' }
  /** Not good enough; the note beside it says why. */
  | { readonly end: 'rejected' }
  /** Another file by now, or none: what was found says nothing of what lies there. */
  | { readonly end: 'changed' }
  /** Nothing that the scan can help; to be tried again. */
  | Later;

/** What dealing with a scan needs. */
export interface DealParts extends UploadParts {
  readonly whose: Whose;
  /** Of the notes. What is told is English, as is all that a watch tells. */
  readonly language: Language;
  readonly say: (line: string) => void;
}

/** One scan, and what is to be told when its bytes are out of the way. */
export interface Task {
  readonly scan: SeenScan;
  /** Since when it is as it is, by `performance.now()`. */
  readonly sinceMs: number;
  /** Called once, when nothing more of it is read or sent. */
  readonly sent: () => void;
}

/**
 * Brings one finished scan to its end: a look at its header, digest, sending, the server's verdict, and then `done/`
 * or a note beside it. What is broken as far as anybody can see gets its note at once, and is sent all the same: the
 * server must know that this page has no good scan. It moves only what the server has proved to be the same bytes and has made ready. May be
 * killed anywhere and begun again: what the server has is found there by its digest.
 */
export async function deal(parts: DealParts, task: Task): Promise<Dealt> {
  const { scan } = task;
  let dealt: Dealt;
  try {
    const verdicts = await verdictsFor(parts, scan);
    dealt = 'why' in verdicts ? verdicts : await bringToEnd(parts, task, verdicts);
  } catch (thrown) {
    parts.signal.throwIfAborted();
    dealt = await notSent(parts, scan, heldBy(thrown));
  }
  if (dealt.end === 'changed') await removeNote(scan);
  return dealt;
}

async function verdictsFor({ whose, signal }: DealParts, scan: SeenScan): Promise<Verdicts | Later> {
  try {
    return await whose.of(scan);
  } catch (thrown) {
    signal.throwIfAborted();
    return { end: 'later', why: heldBy(thrown), isUnowned: true };
  }
}

async function bringToEnd(parts: DealParts, task: Task, verdicts: Verdicts): Promise<Dealt> {
  const { scan } = task;
  const plain = await findPlainDamage(scan);
  if (plain.length > 0) {
    const sha256 = await digestFile(scan.path, { signal: parts.signal });
    if (await isChanged(parts, scan)) return { end: 'changed' };
    const rejected = await reject(parts, scan, { sha256, findings: [...plain] });
    // The server takes no file without bytes.
    if (scan.sizeBytes === 0) return rejected;
  }
  const sent = await send(parts, task, verdicts);
  if (sent.file === null) return await notSent(parts, scan, held('not-sent', sent.trouble));
  if (sent.file.state !== 'rejected' && plain.length === 0) await removeNote(scan);
  const file = await verdicts.of(sent.file.id);
  if (file.sha256 !== sent.sha256)
    return later(held('not-sent', 'The server names another digest than ours.'));
  if (file.state === 'failed') return later(held('not-judged', file.failure ?? ''));
  if (await isChanged(parts, scan)) return { end: 'changed' };
  if (file.state === 'ready') return await accept(parts, scan, file);
  return await reject(parts, scan, file, plain);
}

function later(why: Held): Dealt {
  return { end: 'later', why };
}

async function send(parts: DealParts, { scan, sinceMs, sent }: Task, verdicts: Verdicts): Promise<Sent> {
  const { say } = parts;
  const silent = () => {};
  const resumed = (bytes: number) =>
    say(`${scan.shown}: going on at ${formatBytes(bytes)}, where it stopped before.`);
  try {
    const progress = { read: silent, sent: silent, resumed, ended: silent };
    return await sendFile(parts, verdicts.latest(), { scan, sinceMs, progress, say });
  } finally {
    sent();
  }
}

async function notSent(parts: DealParts, scan: SeenScan, why: Held): Promise<Dealt> {
  return (await isChanged(parts, scan)) ? { end: 'changed' } : later(why);
}

async function isChanged({ say }: DealParts, scan: SeenScan): Promise<boolean> {
  const now = await seeFile(scan.path, scan.name);
  if (now === undefined) say(`${scan.shown} has gone from the folder. It was not moved to ${DONE}/.`);
  return now === undefined || !isSameState(now, scan);
}

async function accept({ say }: DealParts, scan: SeenScan, file: FileSeen): Promise<Dealt> {
  const place = await putAway(scan);
  if (place === undefined) return { end: 'changed' };
  await removeNote(scan);
  for (const { message } of file.findings) say(`${scan.shown}: ${message.en}`);
  const where = scan.folder === '' ? place : `${scan.folder}/${place}`;
  say(`${scan.shown}: accepted, digest confirmed, moved to ${where}.`);
  return { end: 'done' };
}

/** Puts the note beside a scan, and tells what it says, save what has been `told` already. */
async function reject(
  { say, language }: DealParts,
  scan: SeenScan,
  file: Judged,
  told: readonly Finding[] = [],
): Promise<Dealt> {
  await putNote(scan, findingsText(scan.name, file, language));
  for (const { severity, message } of file.findings)
    if (!told.some((one) => one.message.en === message.en)) say(`${scan.shown}: ${severity}: ${message.en}`);
  if (told.length === 0)
    say(
      `${scan.shown}: rejected. Put a good scan in its place; ${scan.name}.findings.txt says what is wrong.`,
    );
  return { end: 'rejected' };
}
