import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { profileFields } from '../../intake/profile-fields.ts';
import { newId } from '../../model/ids.ts';

const kept = z.object({
  server: z.string(),
  /** By which name it was asked for; '' for the server's default. */
  asked: z.string(),
  version: z.int(),
  keptAt: z.number(),
  profile: profileFields,
});

/** A profile as a server gave it, kept for when that does not answer. */
export type KeptProfile = z.infer<typeof kept>;

/** More than anybody keeps. */
const MOST_FILES = 500;

function fileOf(dir: string, { server, asked }: Pick<KeptProfile, 'server' | 'asked'>): string {
  const key = createHash('sha256').update(JSON.stringify([server, asked.toLowerCase()]));
  return join(dir, `${key.digest('hex')}.json`);
}

/** Keeps a profile in a folder, in place of the one that was kept under the same server and name. */
export async function keepProfile(dir: string, profile: KeptProfile): Promise<void> {
  await mkdir(dir, { recursive: true });
  const path = fileOf(dir, profile);
  const part = `${path}.${newId()}.part`;
  await writeFile(part, JSON.stringify(profile));
  await rename(part, path);
}

/** The profile that a server gave for this name; undefined where none is kept, or it cannot be read. */
export async function findKept(
  dir: string,
  asked: Pick<KeptProfile, 'server' | 'asked'>,
): Promise<KeptProfile | undefined> {
  return readKept(fileOf(dir, asked));
}

/** The profile of this name that was kept last, whichever server gave it; undefined where there is none. */
export async function findKeptByName(dir: string, name: string): Promise<KeptProfile | undefined> {
  const names = await readdir(dir).catch(() => []);
  const files = names.filter((file) => file.endsWith('.json')).slice(0, MOST_FILES);
  const found = await Promise.all(files.map((file) => readKept(join(dir, file))));
  const wanted = name.toLowerCase();
  const isIt = (one: KeptProfile | undefined): one is KeptProfile =>
    one !== undefined && [one.asked, one.profile.name].some((word) => word.toLowerCase() === wanted);
  return found.filter(isIt).sort((one, other) => other.keptAt - one.keptAt)[0];
}

async function readKept(path: string): Promise<KeptProfile | undefined> {
  try {
    return kept.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}
