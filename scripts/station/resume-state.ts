import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What makes an upload the same one as last time. If any of it has changed, it starts from the beginning. */
export interface UploadIdentity {
  readonly server: string;
  readonly itemId: string;
  /** Absolute. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedAt: number;
  readonly sha256: string;
}

/** Where uploads had got to, kept from one run to the next. */
export interface ResumeState {
  /** The upload's address, if it was begun before. */
  find(upload: UploadIdentity): Promise<string | undefined>;
  note(upload: UploadIdentity, uploadUrl: string): Promise<void>;
  forget(upload: UploadIdentity): Promise<void>;
  /**
   * Hands over the address of every upload that was begun of this file for this item before the file was changed,
   * and forgets each that was given up. Nobody will ever finish them.
   */
  giveUpOthers(upload: UploadIdentity, giveUp: (uploadUrl: string) => Promise<void>): Promise<void>;
}

/** Longer than any server keeps an unfinished upload. */
const KEEP_MS = 30 * 24 * 3600 * 1000;

/**
 * The folder of the person at the station for it. Not the folder of the scans: that may be a read-only card, and
 * whatever lies in it is taken for a part of the delivery.
 */
export function defaultStateDir(env: Readonly<Record<string, string | undefined>>): string {
  const { XDG_STATE_HOME: state, LOCALAPPDATA: windows } = env;
  const base = state || windows || join(homedir(), '.local', 'state');
  return join(base, 'recto-station');
}

/** One line of text that two uploads share only if they are the same. */
export function resumeKeyOf(upload: UploadIdentity): string {
  const parts = [
    upload.server,
    upload.itemId,
    upload.path,
    upload.sizeBytes,
    upload.modifiedAt,
    upload.sha256,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/**
 * Opens the state in a folder, a file per upload, so that several uploads and several stations on one machine do
 * not get in each other's way. It holds addresses and never the token. What cannot be kept is not an error: the
 * next run then sends the file from its beginning.
 */
export async function openResumeState(dir: string): Promise<ResumeState> {
  await mkdir(dir, { recursive: true, mode: 0o700 }).catch(() => undefined);
  await sweepOld(dir);
  const thisRun = new Map<string, string>();
  const fileOf = (upload: UploadIdentity) => join(dir, `${resumeKeyOf(upload)}.json`);
  return Object.freeze({
    find: async (upload: UploadIdentity) =>
      thisRun.get(resumeKeyOf(upload)) ?? readAddress(fileOf(upload), upload),
    async note(upload: UploadIdentity, uploadUrl: string) {
      const file = fileOf(upload);
      thisRun.set(resumeKeyOf(upload), uploadUrl);
      const temporary = `${file}.${process.pid}.tmp`;
      const { path, server, itemId } = upload;
      const text = JSON.stringify({ uploadUrl, path, server, itemId });
      await writeFile(temporary, text, { mode: 0o600 })
        .then(() => rename(temporary, file))
        .catch(() => undefined);
    },
    async forget(upload: UploadIdentity) {
      thisRun.delete(resumeKeyOf(upload));
      await rm(fileOf(upload), { force: true }).catch(() => undefined);
    },
    async giveUpOthers(upload: UploadIdentity, giveUp: (uploadUrl: string) => Promise<void>) {
      for (const file of await listEntries(dir)) {
        if (file === fileOf(upload)) continue;
        const uploadUrl = await readAddress(file, upload);
        if (uploadUrl === undefined) continue;
        await giveUp(uploadUrl);
        await rm(file, { force: true }).catch(() => undefined);
      }
    },
  });
}

async function listEntries(dir: string): Promise<string[]> {
  const names = await readdir(dir).catch(() => []);
  return names.filter((name) => name.endsWith('.json')).map((name) => join(dir, name));
}

interface Entry {
  readonly uploadUrl?: unknown;
  readonly path?: unknown;
  readonly itemId?: unknown;
}

/**
 * The address in an entry, if that is of this file for this item. Only an address on the server itself is
 * believed: the token goes wherever it points.
 */
async function readAddress(file: string, upload: UploadIdentity): Promise<string | undefined> {
  const { server, path, itemId } = upload;
  try {
    const entry: Entry = JSON.parse(await readFile(file, 'utf8'));
    const { uploadUrl } = entry;
    const isOfThis = entry.path === path && entry.itemId === itemId;
    const isHere = typeof uploadUrl === 'string' && uploadUrl.startsWith(`${server}/`);
    return isOfThis && isHere ? uploadUrl : undefined;
  } catch {
    return undefined;
  }
}

async function sweepOld(dir: string): Promise<void> {
  const names = await readdir(dir).catch(() => []);
  for (const name of names) {
    const file = join(dir, name);
    const facts = await stat(file).catch(() => undefined);
    if (facts && Date.now() - facts.mtimeMs > KEEP_MS) await rm(file, { force: true }).catch(() => undefined);
  }
}
