import { LOCK_NAME } from '../station/watch/lock-file.ts';
import type { Found, FoundVersion } from './found.ts';
import { bytesOf, digestOf, type PlannedFile, plannedFile } from './plan.ts';

/** What every scan goes through once, and what besides that becomes of it. */
const EVENTS: Readonly<Record<PlannedFile['end'], readonly string[]>> = {
  ready: ['creation', 'ingestion', 'validation'],
  rejected: ['ingestion', 'validation'],
};
const MOST_TOLD = 200;

/**
 * Holds what was found against what was sent.
 *
 * @returns what is not as it has to be, a sentence each; none where all is well.
 */
export function violationsOf(seed: string, files: number, found: Found): string[] {
  const planned = Array.from({ length: files }, (_, index) => plannedFile(seed, index));
  const wrong = [
    ...wrongVersions(seed, planned, found),
    ...wrongObjects(found),
    ...wrongFolder(planned, found.folder),
    ...found.scratch.map((path) => `${path} was left over.`),
    ...found.openUploads.map((what) => `An upload was left over: ${what}.`),
    ...(found.dueSteps === 0 ? [] : [`${found.dueSteps} steps are still due.`]),
  ];
  const more = wrong.length - MOST_TOLD;
  return more > 0 ? [...wrong.slice(0, MOST_TOLD), `… and ${more} more.`] : wrong;
}

function pageOf({ reference, name }: PlannedFile): string {
  return `${reference}/${name.replace(/\.tif$/, '')}`;
}

function wrongVersions(seed: string, planned: readonly PlannedFile[], found: Found): string[] {
  const byPage = new Map<string, FoundVersion[]>();
  for (const version of found.versions) {
    const page = `${version.reference}/${version.page}`;
    byPage.set(page, [...(byPage.get(page) ?? []), version]);
  }
  const wrong = planned.flatMap((file) => {
    const [version, ...others] = byPage.get(pageOf(file)) ?? [];
    byPage.delete(pageOf(file));
    if (version === undefined) return [`${pageOf(file)} is missing.`];
    if (others.length > 0) return [`${pageOf(file)} was taken in ${others.length + 1} times.`];
    return wrongVersion(seed, file, version).map((what) => `${pageOf(file)} ${what}`);
  });
  return [...wrong, ...[...byPage.keys()].map((page) => `${page} was never sent.`)];
}

function wrongVersion(seed: string, file: PlannedFile, version: FoundVersion): string[] {
  const wrong: string[] = [];
  if (version.state !== file.end) wrong.push(`is ${version.state}, and has to be ${file.end}.`);
  if (version.sha256 !== digestOf(bytesOf(seed, file))) wrong.push('has other bytes than were sent.');
  const events = [...version.events].sort().join(', ');
  if (events !== EVENTS[file.end].join(', ')) wrong.push(`has these events: ${events}.`);
  const packs = file.end === 'ready' ? 1 : 0;
  if (version.derivatives.length !== packs) wrong.push(`has ${version.derivatives.length} derivatives.`);
  return wrong;
}

function wrongObjects({ versions, objects }: Found): string[] {
  const masters = new Map(versions.map(({ masterKey, sha256 }) => [masterKey, sha256]));
  const others = versions.flatMap(({ derivatives, previewKey }) => [...derivatives, previewKey ?? '']);
  const known = new Set([...masters.keys(), ...others.filter((key) => key !== '')]);
  const damaged = [...masters].filter(([key, sha256]) => objects.has(key) && objects.get(key) !== sha256);
  return [
    ...[...known].filter((key) => !objects.has(key)).map((key) => `${key} is not in the store.`),
    ...damaged.map(([key]) => `${key} has another digest than its name.`),
    ...[...objects.keys()].filter((key) => !known.has(key)).map((key) => `${key} belongs to nothing.`),
  ];
}

function wrongFolder(planned: readonly PlannedFile[], folder: readonly string[]): string[] {
  const expected = new Set(
    planned.flatMap((file) => {
      const { reference, name, way, end } = file;
      if (way === 'put') return [];
      if (end === 'rejected') return [`${reference}/${name}`, `${reference}/${name}.findings.txt`];
      const again = way === 'twice' ? [`${reference}/done/${name.replace('.tif', ' (2).tif')}`] : [];
      return [`${reference}/done/${name}`, ...again];
    }),
  );
  // A station that is killed last leaves its lock, which the next one takes over.
  const there = new Set(folder);
  return [
    ...[...expected].filter((path) => !there.has(path)).map((path) => `${path} is not in the folder.`),
    ...folder
      .filter((path) => !expected.has(path) && path !== LOCK_NAME)
      .map((path) => `${path} lies in the folder.`),
  ];
}
