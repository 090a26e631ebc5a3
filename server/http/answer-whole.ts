import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { isNotModified } from './conditional.ts';

/** What is answered, all of it at hand. */
export interface Whole {
  readonly body: string;
  readonly type: string;
  /** Cache-Control. */
  readonly cache: string;
}

/** Answers with a text under the ETag of its bytes, or that the client has it already. */
export function answerWhole(req: Request, res: Response, { body, type, cache }: Whole): void {
  const bytes = Buffer.from(body);
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  res.setHeader('ETag', etag);
  res.setHeader('Cache-Control', cache);
  if (isNotModified(req.headers, etag)) {
    res.status(304).end();
    return;
  }
  res.setHeader('Content-Type', type);
  res.setHeader('Content-Length', bytes.length);
  res.end(req.method === 'HEAD' ? undefined : bytes);
}
