import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';

/** What settings may be, each kind once. */

/** A whole number between two. */
export const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
export const port = whole(0, 65_535);
export const url = (protocols: RegExp) => z.url({ protocol: protocols, error: 'must be a URL' });
export const millions = z.coerce.number().int().positive();
/** No picture may be too small for a tile, and none can be longer than a JPEG. */
export const side = whole(512, 65_500).default(65_500);

export const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** A name, or the path of a file: from then on the same file for every process, wherever that runs. */
export const profile = z
  .string()
  .trim()
  .transform((given) => (given.toLowerCase().endsWith('.json') ? resolve(given) : given));

/** `true`, `false`, or the addresses and networks of proxies, with commas between. */
export const proxies = z
  .string()
  .transform((text) => text.split(',').map((name) => name.trim()))
  .refine((names) => ['true', 'false'].includes(names.join()) || names.every(isNetwork), {
    error: 'must be true, false, or addresses and networks with commas between: loopback, 10.1.0.0/16',
  })
  .transform((names): boolean | readonly string[] =>
    /^(true|false)$/.test(names.join()) ? names.join() === 'true' : names,
  );

function isNetwork(text: string): boolean {
  if (text === 'loopback') return true;
  const [address = '', prefix = '0', more] = text.split('/');
  const version = isIP(address);
  return (
    version !== 0 &&
    more === undefined &&
    /^\d{1,3}$/.test(prefix) &&
    Number(prefix) <= (version === 4 ? 32 : 128)
  );
}

/** By its IANA name. */
export const timeZone = z
  .string()
  .refine(isTimeZone, { error: 'must be the name of a time zone: Europe/Amsterdam' });

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}
