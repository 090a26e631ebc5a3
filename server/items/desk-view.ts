import { uris } from '../../manifests/uris.ts';
import type { DeskSurface, DeskView } from '../../model/desk.ts';
import { Fault } from '../../model/fault.ts';
import type { Parts } from '../parts.ts';
import { type Holding, readHoldings } from './holdings.ts';
import type { ViewSource } from './item-view.ts';

/** An item as the desk has it: one reading, whatever it holds. @throws Fault('not-found') */
export async function buildDeskView(
  { records, base, config }: ViewSource & Pick<Parts, 'config'>,
  itemId: string,
): Promise<DeskView> {
  return records.read(async (rows) => {
    const found = await readHoldings(rows, itemId);
    if (found === undefined) throw new Fault('not-found', 'There is no such item.');
    const { item, holdings, ranges } = found;
    return {
      id: item.id,
      reference: item.reference,
      edition: item.edition,
      publishedRevision: item.publishedRevision,
      withdrawnAt: item.withdrawnAt,
      label: item.label,
      summary: item.summary,
      kind: item.kind,
      metadata: item.metadata,
      date: item.date,
      rights: item.rights,
      requiredStatement: item.requiredStatement,
      viewingDirection: item.viewingDirection,
      behavior: item.behavior,
      startSurfaceId: item.startSurfaceId,
      links: item.links,
      access: item.access,
      accessReason: item.accessReason,
      accessBasis: item.accessBasis,
      embargoUntil: item.embargoUntil,
      timeZone: config.RECTO_TIME_ZONE,
      viewer: uris.viewer(base, item.id),
      images: uris.imageServices(base),
      surfaces: holdings.map(toDeskSurface),
      ranges,
    };
  });
}

function toDeskSurface({ surface, shown }: Holding): DeskSurface {
  return {
    id: surface.id,
    name: surface.name,
    label: surface.label,
    state: surface.state,
    behavior: surface.behavior,
    placement: surface.placement,
    absence: surface.absence,
    version: shown?.file.version ?? null,
    width: shown?.width ?? null,
    height: shown?.height ?? null,
  };
}
