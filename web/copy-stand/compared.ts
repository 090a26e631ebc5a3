import type { SafeFile } from '../../model/copy-stand.ts';

/** A folder that was compared with the archive. */
export interface ComparedFolder {
  readonly name: string;
  readonly total: number;
  /** How many of its files are not in the archive, and the first of their names. */
  readonly strangers: number;
  readonly named: readonly string[];
  /** The SHA-256 of each of its files that is in the archive. */
  readonly digests: readonly string[];
  /** And of each that is not. */
  readonly unknown: readonly string[];
  readonly at: number;
}

/** What the compared folders prove together. */
export interface Proof {
  /** How many files they hold. */
  readonly total: number;
  /** How many of these are not in the archive. */
  readonly strangers: number;
  /** Scans of the day that count and are in none of them. */
  readonly absent: readonly SafeFile[];
}

/** More folders than one day fills. */
const MOST_FOLDERS = 50;

/**
 * Puts a folder to those that were compared. It takes the place of one of its name of which it holds every file: that is
 * the same card again. Cards are often called the same, and what one holds that was never sent is not forgotten over another.
 */
export function addFolder(
  folders: readonly ComparedFolder[],
  next: ComparedFolder,
): readonly ComparedFolder[] {
  const now = new Set([...next.digests, ...next.unknown]);
  const isAgain = ({ name, digests, unknown }: ComparedFolder) =>
    name === next.name && [...digests, ...unknown].every((digest) => now.has(digest));
  return [...folders.filter((one) => !isAgain(one)), next].slice(-MOST_FOLDERS);
}

/** What the folders prove of the scans of a day. What was replaced or taken back need not lie on a card any more. */
export function proofOf(folders: readonly ComparedFolder[], files: readonly SafeFile[]): Proof {
  const compared = new Set(folders.flatMap(({ digests }) => digests));
  return {
    total: folders.reduce((sum, { total }) => sum + total, 0),
    strangers: folders.reduce((sum, { strangers }) => sum + strangers, 0),
    absent: files.filter(({ isCurrent, sha256 }) => isCurrent && !compared.has(sha256)),
  };
}

/** Whether this is the folder that a watch puts away what it has sent: of what was never sent it says nothing. */
export function isPutAway(name: string): boolean {
  return name.toLowerCase() === 'done';
}
