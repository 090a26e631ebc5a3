import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { examine } from '../../../intake/examine.ts';
import type { ScanFacts } from '../../../intake/facts.ts';
import type { CaptureProfile } from '../../../model/capture-profile.ts';
import { errorCode, Fault } from '../../../model/fault.ts';
import type { TechnicalFacts } from '../../../model/file-version.ts';
import type { Finding, Message } from '../../../model/finding.ts';
import type { Look } from '../../../model/look.ts';
import { asDecodable } from '../../../workers/decodable.ts';
import { sourceOf } from '../../../workers/local-source.ts';
import { digestFile } from '../digest.ts';
import type { Scan } from '../scans.ts';
import { TROUBLES } from './troubles.ts';

/** What a station found out about one file by itself. */
export interface CheckedFile {
  readonly name: string;
  readonly sizeBytes: number;
  /** Lower-case hex; null where the file could not be read. */
  readonly sha256: string | null;
  /** null where it could not be read as an image. */
  readonly facts: TechnicalFacts | null;
  readonly findings: readonly Finding[];
  /** Why nothing can be said of it; null where something can. */
  readonly trouble: Message | null;
}

/** The same, and all that rules about its place may look at; undefined where nothing can be said of the file. */
export interface Checked {
  readonly file: CheckedFile;
  readonly facts: ScanFacts | undefined;
}

/** How to check. */
export interface CheckParts {
  readonly profile: CaptureProfile;
  readonly signal: AbortSignal;
  /** Bytes read so far, for the digest. */
  readonly onRead?: (bytes: number) => void;
}

/**
 * Takes a file's digest and puts it to the rules about one file, as the workers do after it has been sent. The file
 * is read in pieces and left as it is. What keeps it from being read is told, not thrown.
 *
 * @throws what the signal was aborted with, and nothing else.
 */
export async function checkFile(scan: Scan, parts: CheckParts): Promise<Checked> {
  const { name } = scan;
  const before = await stampOf(scan.path);
  try {
    const checked = await examineFile(scan, parts);
    if (before === (await stampOf(scan.path))) return checked;
    throw new Fault('conflict', 'The file changed.');
  } catch (thrown) {
    parts.signal.throwIfAborted();
    const trouble = await whyNot(scan.path, before, thrown);
    const { sizeBytes } = scan;
    return { file: { name, sizeBytes, sha256: null, facts: null, findings: [], trouble }, facts: undefined };
  }
}

async function examineFile(scan: Scan, { profile, signal, onRead }: CheckParts): Promise<Checked> {
  const { name: originalName, path } = scan;
  const sha256 = await digestFile(path, { signal, ...(onRead && { onRead }) });
  const handle = await open(path);
  try {
    const source = await sourceOf(handle);
    const { sizeBytes } = source;
    const { facts, findings, look } = await withScratch(async (folder) => {
      const { path: image } = await asDecodable(path, folder);
      const promised = { sizeBytes, sha256 };
      return await examine({ originalName, sha256, promised, source, image }, profile, signal);
    });
    const file = { name: originalName, sizeBytes, sha256, facts, findings, trouble: null };
    return { file, facts: factsFor(file, look ?? undefined) };
  } finally {
    await handle.close();
  }
}

/** Room for the copy that a Lab TIFF needs. @throws Fault('unavailable') where there is none */
async function withScratch<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'recto-check-')).catch((cause: unknown) => {
    throw new Fault('unavailable', `There is no room in ${tmpdir()}.`, { cause });
  });
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What rules about its place look at: what is also known of a file that Recto has. */
function factsFor(file: CheckedFile & { readonly sha256: string }, look: Look | undefined): ScanFacts {
  const { name, sizeBytes, sha256, facts } = file;
  return {
    originalName: name,
    sizeBytes,
    sha256,
    promised: { sizeBytes, sha256 },
    technical: facts ?? undefined,
    look,
    format: undefined,
    tiff: undefined,
    decoding: undefined,
    resolutionUnit: undefined,
  };
}

/** Differs as soon as somebody wrote the file or put another in its place; undefined where there is none. */
async function stampOf(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found && `${found.ino} ${found.size} ${found.mtimeMs}`;
}

async function whyNot(path: string, before: string | undefined, thrown: unknown): Promise<Message> {
  const code = await stat(path).then(() => undefined, errorCode);
  if (code === 'ENOENT') return TROUBLES.gone;
  if (code !== undefined || before === undefined) return TROUBLES.unreadable;
  if (before !== (await stampOf(path))) return TROUBLES.changed;
  return thrown instanceof Fault && thrown.code === 'unavailable' ? TROUBLES.ours : TROUBLES.unreadable;
}
