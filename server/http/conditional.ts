import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether the client holds this representation already, so that 304 is the answer. `If-None-Match` is compared
 * weakly, as a list or `*`; `If-Modified-Since` counts only without it, and means "not later than".
 *
 * @param etag strong, with its quotes
 * @param modifiedAt milliseconds since 1970
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2
 */
export function isNotModified(headers: IncomingHttpHeaders, etag: string, modifiedAt?: number): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) {
    if (tags === etag) return true;
    return tags.trim() === '*' || tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
  }
  const since = headers['if-modified-since'];
  if (since === undefined || modifiedAt === undefined) return false;
  const time = Date.parse(since);
  return !Number.isNaN(time) && Math.floor(modifiedAt / 1000) * 1000 <= time;
}
