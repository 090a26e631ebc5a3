import { surfaceNameOf } from '../model/surface.ts';
import { parsePattern, readName } from './file-names.ts';

/**
 * The reference of the item that a file belongs to, as its name says it by a pattern with `{item}`: what stands from
 * the archive or the item, whichever comes first, to the end of the later one. By `{archive}.{item}_{sequence:5}`,
 * `ARCH00860.1_00012.tif` is of `ARCH00860.1`; by `{item}_{sequence}`, `poster 7_1.tif` of nothing, since `{item}`
 * has no spaces. undefined where it is not such a name, or has no item in it.
 *
 * @throws Fault('bad-request') where the pattern is none.
 */
export function referenceIn(pattern: string, fileName: string): string | undefined {
  if (!readName(pattern, fileName)?.item) return undefined;
  const name = surfaceNameOf(fileName);
  const places = new RegExp(parsePattern(pattern).expression, 'du').exec(name)?.indices?.groups ?? {};
  const { archive, item } = places;
  const spans = [archive, item].flatMap((span) => (span !== undefined && span[0] < span[1] ? [span] : []));
  return name.slice(Math.min(...spans.map(([from]) => from)), Math.max(...spans.map(([, to]) => to)));
}

/** Whether names by this pattern say whose they are. @throws Fault('bad-request') where it is none. */
export function namesItem(pattern: string): boolean {
  return parsePattern(pattern).tokens.some((token) => 'field' in token && token.field === 'item');
}
