import { PYRAMID } from '../../image/pyramid.ts';
import { uris } from '../../manifests/uris.ts';
import { Fault } from '../../model/fault.ts';
import type { Finding, Message } from '../../model/finding.ts';
import { type Review, STATE_AFTER } from '../../model/review.ts';
import type { TableFinding, TableReview, TableSide, TableView } from '../../model/table-view.ts';
import { findingsOfItem } from '../../storage/records/findings.ts';
import { standingReviewsOfItem } from '../../storage/records/reviews.ts';
import { type Holding, type Holdings, readHoldings } from './holdings.ts';
import type { ViewSource } from './item-view.ts';

/** An item as the light table shows it: far smaller than all that is known of it. @throws Fault('not-found') */
export async function buildTableView({ records, base }: ViewSource, itemId: string): Promise<TableView> {
  return records.read(async (rows) => {
    const found = await readHoldings(rows, itemId);
    if (found === undefined) throw new Fault('not-found', 'There is no such item.');
    const findings = await findingsOfItem(rows, itemId);
    const reviews = await standingReviewsOfItem(rows, itemId);
    const said = createSayings();
    const { item, holdings, sizes } = found;
    let number = 0;
    const nextNumber = ({ surface }: Holding) => {
      if (surface.state === 'suppressed') return null;
      number += 1;
      return number;
    };
    return {
      id: item.id,
      reference: item.reference,
      label: item.label,
      viewingDirection: item.viewingDirection,
      images: uris.imageServices(base),
      tileSize: PYRAMID.tileSizePx,
      sides: holdings.map((holding) => ({
        ...sideOf(holding, sizes),
        number: nextNumber(holding),
        ...reviewOf(holding, reviews),
        ...judgedOf(holding, reviews),
        findings: said.noteAll(findings.get(holding.latest?.id ?? '') ?? []),
      })),
      messages: said.messages,
    };
  });
}

function sideOf(
  { surface, versions, latest, shown }: Holding,
  sizes: Holdings['sizes'],
): Omit<TableSide, 'number' | 'findings' | 'review' | 'judged'> {
  return {
    id: surface.id,
    name: surface.name,
    label: surface.label,
    state: surface.state,
    latest: latest?.version ?? null,
    file: latest?.state ?? null,
    shown: shown?.file.version ?? null,
    versions: versions.flatMap(({ id, version }) => {
      const size = sizes.get(id);
      return size === undefined ? [] : [{ version, ...size }];
    }),
  };
}

/** A verdict on a scan says nothing of the one that has come in its place, nor of a page that was left out since. */
function reviewOf(
  { surface, shown }: Holding,
  reviews: ReadonlyMap<string, Review>,
): { readonly review?: TableReview } {
  const found = reviews.get(surface.id);
  if (found === undefined || found.fileVersionId !== shown?.file.id) return {};
  if (surface.state !== STATE_AFTER[found.verdict]) return {};
  const { verdict, reason, note, region } = found;
  return { review: { verdict, reason, note, region } };
}

function judgedOf({ surface }: Holding, reviews: ReadonlyMap<string, Review>): { readonly judged?: number } {
  const found = reviews.get(surface.id);
  return found === undefined ? {} : { judged: found.number };
}

/** Of a thousand pages without a colour profile the sentence that says so is sent once. */
function createSayings() {
  const messages: Message[] = [];
  const places = new Map<string, number>();
  const placeOf = (message: Message): number => {
    const key = JSON.stringify(message);
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, messages.length);
    messages.push(message);
    return messages.length - 1;
  };
  const note = ({ rule, severity, message, region }: Finding): TableFinding => ({
    rule,
    severity,
    message: placeOf(message),
    ...(region !== undefined && { region }),
  });
  return { messages, noteAll: (findings: readonly Finding[]) => findings.map(note) };
}
