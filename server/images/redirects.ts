import type { ImagePath } from '../../image/request.ts';
import { formatImageId } from '../../model/ids.ts';
import { identifyRequest } from '../auth/identify.ts';
import { FOR_EVERYONE } from '../http/cors.ts';
import { type Asked, cachingHeaders, type ImageServing, MINUTE, PassOn, privacyOf, send } from './serving.ts';
import type { VersionedId } from './sources.ts';

/**
 * Leads from a service to its description (303), for the version that was named.
 *
 * @see https://iiif.io/api/image/3.0/#2-uri-syntax
 */
export async function leadToInfo(
  serving: ImageServing,
  asked: Asked,
  to: { path: ImagePath; id: VersionedId },
) {
  await lead(serving, asked, { status: 303, id: to.id, location: `${to.path.rawId}/info.json` });
}

/**
 * Leads from a bare surface to the version that it means just now: a picture and an info.json to the same of that
 * version (302), the service itself to its description, which leads on.
 */
export async function leadToVersion(
  serving: ImageServing,
  asked: Asked,
  { path, surfaceId }: { path: ImagePath; surfaceId: string },
): Promise<void> {
  if (serving.isFront) throw new PassOn();
  const id = { surfaceId, version: await versionFor(serving, asked, surfaceId) };
  if (path.kind === 'base') return leadToInfo(serving, asked, { path, id });
  const location = beside(asked.req.url ?? '', path, formatImageId(id));
  await lead(serving, asked, { status: 302, id, location });
}

async function lead(
  serving: ImageServing,
  { req, res, startedMs }: Asked,
  { status, id, location }: { status: 302 | 303; id: VersionedId; location: string },
): Promise<void> {
  const privacy = await privacyOf(serving, req, await serving.sources.open(id));
  const where = ['Location', location, 'Content-Length', '0'];
  send(res, status, [...FOR_EVERYONE, ...cachingHeaders(privacy, MINUTE), ...where]);
  serving.note({ plan: 'redirect', status, startedMs });
}

/** What a bare surface means: the scan that was published last, and to staff the one that is shown next. */
async function versionFor(serving: ImageServing, { req }: Asked, surfaceId: string): Promise<number> {
  const current = await serving.sources.currentVersion(surfaceId);
  const published = await serving.sources.publishedVersion(surfaceId);
  if (published === undefined || published === current) return current;
  return (await identifyRequest(serving, req)) === undefined ? published : current;
}

/** The same request for another id, as a reference that holds behind any proxy. */
function beside(url: string, path: ImagePath, id: string): string {
  const [whole = ''] = url.split('?', 1);
  const tail = whole.slice(whole.indexOf(path.rawId) + path.rawId.length);
  return `${'../'.repeat(tail.split('/').length - 1)}${id}${tail}`;
}
