import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json: one above this as it is written, two above it once compiled into dist/. */
const ROOT = findRoot(dirname(fileURLToPath(import.meta.url)));

/** The web app as it was built. */
export const WEB_DIST = join(ROOT, 'web', 'dist');

/** What the pages for the public need beside HTML: style, a small script, the IIIF mark. */
export const PAGE_FILES = join(ROOT, 'server', 'pages', 'files');

/** Mirador as the set-up fetched it (scripts/setup/viewers.ts). */
export const MIRADOR_FILE = join(ROOT, '.recto', 'mirador', 'mirador.min.js');

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json')) || folder === dirname(folder)) return folder;
  return findRoot(dirname(folder));
}
