import type { Region } from '../../model/finding.ts';
import type { ScanFacts } from '../facts.ts';
import { COPY_AGAIN, countIn, join, type Remark } from '../findings.ts';
import type { LostBlock } from '../lost-blocks.ts';
import { toUpright } from '../upright.ts';

type Lines = Pick<Region, 'y' | 'height'>;

/** Whether two runs of lines have one in common. */
export function areSameLines(one: Lines, other: Lines): boolean {
  return one.y < other.y + other.height && other.y < one.y + one.height;
}

/** What is to be said of blocks that were lost (`intake/lost-blocks.ts`): part of the rule about bands. */
export function blockRemark(
  { region, bytes }: LostBlock,
  technical: NonNullable<ScanFacts['technical']>,
): Remark {
  const [first, last, lost] = [countIn(region.y + 1), countIn(region.y + region.height), countIn(bytes)];
  const message = {
    en: `In lines ${first.en} to ${last.en}, ${lost.en} bytes are nothing but zeros, from the beginning of a block of the disk to the end of one: they were lost.`,
    nl: `In de regels ${first.nl} tot en met ${last.nl} zijn ${lost.nl} bytes louter nullen, van het begin van een schijfblok tot het eind van een schijfblok: ze zijn verloren gegaan.`,
  };
  return {
    value: `${bytes} zeros in rows ${region.y + 1}-${region.y + region.height}`,
    message: join(message, COPY_AGAIN),
    region: toUpright(region, technical, technical.orientation),
  };
}
