import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Who may import whom (docs/architecture.md). A folder may always import itself. */
export const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  model: [],
  image: ['model'],
  intake: ['model'],
  manifests: ['model', 'image'],
  pdf: ['model'],
  storage: ['model'],
  runtime: ['model'],
  workers: ['model', 'image', 'intake', 'pdf', 'storage/objects', 'storage/jobs', 'runtime'],
  server: ['model', 'image', 'intake', 'manifests', 'pdf', 'storage', 'runtime'],
  web: ['types of model'],
  scripts: [
    'model',
    'image',
    'intake',
    'manifests',
    'pdf',
    'storage',
    'runtime',
    'server',
    'workers',
    'not server/routes',
  ],
  bin: ['scripts'],
};

/** What is used in these places and nowhere else; scripts and tests are free where it says so. */
export const PACKAGES: Readonly<Record<string, { readonly names: RegExp; readonly in: readonly string[] }>> =
  {
    sharp: {
      names: /^sharp$/,
      in: [
        'image/render.ts',
        'image/cut-tiles.ts',
        'image/cutting/',
        'intake/read-pixels.ts',
        'intake/read-preview.ts',
        'scripts/',
        'test/',
      ],
    },
    'kysely and its drivers': {
      names: /^(kysely|pg|@photostructure\/sqlite)$/,
      in: ['storage/records/', 'test/'],
    },
    '@aws-sdk': { names: /^@aws-sdk\//, in: ['storage/objects/', 'test/'] },
    'bullmq and ioredis': { names: /^(bullmq|ioredis)$/, in: ['storage/jobs/', 'test/'] },
    'pino and prom-client': { names: /^(pino|prom-client)$/, in: ['runtime/', 'test/'] },
    'express, helmet, cookie and @tus': {
      names: /^(express|helmet|cookie|@tus\/.*)$/,
      in: ['server/', 'test/'],
    },
    'pdfkit, fontkit and bidi-js': {
      names: /^(pdfkit|fontkit|bidi-js)$/,
      in: ['pdf/', 'server/batches/pdf/', 'test/'],
    },
    yazl: { names: /^yazl$/, in: ['workers/', 'test/'] },
    'the IIIF types': { names: /^@iiif\/presentation-3$/, in: ['manifests/', 'test/'] },
    // Where dates are read it is held against ours, which serves people.
    edtf: { names: /^edtf$/, in: ['test/'] },
    'react, uppy and openseadragon': {
      names: /^(react|react-dom|@uppy|openseadragon)($|\/)/,
      in: ['web/', 'test/'],
    },
  };

/** Where the environment may be read. */
const ENVIRONMENT = ['runtime/config.ts', 'scripts/', 'test/', 'bin/'];
const MAX_LINES = 300;

/** A source file: its path from the root, with slashes, and its text. */
export type Sources = ReadonlyMap<string, string>;

/** Every source file of a checkout. */
export function readSources(root: string): Sources {
  const folders = [...Object.keys(FOLDERS), 'test'];
  const paths = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => posix.join(folder, name))
      .filter((path) => /\.(ts|tsx|mjs|js)$/.test(path) && !/(^|\/)(dist|node_modules|public)\//.test(path)),
  );
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

interface Import {
  readonly from: string;
  /** A path from the root, or the name of a package. */
  readonly of: string;
  readonly onlyTypes: boolean;
}

function importsOf(sources: Sources): Import[] {
  const statement =
    /^\s*(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'/gm;
  return [...sources].flatMap(([path, text]) =>
    [...text.matchAll(statement)].map(([, type, from, bare, dynamic]) => {
      const name = from ?? bare ?? dynamic ?? '';
      const of = name.startsWith('.') ? posix.join(posix.dirname(path), name) : name;
      return { from: path, of, onlyTypes: type !== undefined };
    }),
  );
}

/** What in a folder imports what it may not, a sentence each. */
export function wrongFolders(sources: Sources, folder: string): string[] {
  const may = FOLDERS[folder] ?? [];
  const wrong = importsOf(sources).filter(({ from, of, onlyTypes }) => {
    const target = of.split('/')[0] ?? '';
    if (!from.startsWith(`${folder}/`) || !(target in FOLDERS || target === 'test') || target === folder)
      return false;
    if (may.some((rule) => rule.startsWith('not ') && of.startsWith(`${rule.slice(4)}/`))) return true;
    if (onlyTypes && may.includes(`types of ${target}`)) return false;
    return !may.some((rule) => of.startsWith(`${rule}/`));
  });
  return wrong.map(
    ({ from, of }) => `${from} imports ${of}, but ${folder} may import ${may.join(', ') || 'nothing'}`,
  );
}

/** Who uses a package outside its place, a sentence each. */
export function wrongPackages(sources: Sources, name: string): string[] {
  const rule = PACKAGES[name];
  if (!rule) throw new Error(`no such rule: ${name}`);
  const wrong = importsOf(sources).filter(
    ({ from, of }) => rule.names.test(of) && !rule.in.some((place) => from.startsWith(place)),
  );
  return wrong.map(({ from, of }) => `${from} imports ${of}, which belongs in ${rule.in.join(', ')} alone`);
}

/** Who reads the environment that should be given a configuration. */
export function wrongEnvironment(sources: Sources): string[] {
  const wrong = [...sources].filter(
    ([path, text]) => /\bprocess\.env\b/.test(text) && !ENVIRONMENT.some((place) => path.startsWith(place)),
  );
  return wrong.map(([path]) => `${path} reads process.env, which only runtime/config.ts may`);
}

/** Which files are too long to be read in one go. */
export function wrongLengths(sources: Sources): string[] {
  return [...sources].flatMap(([path, text]) => {
    const lines = text.trimEnd().split('\n').length;
    return lines > MAX_LINES ? [`${path} has ${lines} lines; the most is ${MAX_LINES}`] : [];
  });
}
