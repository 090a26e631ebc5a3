import type { z } from 'zod';

type Settings = Readonly<Record<string, z.ZodType>>;

/** The settings by what they are about, in the order of the page. The first that fits holds. */
const GROUPS: readonly (readonly [title: string, names: RegExp])[] = [
  ['Where it runs', /^(PORT|HOST|RECTO_DATA|RECTO_PUBLIC_URL|RECTO_TRUST_PROXY)$/],
  ['The first administrator', /^RECTO_ADMIN_/],
  ['The institution', /^RECTO_INSTITUTION/],
  ['Records and jobs', /^(DATABASE|REDIS)_/],
  ['Bytes', /^S3_/],
  ['Pictures', /^RECTO_(MAX_(WIDTH|HEIGHT|AREA_MP)|REFUSE_LARGER_BOX)$/],
  ['Serving', /^RECTO_(PROCESSES|TILE_MEMORY_MB|RENDER|CACHE_MB)/],
  ['The watched folder', /^INTAKE_/],
  ['Checking', /^RECTO_(PROFILE$|MAX_|WORKERS|CHECK_)/],
  ['More', /./],
];

interface Setting {
  readonly name: string;
  readonly meaning: string;
  /** '' where there is none. */
  readonly standard: string;
}

function describeSettings(settings: Settings): Setting[] {
  return Object.entries(settings).map(([name, schema]) => {
    const meaning = schema.description ?? '';
    const unset: unknown = schema.safeParse(undefined).data;
    // What is said in words is reckoned where Recto runs: the page must not be of the machine that it is written on.
    const isReckoned = unset === undefined || meaning.includes('Default: ');
    return { name, meaning, standard: isReckoned ? '' : String(unset) };
  });
}

function grouped(settings: Settings): (readonly [title: string, settings: readonly Setting[]])[] {
  const left = new Set(describeSettings(settings));
  return GROUPS.map(([title, names]) => {
    const members = [...left].filter((setting) => names.test(setting.name));
    for (const member of members) left.delete(member);
    return [title, members] as const;
  }).filter(([, members]) => members.length > 0);
}

/** docs/configuration.md. */
export function configurationPage(settings: Settings): string {
  const tables = grouped(settings).map(([title, members]) => {
    const rows = members.map(({ name, meaning, standard }) => {
      return `| \`${name}\` | ${standard ? `\`${standard}\`` : '–'} | ${meaning.replaceAll('|', '\\|')} |`;
    });
    return [`## ${title}`, '', '| Variable | Default | Meaning |', '|---|---|---|', ...rows, ''].join('\n');
  });
  return `# Configuration

<!-- Generated from runtime/config.ts by \`npm run docs\`. Change it there. -->

Recto is configured by environment variables, read once when a process starts. None has to be set: without any,
\`npm start\` runs everything on one machine with all state in \`./data\`. \`npm start\` also reads a file \`.env\` in the
checkout (see \`.env.example\`); what is set in the environment wins. An empty variable counts as unset. If any is
wrong, the process says which, all at once, and does not start.

${tables.join('\n')}`;
}

/** .env.example. */
export function environmentExample(settings: Settings): string {
  const groups = grouped(settings).map(([title, members]) => {
    const lines = members.flatMap(({ name, meaning, standard }) => [
      `# ${meaning}`,
      `#${name}=${standard}`,
      '',
    ]);
    return [`## ${title}`, '', ...lines].join('\n');
  });
  return `# Settings of Recto. Copy this file to .env and take the # away in front of what you set.
# Generated from runtime/config.ts by \`npm run docs\`.

${groups.join('\n').trimEnd()}
`;
}
