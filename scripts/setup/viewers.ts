import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FETCHED } from './places.ts';
import { run } from './run.ts';

/**
 * A viewer of which built files are taken from its npm package. It is not a dependency: as one, Mirador would bring
 * 350 MB and an older TypeScript along, and Universal Viewer thirty packages for books, sound and things in 3D.
 */
export interface Viewer {
  readonly name: string;
  /** What it is for, as people are told while it is fetched. */
  readonly purpose: string;
  readonly package: string;
  readonly version: string;
  /** The digest that the npm registry states for this version. */
  readonly integrity: string;
  /** Files and folders of the package that are kept; a `dist/` before them goes. */
  readonly keeps: readonly string[];
}

/** What readers see; the server serves it. */
export const MIRADOR: Viewer = {
  name: 'Mirador',
  purpose: 'the viewer',
  package: 'mirador',
  version: '4.0.0',
  integrity:
    'sha512-uWsE9e2oqSc/lUu+vVwDGhTsycuhGsfZ2KfX6CLfXiT3wgGy6qT9+q5M3V9Zz72hkdIgsJugKesaowmRtYmvrA==',
  keeps: ['dist/mirador.min.js', 'LICENSE'],
};

/** What others show our manifests with: for the tests. */
export const UNIVERSAL_VIEWER: Viewer = {
  name: 'Universal Viewer',
  purpose: 'which the tests show manifests in',
  package: 'universalviewer',
  version: '4.4.0',
  integrity:
    'sha512-9OVs6uCzeQYw50jg8k2vEGq6hQFu7kEv9OOAlmqVH9duhrpg1xlIqcMIb2rhNQnAxTQd3R13gxJze9UYkiwdzg==',
  keeps: ['dist/umd', 'dist/uv.css', 'LICENSE.txt'],
};

/** Where a viewer's files lie, with its licence beside them. */
export function viewerFolder(viewer: Viewer): string {
  return join(FETCHED, viewer.package);
}

/**
 * Fetches a viewer's built files from the npm registry, unless this version is there.
 *
 * @throws Error if it cannot be fetched or is not the package that was chosen.
 */
export function fetchViewer(viewer: Viewer, say: (line: string) => void): void {
  const folder = viewerFolder(viewer);
  const stamp = join(folder, 'version');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === viewer.integrity) return;
  say(`Fetching ${viewer.name} ${viewer.version}, ${viewer.purpose} …`);
  const scratch = mkdtempSync(join(tmpdir(), 'recto-viewer-'));
  try {
    const wanted = `${viewer.package}@${viewer.version}`;
    run(['npm', 'pack', wanted, '--pack-destination', scratch, '--loglevel=error'], { cwd: scratch });
    const archive = join(scratch, readdirSync(scratch).find((name) => name.endsWith('.tgz')) ?? 'none');
    checkArchive(viewer, archive);
    run(['tar', '-xzf', archive, '-C', scratch, ...viewer.keeps.map((path) => `package/${path}`)]);
    place(viewer, join(scratch, 'package'), folder);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** @throws Error if a file is not the package whose digest is written above. */
export function checkArchive({ name, version, integrity }: Viewer, archive: string): void {
  const digest = createHash('sha512').update(readFileSync(archive)).digest('base64');
  if (`sha512-${digest}` === integrity) return;
  throw new Error(`What came as ${name} ${version} is not the file that was chosen: sha512-${digest}.`);
}

/** Whole or not at all; the stamp goes in last. */
function place({ keeps, integrity }: Viewer, unpacked: string, folder: string): void {
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  for (const path of keeps) {
    cpSync(join(unpacked, path), join(partial, path.replace('dist/', '')), { recursive: true });
  }
  writeFileSync(join(partial, 'version'), integrity);
  rmSync(folder, { recursive: true, force: true });
  renameSync(partial, folder);
}
