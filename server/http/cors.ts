import type { ServerResponse } from 'node:http';

/** Lets pages of any origin read an answer, whatever it is: a viewer must be able to read an error too. */
export function allowEveryone(res: ServerResponse): void {
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.setHeader('Access-Control-Expose-Headers', 'Link, ETag, Last-Modified, Retry-After, Content-Range');
}

/** Answers a preflight request. @see https://fetch.spec.whatwg.org/#cors-preflight-request */
export function answerOptions(res: ServerResponse): void {
  allowEveryone(res);
  res.setHeader('Allow', 'GET, HEAD, OPTIONS');
  res.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, OPTIONS');
  res.setHeader(
    'Access-Control-Allow-Headers',
    'Accept, Authorization, If-None-Match, If-Modified-Since, Range',
  );
  res.setHeader('Access-Control-Max-Age', '86400');
  res.statusCode = 204;
  res.end();
}
