import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
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
 * The viewer. It is not a dependency: as one it would bring 350 MB and an older TypeScript along, and of all
 * that one built file is served. The digest is the one that the npm registry states for this version.
 */
const MIRADOR = {
  version: '4.0.0',
  integrity:
    'sha512-uWsE9e2oqSc/lUu+vVwDGhTsycuhGsfZ2KfX6CLfXiT3wgGy6qT9+q5M3V9Zz72hkdIgsJugKesaowmRtYmvrA==',
} as const;

/** Where the viewer's file lies, with its licence beside it. The server serves it. */
export const MIRADOR_FOLDER = join(FETCHED, 'mirador');

const FILES = ['dist/mirador.min.js', 'LICENSE'] as const;

/**
 * Fetches Mirador's built file from the npm registry, unless this version is there.
 *
 * @throws Error if it cannot be fetched or is not the file that was chosen.
 */
export function fetchMirador(say: (line: string) => void, folder: string = MIRADOR_FOLDER): void {
  const stamp = join(folder, 'version');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === MIRADOR.integrity) return;
  say(`Fetching Mirador ${MIRADOR.version}, the viewer …`);
  const scratch = mkdtempSync(join(tmpdir(), 'recto-mirador-'));
  try {
    const wanted = `mirador@${MIRADOR.version}`;
    run(['npm', 'pack', wanted, '--pack-destination', scratch, '--loglevel=error'], { cwd: scratch });
    const archive = join(scratch, readdirSync(scratch).find((name) => name.endsWith('.tgz')) ?? 'none');
    checkArchive(archive);
    run(['tar', '-xzf', archive, '-C', scratch, ...FILES.map((file) => `package/${file}`)]);
    place(join(scratch, 'package'), folder);
    writeFileSync(stamp, MIRADOR.integrity);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** @throws Error if a file is not the package whose digest is written above. */
export function checkArchive(archive: string): void {
  const digest = createHash('sha512').update(readFileSync(archive)).digest('base64');
  if (`sha512-${digest}` === MIRADOR.integrity) return;
  throw new Error(
    `What came as Mirador ${MIRADOR.version} is not the file that was chosen: sha512-${digest}.`,
  );
}

function place(unpacked: string, folder: string): void {
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  for (const file of FILES) {
    writeFileSync(join(partial, file.replace('dist/', '')), readFileSync(join(unpacked, file)));
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(partial, folder);
}
