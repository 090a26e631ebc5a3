import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { onPath } from './places.ts';
import { run } from './run.ts';

/** Whether this system takes its software from Debian packages. */
export function hasApt(): boolean {
  return onPath('apt-get') !== undefined && onPath('dpkg-deb') !== undefined;
}

/** Installs packages for the whole system, with `root` before the command. */
export function installPackages(packages: readonly string[], root: readonly string[]): void {
  const apt = [...root, 'apt-get', '-o', 'DPkg::Lock::Timeout=300'];
  const install = [...apt, 'install', '-y', '-q', '--no-install-recommends', ...packages];
  run([...apt, 'update', '-q']);
  run(install);
}

/**
 * Fetches packages, checked against the signatures of the system's own sources, and unpacks them into `folder`
 * without installing them: no root, no service. Libraries that the programs then still lack are fetched too.
 *
 * @param programs Paths in the packages that must find all their libraries.
 */
export function unpackPackages(
  packages: readonly string[],
  folder: string,
  programs: readonly string[],
): void {
  const scratch = mkdtempSync(join(tmpdir(), 'recto-apt-'));
  const unpacked = `${folder}.partial`;
  try {
    rmSync(unpacked, { recursive: true, force: true });
    mkdirSync(unpacked, { recursive: true });
    const download = createDownload(scratch);
    unpack(download(packages), unpacked);
    const lacking = programs.some((program) => lacksLibraries(unpacked, program));
    if (lacking) unpack(download(neededLibraries(join(scratch, 'packages'))), unpacked);
    const unmet = programs.find((program) => lacksLibraries(unpacked, program));
    if (unmet) throw new Error(`${unmet} still lacks libraries.`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(dirname(folder), { recursive: true });
    renameSync(unpacked, folder);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
    rmSync(unpacked, { recursive: true, force: true });
  }
}

/** Where packages that were unpacked into a folder have their shared libraries. */
export function libraryFolders(folder: string): string[] {
  return ['usr/lib', 'lib'].flatMap((lib) => {
    const names = listFolder(join(folder, lib)).filter((name) => name.endsWith('-linux-gnu'));
    return names.map((name) => join(folder, lib, name));
  });
}

/** Downloads into `packages` in a scratch folder, with the system's lists or, where those are old, with new ones. */
function createDownload(scratch: string): (packages: readonly string[]) => string[] {
  const into = join(scratch, 'packages');
  mkdirSync(into);
  let options: string[] = [];
  return (packages) => {
    const before = new Set(readdirSync(into));
    const command = () => ['apt-get', ...options, 'download', '-q', ...packages];
    try {
      run(command(), { cwd: into });
    } catch {
      options = ownLists(scratch);
      run(['apt-get', ...options, 'update', '-q']);
      run(command(), { cwd: into });
    }
    return readdirSync(into)
      .filter((name) => !before.has(name))
      .map((name) => join(into, name));
  };
}

/** Package lists of our own, since only root may refresh the system's. */
function ownLists(scratch: string): string[] {
  for (const folder of ['lists/partial', 'cache/archives/partial']) {
    mkdirSync(join(scratch, folder), { recursive: true });
  }
  const places = [`Dir::State::Lists=${join(scratch, 'lists')}`, `Dir::Cache=${join(scratch, 'cache')}`];
  const unsandboxed = userInfo().uid === 0 ? ['APT::Sandbox::User=root'] : [];
  return [...places, ...unsandboxed].flatMap((option) => ['-o', option]);
}

function unpack(files: readonly string[], folder: string): void {
  for (const file of files) run(['dpkg-deb', '-x', file, folder]);
}

function lacksLibraries(folder: string, program: string): boolean {
  const found = run(['ldd', join(folder, program)], {
    env: { LD_LIBRARY_PATH: libraryFolders(folder).join(':') },
  });
  return found.includes('not found');
}

/** The libraries that packages say they depend on. */
function neededLibraries(packagesFolder: string): string[] {
  const names = readdirSync(packagesFolder).flatMap((name) =>
    run(['dpkg-deb', '-f', join(packagesFolder, name), 'Depends'])
      .split(',')
      .map((dependency) => dependency.trim().split(/[\s|(:]/)[0] ?? ''),
  );
  const basics = new Set(['libc6', 'libgcc-s1', 'libstdc++6']);
  return [...new Set(names)].filter((name) => name.startsWith('lib') && !basics.has(name));
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
