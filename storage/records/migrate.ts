import { type Kysely, type Migration, Migrator } from 'kysely';
import { Fault } from '../../model/fault.ts';
import { createSpine, type Dialect } from './migrations/0001-spine.ts';
import { createReviews } from './migrations/0002-reviews.ts';
import { addLook } from './migrations/0003-look.ts';
import { createProfiles } from './migrations/0004-profiles.ts';
import { createStations } from './migrations/0005-stations.ts';
import { createBatches } from './migrations/0006-batches.ts';
import { createRescans } from './migrations/0007-rescans.ts';
import { createSamples } from './migrations/0008-samples.ts';
import { addCopyStand } from './migrations/0009-copy-stand.ts';
import { addPreviews } from './migrations/0010-previews.ts';
import { addStandChoices } from './migrations/0011-stand-choices.ts';
import { createStationArrivals } from './migrations/0012-station-arrivals.ts';
import { createStationWatches } from './migrations/0013-station-watches.ts';
import { createReopenings } from './migrations/0014-reopenings.ts';
import { addDeliveryEdges } from './migrations/0015-delivery-edges.ts';
import { addDesk } from './migrations/0016-desk.ts';
import { createDiscovery } from './migrations/0017-discovery.ts';
import { createRenderings } from './migrations/0018-renderings.ts';
import { indexEmbargoes } from './migrations/0019-embargoes.ts';
import { addFindingItems } from './migrations/0020-finding-items.ts';
import { addPublishing } from './migrations/0021-publishing.ts';
import type { Tables } from './tables.ts';

/** Every step from an empty database to today's, in order. Forward only. */
function migrations(dialect: Dialect): Record<string, Migration> {
  return {
    '0020-finding-items': { up: (db) => addFindingItems(db, dialect) },
    '0021-publishing': { up: addPublishing },
    '0001-spine': { up: (db) => createSpine(db, dialect) },
    '0002-reviews': { up: createReviews },
    '0003-look': { up: addLook },
    '0004-profiles': { up: createProfiles },
    '0005-stations': { up: createStations },
    '0006-batches': { up: createBatches },
    '0010-previews': { up: addPreviews },
    '0011-stand-choices': { up: addStandChoices },
    '0012-station-arrivals': { up: createStationArrivals },
    '0013-station-watches': { up: createStationWatches },
    '0016-desk': { up: addDesk },
    '0017-discovery': { up: createDiscovery },
    '0019-embargoes': { up: indexEmbargoes },
    '0018-renderings': { up: createRenderings },
    '0015-delivery-edges': { up: addDeliveryEdges },
    '0014-reopenings': { up: createReopenings },
    '0009-copy-stand': { up: addCopyStand },
    '0007-rescans': { up: (db) => createRescans(db, dialect) },
    '0008-samples': { up: createSamples },
  };
}

/**
 * Brings a database up to date, under the database's own lock: of several processes that start at once, one migrates.
 *
 * @throws Fault('unavailable') where the database cannot be reached or brought up to date.
 */
export async function migrate(db: Kysely<Tables>, dialect: Dialect): Promise<void> {
  const provider = { getMigrations: async () => migrations(dialect) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error)
    throw new Fault('unavailable', 'The database could not be brought up to date.', { cause: error });
}
