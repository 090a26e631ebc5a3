import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { STORED_BASE } from '../../manifests/uris.ts';
import { visibilityOf } from '../../model/access.ts';
import { Fault } from '../../model/fault.ts';
import type { Item } from '../../model/item.ts';
import { findItem } from '../../storage/records/items.ts';
import { findRevision } from '../../storage/records/revisions.ts';
import { identifyRequest } from '../auth/identify.ts';
import { publicBaseOf } from '../http/public-base.ts';
import { createRecent } from '../http/recent.ts';
import type { Parts } from '../parts.ts';
import { Closed, closingOf } from './closed.ts';
import { formatDraft } from './draft.ts';
import { readHoldings } from './holdings.ts';
import { readWithdrawn } from './withdrawn.ts';

/** What a person may see of an item: the revision that is published, or for staff the draft of the next. */
export interface Presented {
  readonly item: Item;
  readonly kind: 'published' | 'draft';
  /** Strong, with its quotes, and known without reading the manifest; null for a draft. */
  readonly etag: string | null;
  /** When it was published, in milliseconds since 1970; null for a draft. */
  readonly publishedAt: number | null;
  /** The manifest's JSON, with ids at the address that the world knows us by. */
  readonly json: () => Promise<string>;
}

/** Decides who sees what, in one place for manifests and pages. */
export interface Presenting {
  /** With `?as=reader` staff get what strangers get. @throws Fault('not-found'), to strangers {@link Withdrawn} once it was, {@link Closed} while it is closed. */
  present(req: IncomingMessage, itemId: string): Promise<Presented>;
}

/** Manifests of a thousand pages are a megabyte: these few are what people look at now. */
const REMEMBERED = 20;

export function createPresenting(parts: Pick<Parts, 'records' | 'objects' | 'config'>): Presenting {
  const recent = createRecent<string>(REMEMBERED);

  async function readPublished(key: string, base: string): Promise<string> {
    const known = recent.get(`${base} ${key}`);
    if (known !== undefined) return known;
    const stored = await text(await parts.objects.read(key));
    const json = stored.replaceAll(STORED_BASE, JSON.stringify(base).slice(1, -1));
    recent.set(`${base} ${key}`, json);
    return json;
  }

  async function presentPublished(item: Item, base: string): Promise<Presented> {
    const number = item.publishedRevision ?? 0;
    const revision = await parts.records.read((rows) => findRevision(rows, item.id, number));
    if (revision === undefined) throw new Fault('internal', 'A published revision is not there.');
    const digest = createHash('sha256').update(`${revision.sha256} ${base}`).digest('base64url');
    return {
      item,
      kind: 'published',
      etag: `"${number}.${digest.slice(0, 22)}"`,
      publishedAt: revision.publishedAt,
      json: () => readPublished(revision.key, base),
    };
  }

  function presentDraft(item: Item, base: string): Presented {
    const json = async (): Promise<string> => {
      const found = await parts.records.read((rows) => readHoldings(rows, item.id));
      if (found === undefined) throw notFound();
      return formatDraft(found, parts.config, base);
    };
    return { item, kind: 'draft', etag: null, publishedAt: null, json };
  }

  return {
    async present(req, itemId) {
      const item = await parts.records.read((rows) => findItem(rows, itemId));
      if (item === undefined) throw notFound();
      const base = publicBaseOf(parts, req);
      const now = Date.now();
      const visibility = visibilityOf(item, now);
      if (visibility === 'public') return presentPublished(item, base);
      if (!isAsReader(req) && (await identifyRequest(parts, req)) !== undefined)
        return presentDraft(item, base);
      if (visibility === 'withdrawn') throw await readWithdrawn(parts, itemId, base);
      if (visibility === 'closed') throw new Closed(closingOf(item, now), parts.config.RECTO_TIME_ZONE);
      throw notFound();
    },
  };
}

/** Staff who want to see what readers see say so in the address. */
function isAsReader({ url = '' }: IncomingMessage): boolean {
  return new URLSearchParams(url.slice(url.indexOf('?') + 1)).get('as') === 'reader';
}

function notFound(): Fault {
  return new Fault('not-found', 'There is nothing published at this address.');
}
