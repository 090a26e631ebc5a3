import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Config } from '../../runtime/config.ts';
import { createTrust } from './trust.ts';

/** What every id in the answer to a request begins with: scheme, host and path, without a slash at its end. */
export type PublicBase = (req: IncomingMessage) => string;

const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]{0,252}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;
const PORT = /^\d{1,5}$/;
const PREFIX = /^(?:\/[\w.~-]+){1,8}\/?$/;
const DEFAULT_PORTS: Readonly<Record<string, string>> = { http: '80', https: '443' };

/**
 * The address that the world knows Recto by. Where the configuration says it, always that; else what a proxy that is
 * trusted says in `X-Forwarded-Proto`, `-Host`, `-Port` and `-Prefix`; else this machine's own. From anybody else the
 * headers mean nothing: they would go into answers that caches keep for others.
 */
export function createPublicBase(config: Config): PublicBase {
  const { publicUrl, RECTO_PUBLIC_URL: fixed } = config;
  const trusted = createTrust(config);
  if (fixed !== undefined) return () => publicUrl;
  return ({ headers, socket }) => {
    if (headers['x-forwarded-host'] === undefined) return publicUrl;
    return trusted(socket.remoteAddress, 0) ? (baseFrom(headers) ?? publicUrl) : publicUrl;
  };
}

const bases = new WeakMap<Config, PublicBase>();

/** The same for one request, where a millisecond does not matter. */
export function publicBaseOf({ config }: { readonly config: Config }, req: IncomingMessage): string {
  const known = bases.get(config) ?? createPublicBase(config);
  bases.set(config, known);
  return known(req);
}

/** undefined where anything in the headers is odd. */
function baseFrom(headers: IncomingHttpHeaders): string | undefined {
  const scheme = firstOf(headers['x-forwarded-proto'])?.toLowerCase() ?? 'http';
  const host = firstOf(headers['x-forwarded-host']);
  const port = firstOf(headers['x-forwarded-port']);
  const prefix = firstOf(headers['x-forwarded-prefix']) ?? '';
  if (host === undefined || !HOST.test(host) || !(scheme in DEFAULT_PORTS)) return undefined;
  if (port !== undefined && !isPort(port)) return undefined;
  if (prefix !== '' && prefix !== '/' && !isPrefix(prefix)) return undefined;
  const authority = withPort(host.toLowerCase(), port ?? DEFAULT_PORTS[scheme], scheme);
  return authority && `${scheme}://${authority}${prefix.replace(/\/$/, '')}`;
}

/** A port in the host counts before one beside it; the one that goes without saying is left out. */
function withPort(host: string, beside: string | undefined, scheme: string): string | undefined {
  const [, name = '', own] = /^(.*?)(?::(\d+))?$/.exec(host) ?? [];
  const port = own ?? beside;
  if (own !== undefined && !isPort(own)) return undefined;
  return port === DEFAULT_PORTS[scheme] ? name : `${name}:${Number(port)}`;
}

function isPort(text: string): boolean {
  return PORT.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

function isPrefix(text: string): boolean {
  return PREFIX.test(text) && !text.split('/').some((segment) => segment === '.' || segment === '..');
}

/** Several proxies in a row put theirs behind: the first is what the world sees. */
function firstOf(value: string | string[] | undefined): string | undefined {
  const [first = ''] = (Array.isArray(value) ? value.join(',') : (value ?? '')).split(',', 1);
  return first.trim() === '' ? undefined : first.trim();
}
