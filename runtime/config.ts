import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import { Fault } from '../model/fault.ts';
import { flag, millions, port, profile, proxies, side, timeZone, url, whole } from './settings.ts';

/**
 * Every variable that Recto reads, with what it means. docs/configuration.md and .env.example are generated
 * from this. Unset means the embedded default, and closed for anything that opens access.
 */
export const SETTINGS = {
  PORT: port.default(8080).describe('Port of the web server.'),
  HOST: z.string().default('127.0.0.1').describe('Address to listen on. `0.0.0.0` for every interface.'),
  RECTO_DATA: z
    .string()
    .default('./data')
    .describe('The one directory that holds all state of a single machine.'),
  RECTO_PUBLIC_URL: url(/^https?$/)
    .refine((text) => /^https?:\/\/[^/?#@]+(\/[^?#]*)?$/.test(text), {
      error: 'must be scheme, host and path alone',
    })
    .optional()
    .describe(
      'The address that the world knows Recto by; goes into every IIIF id. Default: http://localhost:PORT.',
    ),
  RECTO_TIME_ZONE: timeZone
    .default(Intl.DateTimeFormat().resolvedOptions().timeZone)
    .describe(
      'Time zone of the institution (`Europe/Amsterdam`): an embargo ends there when its day begins. Default: that of the machine.',
    ),
  RECTO_ADMIN_EMAIL: z.email().optional().describe('First run only: the administrator to create.'),
  RECTO_ADMIN_PASSWORD: z
    .string()
    .min(10)
    .optional()
    .describe('First run only: their password, at least 10 characters.'),
  RECTO_INSTITUTION: z
    .string()
    .default('Recto')
    .describe('Name of the institution, shown as the provider of every manifest.'),
  RECTO_INSTITUTION_URL: url(/^https?$/)
    .optional()
    .describe('Home page of the institution.'),
  RECTO_INSTITUTION_EMAIL: z
    .email()
    .optional()
    .describe(
      'Where the institution is written to about what it publishes. Harvesters and registers see it.',
    ),
  RECTO_INSTITUTION_ISIL: z
    .string()
    .regex(/^[A-Za-z]{1,4}-[A-Za-z0-9:/-]{1,11}$/)
    .optional()
    .describe('Its code in the register of libraries and archives: `NL-AmISG`.'),
  RECTO_INSTITUTION_DATA_LICENSE: url(/^https?$/)
    .optional()
    .describe(
      'Licence of the descriptions (not of the scans): `http://creativecommons.org/publicdomain/zero/1.0/`.',
    ),
  RECTO_INSTITUTION_LOGO: url(/^https?$/)
    .optional()
    .describe(
      'Address of its logo, a picture that any page may show: stands beside its name in viewers. An image service can give it: `https://scans.example.org/iiif/3/…/full/,120/0/default.png`.',
    ),
  DATABASE_URL: url(/^postgres(ql)?$/)
    .optional()
    .describe('PostgreSQL to keep the records in. Default: SQLite in RECTO_DATA.'),
  REDIS_URL: url(/^(rediss?|unix)$/)
    .optional()
    .describe('Redis 6.2 or later, or Valkey. Default: a private one, started by `npm start`.'),
  REDIS_BIN: z
    .string()
    .optional()
    .describe('The redis-server program for the private Redis. Default: found or fetched by the set-up.'),
  S3_BUCKET: z.string().optional().describe('Bucket to keep the bytes in. Default: files in RECTO_DATA.'),
  S3_ENDPOINT: url(/^https?$/)
    .optional()
    .describe('S3 server, unless it is AWS.'),
  S3_REGION: z.string().default('us-east-1').describe('S3 region.'),
  S3_PREFIX: z.string().default('').describe('Put before every key.'),
  S3_ACCESS_KEY_ID: z.string().optional().describe('S3 access key. Default: the usual AWS sources.'),
  S3_SECRET_ACCESS_KEY: z.string().optional().describe('S3 secret key.'),
  S3_CHECKSUMS: z
    .enum(['WHEN_REQUIRED', 'WHEN_SUPPORTED'])
    .optional()
    .describe(
      'When the S3 client adds and checks checksums. Default: WHEN_REQUIRED with S3_ENDPOINT, else WHEN_SUPPORTED.',
    ),
  RECTO_OVERRIDE_ROLE: z
    .enum(['curator', 'admin'])
    .default('curator')
    .describe(
      'Who may publish in spite of what is missing (a title, rights, pages that nobody looked at), and say why: `curator` or `admin`.',
    ),
  RECTO_PROFILE: profile
    .default('any')
    .describe(
      'What a good scan is where nobody has said otherwise yet: the default at the first start; then the app decides. The name of a capture profile (`any`, `metamorfoze-light`, `fadgi-3` …) or the path of a file that ends in `.json`, see docs/intake/profiles.md.',
    ),
  INTAKE_FOLDER: z
    .string()
    .transform((given) => resolve(given))
    .optional()
    .describe('Folder that `npm start` watches for scans, such as a share; see docs/intake/station.md.'),
  INTAKE_NAMES: z
    .string()
    .optional()
    .describe('How files in that folder itself name their items: `{archive}.{item}_{sequence:5}{side?}`.'),
  INTAKE_REGISTER: flag.default(false).describe('Make the items that its folders and names speak of.'),
  INTAKE_STEADY_SECONDS: z.coerce
    .number()
    .min(0.2)
    .max(3_600)
    .default(10)
    .describe('A file in it is finished when it has not changed for so long.'),
  RECTO_MAX_MEGAPIXELS: millions
    .default(2_000)
    .describe(
      'Largest scan that is accepted, in millions of pixels; a capture profile can only ask for less.',
    ),
  RECTO_MAX_UPLOAD_MB: millions
    .default(20_000)
    .describe('Largest file that is accepted, in millions of bytes.'),
  RECTO_MAX_WIDTH: side.describe(
    'Widest picture that an image service gives out, in pixels; `maxWidth` of every info.json.',
  ),
  RECTO_MAX_HEIGHT: side.describe('Tallest one, in pixels; `maxHeight`.'),
  RECTO_MAX_AREA_MP: millions
    .default(100)
    .describe('Largest one by its area, in millions of pixels; `maxArea`.'),
  RECTO_REFUSE_LARGER_BOX: flag
    .default(false)
    .describe(
      'Answer a size `!w,h` of Image API 3.0 that is larger than the region with 400, as the official validator wants, and not with the region as it is, as the specification says.',
    ),
  RECTO_TILE_MEMORY_MB: whole(0, 4_096)
    .default(48)
    .describe(
      'How much of the tiles that were asked for last each serving process keeps in memory, in millions of bytes.',
    ),
  RECTO_WORKERS: whole(1, 64)
    .optional()
    .describe('How many steps a worker process does at once. Default: cores, less one.'),
  RECTO_CHECK_MEMORY_MB: whole(0, 2_000)
    .default(256)
    .describe(
      'Memory of a worker process in which scans are kept while they are checked, in millions of bytes; those that find no room are kept in RECTO_DATA/worker-scratch.',
    ),
  RECTO_PROCESSES: whole(0, 64)
    .optional()
    .describe(
      'How many processes answer the public port of a server. 0: the server does it itself, slower and in less memory. Default: the cores it may use.',
    ),
  RECTO_RENDERERS: whole(2, 64)
    .default(Math.max(2, availableParallelism()))
    .describe(
      'How many pictures that stand in no pack are rendered at once; of large ones one. Default: the cores it may use, at least 2.',
    ),
  RECTO_RENDER_MEMORY_MB: z.coerce
    .number()
    .int()
    .min(128)
    .default(1_024)
    .describe('Memory that those may take together, by estimate, in millions of bytes; the rest waits.'),
  RECTO_RENDER_SECONDS: whole(1, 600)
    .default(60)
    .describe('How long a picture may take, with its wait; then it is given up.'),
  RECTO_CACHE_MB: z.coerce
    .number()
    .int()
    .min(0)
    .default(2_048)
    .describe('Rendered pictures that are kept in RECTO_DATA/cache, in millions of bytes. 0 keeps none.'),
  RECTO_TRUST_PROXY: proxies
    .default(false)
    .describe(
      'The proxies whose X-Forwarded-… headers are believed: `false` none, `true` whoever connects (only where nobody but the proxy can), or addresses and networks: `loopback, 10.1.0.0/16`.',
    ),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('How much is logged.'),
} as const;

const schema = z.object(SETTINGS);
type Settings = z.infer<typeof schema>;

/** The whole configuration of a process: read once, frozen. */
export interface Config extends Settings {
  /** Absolute path. */
  readonly dataDir: string;
  /** No slash at its end. */
  readonly publicUrl: string;
}

/**
 * Reads the environment once. An empty variable counts as unset.
 *
 * @throws Fault('bad-request') naming every variable that is wrong, at once.
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.keys(SETTINGS).flatMap((name) => (env[name] ? [[name, env[name]]] : [])),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    throw new Fault(
      'bad-request',
      `The configuration is wrong (see docs/configuration.md):\n${z.prettifyError(parsed.error)}`,
    );
  }
  const settings = parsed.data;
  return Object.freeze({
    ...settings,
    dataDir: resolve(settings.RECTO_DATA),
    publicUrl: (settings.RECTO_PUBLIC_URL ?? `http://localhost:${settings.PORT}`).replace(/\/+$/, ''),
  });
}

/** The configuration of this process. Throws as `loadConfig` does. */
export function configOfProcess(): Config {
  return loadConfig(process.env);
}

/**
 * The environment of a child process that is to read the same configuration with `configOfProcess`: what this process
 * was given that is none of Recto's, and Recto's settings as they are here. None of it is undefined.
 *
 * @param without the settings that the child has no use for, and so does not get
 */
export function environmentFor(
  config: Config,
  without: readonly (keyof typeof SETTINGS)[] = [],
): Record<string, string> {
  const hidden: readonly string[] = without;
  const given = { ...config, RECTO_DATA: config.dataDir };
  const foreign = Object.entries(process.env).filter(([name]) => !(name in SETTINGS));
  const own = Object.entries(given).filter(([name]) => name in SETTINGS && !hidden.includes(name));
  return Object.fromEntries(
    [...foreign, ...own].flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

/**
 * The Redis of a process that cannot be without.
 *
 * @throws Fault('bad-request') where none is set.
 */
export function redisUrlOf(config: Config): string {
  if (config.REDIS_URL !== undefined) return config.REDIS_URL;
  throw new Fault(
    'bad-request',
    'REDIS_URL is not set. `npm start` runs a private Redis and sets it; a program on its own has to be told.',
  );
}

/** How many processes answer the public port; 0 where the server does it itself. */
export function processesOf(config: Config): number {
  return config.RECTO_PROCESSES ?? Math.min(availableParallelism(), 64);
}

/** Where the bytes are kept, as `openObjects` in storage/objects/open.ts is told. */
export function objectSettings(config: Config) {
  const { dataDir, S3_BUCKET: bucket } = config;
  if (bucket === undefined) return { dataDir };
  const s3 = {
    bucket,
    region: config.S3_REGION,
    endpoint: config.S3_ENDPOINT,
    prefix: config.S3_PREFIX,
    accessKeyId: config.S3_ACCESS_KEY_ID,
    secretAccessKey: config.S3_SECRET_ACCESS_KEY,
    checksums: config.S3_CHECKSUMS,
  };
  return { dataDir, s3 };
}

/** What the image services give out at most: `Limits` of image/size.ts. */
export function imageLimits(config: Config) {
  return {
    maxWidth: config.RECTO_MAX_WIDTH,
    maxHeight: config.RECTO_MAX_HEIGHT,
    maxArea: config.RECTO_MAX_AREA_MP * 1_000_000,
    refuseLargerBox: config.RECTO_REFUSE_LARGER_BOX,
  };
}

/** Whose collection it is, as `buildProvider` in manifests/provider.ts is told. */
export function institutionOf(config: Config) {
  return {
    name: config.RECTO_INSTITUTION,
    url: config.RECTO_INSTITUTION_URL,
    logo: config.RECTO_INSTITUTION_LOGO,
  };
}
