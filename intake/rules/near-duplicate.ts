import type { CaptureProfile } from '../../model/capture-profile.ts';
import type { Look } from '../../model/look.ts';
import { bitsApart } from '../bits-apart.ts';
import type { Remark } from '../findings.ts';
import type { Neighbour } from '../place.ts';
import type { PlaceRule } from '../place-findings.ts';

/**
 * The same opening was not shot twice. Pages of the same form look alike too, so this never keeps a scan out. Blank
 * pages all look the same, and say nothing.
 */
export const nearDuplicate: PlaceRule = {
  severity: 'warning',
  check({ look }, { before, after }, profile) {
    if (look === undefined) return [];
    return [before, after].flatMap((neighbour) => remarksOn(look, neighbour, profile));
  },
};

function remarksOn(
  look: Look,
  neighbour: Neighbour | undefined,
  { nearBits, blankDeviation }: CaptureProfile,
): readonly Remark[] {
  if (neighbour === undefined) return [];
  if (look.deviation < blankDeviation || neighbour.look.deviation < blankDeviation) return [];
  const bits = bitsApart(look.dHash, neighbour.look.dHash);
  if (bits === undefined || bits > nearBits) return [];
  const { name } = neighbour;
  return [
    {
      value: `${bits} bits from ${name}`,
      expected: `more than ${nearBits} of 256 bits`,
      message: {
        en: `This looks almost the same as ${name} beside it. If the page was scanned twice, remove one of the two, and check that no page was skipped.`,
        nl: `Dit lijkt bijna precies op ${name} ernaast. Als de pagina twee keer is gescand, haal er een weg, en controleer of er geen pagina is overgeslagen.`,
      },
      atMost: 'warning',
    },
  ];
}
