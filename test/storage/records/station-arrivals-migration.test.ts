import { expect } from 'chai';
import { sql } from 'kysely';
import { createSpine } from '../../../storage/records/migrations/0001-spine.ts';
import { createStations } from '../../../storage/records/migrations/0005-stations.ts';
import { addCopyStand } from '../../../storage/records/migrations/0009-copy-stand.ts';
import { createStationArrivals } from '../../../storage/records/migrations/0012-station-arrivals.ts';
import { openBareDatabases } from '../../fixtures/bare-databases.ts';

describe('a database from before it was kept what came from which station', function () {
  this.timeout(60_000);
  const bare = openBareDatabases();

  for (const name of ['sqlite', 'postgres'] as const) {
    it(`knows it of what came in sessions and by tokens, and of what is on its way (${name})`, async () => {
      const db = await bare.open(name);
      await createSpine(db, name);
      await createStations(db);
      await addCopyStand(db);
      await sql`insert into stations (id, name, created_at) values ('A', 'A', 1), ('B', 'B', 1)`.execute(db);
      await sql`insert into capture_sessions (id, station_id, operator, device, started_at)
        values ('s', 'A', 'Anna', 'camera', 1)`.execute(db);
      await sql`insert into tokens (id, name, role, secret_hash, created_by, created_at, station_id)
        values ('t', 't', 'technician', 'x', 'x', 1, 'B'), ('u', 'u', 'technician', 'y', 'x', 1, null)`.execute(
        db,
      );
      await sql`insert into items (id, reference, kind, label, summary, required_statement, viewing_direction,
        access, edition, search_text, created_at, updated_at)
        values ('i', 'i', 'poster', '{}', '{}', '{}', 'left-to-right', 'open', 1, '', 1, 1)`.execute(db);
      await sql`insert into surfaces (id, item_id, name, label, state, position, sort_key, created_at)
        values ('p', 'i', 'p', '{}', 'captured', 0, 'p', 1)`.execute(db);
      for (const [id, session, agent, version] of [
        ['f1', 's', 'u', 1],
        ['f2', null, 't', 2],
        ['f3', null, 'u', 3],
      ] as const) {
        await sql`insert into file_versions (id, surface_id, item_id, version, original_name, size_bytes, sha256,
          digest_origin, state, created_at, updated_at, session_id)
          values (${id}, 'p', 'i', ${version}, 'a.tif', 1, ${id}, 'server', 'ready', 7, 7, ${session})`.execute(
          db,
        );
        await sql`insert into events (id, type, outcome, detail, agent, file_version_id, at)
          values (${`e-${id}`}, 'ingestion', 'success', '', ${agent}, ${id}, 7)`.execute(db);
        await sql`insert into uploads (id, item_id, file_name, state, agent, created_at)
          values (${`u-${id}`}, 'i', 'a.tif', 'receiving', ${agent}, 7)`.execute(db);
      }
      await createStationArrivals(db);
      const arrived =
        await sql`select station_id, file_version_id from station_arrivals order by station_id`.execute(db);
      const uploads = await sql`select id, station_id from uploads order by id`.execute(db);
      await db.destroy();
      expect(arrived.rows).to.deep.equal([
        { station_id: 'A', file_version_id: 'f1' },
        { station_id: 'B', file_version_id: 'f2' },
      ]);
      expect(uploads.rows).to.deep.equal([
        { id: 'u-f1', station_id: null },
        { id: 'u-f2', station_id: 'B' },
        { id: 'u-f3', station_id: null },
      ]);
    });
  }
});
