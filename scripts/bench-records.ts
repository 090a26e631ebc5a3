import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openRecords } from '../storage/records/open.ts';
import { describeMachine } from './bench/machine.ts';
import { runBenchmark, type Say } from './bench/program.ts';
import { startRecto } from './bench/served.ts';
import { askAll } from './bench-records/asks.ts';
import { fillRecords, type Size } from './bench-records/fill.ts';
import { parseRecordsArgs, RECORDS_HELP } from './bench-records/options.ts';
import { publishSome } from './bench-records/publish.ts';
import { printRecords } from './bench-records/report.ts';
import { withToken } from './demo/home-server.ts';
import { startPostgres } from './postgres.ts';

/** The archive in a data directory, filled once: the ids of its items. */
async function fillOnce(
  dataDir: string,
  databaseUrl: string | undefined,
  size: Size,
  say: Say,
): Promise<string[]> {
  const path = join(dataDir, `bench-${size.items}-${size.pages}.json`);
  if (existsSync(path)) return JSON.parse(await readFile(path, 'utf8')) as string[];
  await mkdir(dataDir, { recursive: true });
  const records = await openRecords({ dataDir, databaseUrl });
  try {
    const ids = await fillRecords(records, size, say);
    await writeFile(path, JSON.stringify(ids));
    return ids;
  } finally {
    await records.close();
  }
}

await runBenchmark({
  help: RECORDS_HELP,
  parse: parseRecordsArgs,
  async measure(options, dir, say) {
    const { items, pages, times, quick } = options;
    const dataDir = join(dir, options.postgres ? 'recto-postgres' : 'recto-sqlite');
    // A PostgreSQL that root starts runs as nobody, who must be able to reach its folder.
    await chmod(dir, 0o711);
    const postgres = options.postgres ? await startPostgres(join(dir, 'postgres')) : undefined;
    const databaseUrl = postgres?.url('postgres');
    say(`Filling ${items} items of ${pages} pages`);
    const itemIds = await fillOnce(dataDir, databaseUrl, { items, pages }, say);
    const recto = await startRecto(
      dataDir,
      databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl },
      say,
    );
    try {
      const asked = await withToken(recto.config, async (token) => {
        const publishedIds = await publishSome({ url: recto.url, token, itemIds });
        return askAll({ url: recto.url, token, itemIds, publishedIds, times, say });
      });
      const database = options.postgres ? 'PostgreSQL' : 'SQLite';
      return { machine: describeMachine(), quick, items, pages, database, asked } as const;
    } finally {
      await recto.stop();
      await postgres?.stop();
    }
  },
  print: printRecords,
});
