import { createHash } from 'node:crypto';
import { buildManifest } from '../../manifests/manifest.ts';
import { buildRenderings } from '../../manifests/renderings.ts';
import { STORED_BASE } from '../../manifests/uris.ts';
import { type Config, institutionOf } from '../../runtime/config.ts';
import { canvasesOf, type Holdings } from './holdings.ts';

/**
 * What an item would be published as now: the JSON of its manifest.
 *
 * @param base what every id in it begins with, without a slash at its end
 */
export function formatDraft(holdings: Holdings, config: Config, base: string): string {
  const { item, ranges } = holdings;
  const canvases = canvasesOf(holdings);
  const renderings = buildRenderings(holdings.downloads, item.id, base);
  const input = { item, ranges, canvases, renderings, institution: institutionOf(config) };
  return JSON.stringify(buildManifest(input, base));
}

/** The next revision of an item as it is stored, and its digest: the same digest says the same. */
export function draftRevision(holdings: Holdings, config: Config): { json: string; sha256: string } {
  const json = formatDraft(holdings, config, STORED_BASE);
  return { json, sha256: createHash('sha256').update(json).digest('hex') };
}
