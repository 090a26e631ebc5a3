import { PYRAMID } from '../../image/pyramid.ts';
import { uris } from '../../manifests/uris.ts';
import type { FileVersion } from '../../model/file-version.ts';
import type { Finding } from '../../model/finding.ts';
import type { Rescan, RescanList, RescanReplacement, RescanView } from '../../model/rescan.ts';
import type { TableVersion } from '../../model/table-view.ts';
import { agentNames } from '../../storage/records/agents.ts';
import { packSizes } from '../../storage/records/derivatives.ts';
import { versionsOfSurfaces } from '../../storage/records/file-versions.ts';
import { findingsOfFile } from '../../storage/records/findings.ts';
import type { Rows } from '../../storage/records/records.ts';
import {
  findRescanPlaces,
  type RescanPlace,
  type RescanSearch,
  rescansOfSurfaces,
  surfacesToRescan,
} from '../../storage/records/rescans.ts';
import type { ViewSource } from './item-view.ts';

/** What is to be scanned again, as people see it: one page of the list. */
export async function buildRescanList(
  { records, base }: ViewSource,
  search: RescanSearch,
): Promise<RescanList> {
  return records.read(async (rows) => {
    const { surfaceIds, total } = await surfacesToRescan(rows, search);
    return {
      rescans: await viewAll(rows, surfaceIds, search),
      total,
      images: uris.imageServices(base),
      tileSize: PYRAMID.tileSizePx,
    };
  });
}

/** Everything that views are made from, read at once for all of them. */
interface Known {
  readonly names: ReadonlyMap<string, string>;
  readonly sizes: ReadonlyMap<string, { readonly width: number; readonly height: number }>;
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
}

async function viewAll(
  rows: Rows,
  surfaceIds: readonly string[],
  { states }: Pick<RescanSearch, 'states'>,
): Promise<RescanView[]> {
  const places = await findRescanPlaces(rows, surfaceIds);
  const asked = bySurface(await rescansOfSurfaces(rows, surfaceIds, states));
  const files = bySurface(await versionsOfSurfaces(rows, surfaceIds));
  const ready = [...files.values()].flat().filter(({ state }) => state === 'ready');
  const latest = [...places.values()].map(({ latestVersionId }) => latestVersionId);
  const known: Known = {
    names: await agentNames(
      rows,
      [...asked.values()].flat().map(({ askedBy }) => askedBy),
    ),
    sizes: await packSizes(
      rows,
      ready.map(({ id }) => id),
    ),
    findings: await findingsOfAll(rows, latest),
  };
  return surfaceIds.flatMap((id) => {
    const place = places.get(id);
    const asks = asked.get(id);
    return place === undefined || asks === undefined
      ? []
      : [viewOne(place, asks, files.get(id) ?? [], known)];
  });
}

function bySurface<T extends { readonly surfaceId: string }>(all: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const one of all) {
    const known = found.get(one.surfaceId);
    if (known === undefined) found.set(one.surfaceId, [one]);
    else known.push(one);
  }
  return found;
}

async function findingsOfAll(rows: Rows, fileVersionIds: readonly (string | null)[]) {
  const found = new Map<string, readonly Finding[]>();
  for (const id of fileVersionIds) if (id !== null) found.set(id, await findingsOfFile(rows, id));
  return found;
}

/** `asks` and `files` newest first. What one asks about is what is shown beside the others. */
function viewOne(
  { surfaceId, name, label, item, currentVersionId, latestVersionId }: RescanPlace,
  asks: readonly Rescan[],
  files: readonly FileVersion[],
  known: Known,
): RescanView {
  const versionOf = (id: string | null) => files.find((file) => file.id === id)?.version ?? null;
  const old = versionOf(asks[0]?.oldVersionId ?? null);
  const latest = files.find(({ id }) => id === latestVersionId);
  return {
    ...{ surfaceId, name, label, item, old },
    state: asks[0]?.state ?? 'asked',
    asks: asks.map(({ id, reason, note, region, askedAt, stationId, askedBy, oldVersionId }) => ({
      about: versionOf(oldVersionId),
      ...{ id, reason, note, region, askedAt, stationId },
      askedBy: known.names.get(askedBy) ?? askedBy,
    })),
    replacement:
      latest !== undefined && latest.version > (old ?? 0) ? replacementOf(latest, known.findings) : null,
    shown: versionOf(currentVersionId),
    versions: files.flatMap(({ id, version }): TableVersion[] => {
      const size = known.sizes.get(id);
      return size === undefined ? [] : [{ version, ...size }];
    }),
  };
}

function replacementOf({ id, version, state }: FileVersion, findings: Known['findings']): RescanReplacement {
  const messages = (findings.get(id) ?? []).map(({ message }) => message);
  return { fileVersionId: id, version, state, messages };
}
