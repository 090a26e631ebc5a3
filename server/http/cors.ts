import type { ServerResponse } from 'node:http';

const EXPOSED = 'Link, ETag, Last-Modified, Retry-After, Accept-Ranges, Content-Range, Location';

/** What lets pages of any origin read an answer, as names and values in turn. */
export const FOR_EVERYONE = [
  'Access-Control-Allow-Origin',
  '*',
  'Access-Control-Expose-Headers',
  EXPOSED,
] as const;

/** Lets pages of any origin read an answer, whatever it is: a viewer must be able to read an error too. */
export function allowEveryone(res: ServerResponse): void {
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.setHeader('Access-Control-Expose-Headers', EXPOSED);
}

/** Answers a preflight request. @see https://fetch.spec.whatwg.org/#cors-preflight-request */
export function answerOptions(res: ServerResponse): void {
  allowEveryone(res);
  res.setHeader('Allow', 'GET, HEAD, OPTIONS');
  res.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, OPTIONS');
  res.setHeader(
    'Access-Control-Allow-Headers',
    'Accept, Authorization, If-None-Match, If-Modified-Since, If-Range, Range',
  );
  res.setHeader('Access-Control-Max-Age', '86400');
  res.statusCode = 204;
  res.end();
}
