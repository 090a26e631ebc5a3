import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Counts up with every change that makes other bytes of the same plan: in image/render.ts, or in what it calls. */
const DRAWING = 1;

/**
 * What a picture that stands in no pack was made with: our own way of doing it, and the versions of sharp and libvips.
 * Pictures of another recipe are not found in the cache, and their ETags are others. Read from sharp's package, since
 * loading sharp itself would cost a process that never draws 27 MB.
 */
export const RENDER_RECIPE = `r${DRAWING} ${libraries()}`;

/** The name of a picture in the cache: the same for every spelling in both versions that gives the same bytes. */
export function derivativeKey(packSha256: string, planKey: string): string {
  return createHash('sha256').update(`${packSha256}\n${planKey}\n${RENDER_RECIPE}`).digest('hex');
}

/** A release of sharp comes with one build of libvips, the least version that its package allows. */
function libraries(): string {
  const file = new URL('../package.json', import.meta.resolve('sharp'));
  const { version, config }: SharpPackage = JSON.parse(readFileSync(file, 'utf8'));
  return `sharp ${version} libvips ${config.libvips.replace('>=', '')}`;
}

interface SharpPackage {
  readonly version: string;
  readonly config: { readonly libvips: string };
}
