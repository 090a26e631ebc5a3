import type { RequestHandler } from 'express';
import { newId } from '../../model/ids.ts';
import type { Log } from '../../runtime/log.ts';

/**
 * Gives every request an id, which its answer carries too, and logs how it ended. Only the path is logged: what
 * is asked (`?…`) may hold the code of a one-time sign-in.
 */
export function nameRequest(log: Log): RequestHandler {
  return (req, res, next) => {
    const requestId = newId();
    const beganAt = performance.now();
    const { method, path } = req;
    res.setHeader('X-Request-Id', requestId);
    res.on('finish', () => {
      const status = res.statusCode;
      const ms = Math.round(performance.now() - beganAt);
      const isWorthSaying = status >= 500 || (method !== 'GET' && method !== 'HEAD');
      log[isWorthSaying ? 'info' : 'debug']({ requestId, method, path, status, ms }, 'answered');
    });
    next();
  };
}
