import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { Config } from '../../runtime/config.ts';

type Directives = Record<string, string[]>;

/** Scripts from here alone and none inline; images also from the public URL, whatever name the browser used. */
function directivesFor(config: Config): Directives {
  const own = ["'self'", new URL(config.publicUrl).origin];
  return {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: [...own, 'data:', 'blob:'],
    connectSrc: own,
    workerSrc: ["'self'", 'blob:'],
    fontSrc: ["'self'", 'data:'],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'self'"],
  };
}

/** The headers that keep a page to itself. */
export function protect(config: Config): RequestHandler {
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives: directivesFor(config) },
    strictTransportSecurity: config.publicUrl.startsWith('https:'),
    referrerPolicy: { policy: 'same-origin' },
  });
}

/**
 * For the public page with Mirador in it: its styles are written by its script as it runs, and any site may show
 * the page in a frame.
 */
export function protectViewer(config: Config): RequestHandler {
  const directives = {
    ...directivesFor(config),
    styleSrc: ["'self'", "'unsafe-inline'"],
    frameAncestors: ['*'],
  };
  const policy = helmet.contentSecurityPolicy({ useDefaults: false, directives });
  return (req, res, next) => {
    res.removeHeader('X-Frame-Options');
    policy(req, res, next);
  };
}
