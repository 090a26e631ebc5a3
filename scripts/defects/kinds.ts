import { CUT } from './cut.ts';
import { DECODING } from './decoding.ts';
import { FILES } from './files.ts';
import { type ExpectedFinding, FILE_NAME, type Kind, type MadeScan } from './kind.ts';
import { NEIGHBOURS } from './neighbours.ts';
import { PIXELS } from './pixels.ts';
import { randomOf } from './random.ts';
import { STRUCTURE } from './structure.ts';
import { TAGS } from './tags.ts';
import { withTools } from './tools.ts';

/** Every way to break, mix up or disguise a scan that is known here. */
export const DEFECTS: readonly Kind[] = [
  ...FILES,
  ...CUT,
  ...STRUCTURE,
  ...DECODING,
  ...PIXELS,
  ...TAGS,
  ...NEIGHBOURS,
];

/** A scan that was made by a kind, and what has to be found in it. */
export interface SeededScan extends MadeScan, Pick<Kind, 'kind' | 'profile'> {
  readonly fileName: string;
  readonly expects: readonly ExpectedFinding[];
}

/**
 * Makes a scan of each kind. The same seed makes the same scans, whichever other kinds are made with it.
 *
 * @throws Fault('unavailable') where libtiff's tools or ImageMagick are missing.
 */
export async function makeScans(kinds: readonly Kind[], seed: number): Promise<readonly SeededScan[]> {
  return withTools(async (tools) => {
    const scans: SeededScan[] = [];
    for (const { kind, profile, expects, make } of kinds) {
      const { regions = {}, ...made } = await make(randomOf(`${seed}/${kind}`), tools);
      const placed = expects.map((expected) => {
        const region = regions[expected.rule];
        return region === undefined ? expected : { ...expected, region };
      });
      scans.push({ fileName: FILE_NAME, ...made, kind, profile, expects: placed });
    }
    return scans;
  });
}
