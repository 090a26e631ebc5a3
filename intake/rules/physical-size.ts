import type { Message } from '../../model/finding.ts';
import { decimalIn } from '../findings.ts';
import type { PlaceRule } from '../place-findings.ts';

const MM_PER_INCH = 25.4;

interface Millimetres {
  readonly long: number;
  readonly short: number;
}

/**
 * Pixels divided by the resolution give the size that the catalogue has. The page may lie across: long sides are
 * compared with long ones. Silent where a resolution or a size is not known.
 */
export const physicalSize: PlaceRule = {
  severity: 'warning',
  check({ technical }, { original }, { physicalPct }) {
    if (technical === undefined || original === undefined) return [];
    const { width, height, ppiX, ppiY } = technical;
    if (!isPositive(ppiX) || !isPositive(ppiY)) return [];
    if (!isPositive(original.widthMm) || !isPositive(original.heightMm)) return [];
    const has = sidesOf((width / ppiX) * MM_PER_INCH, (height / ppiY) * MM_PER_INCH);
    const should = sidesOf(original.widthMm, original.heightMm);
    if (!isOff(has.long, should.long, physicalPct) && !isOff(has.short, should.short, physicalPct)) return [];
    const shown = inCm(has);
    const real = inCm(should);
    return [
      {
        value: `${shown.en} cm`,
        expected: `within ${physicalPct}% of ${real.en} cm`,
        message: {
          en: `By its resolution the scan shows ${shown.en} cm; in the catalogue the original is ${real.en} cm. Check the resolution that the camera or scanner writes, that nothing was cut off, and that this is the right item.`,
          nl: `Volgens de resolutie toont de scan ${shown.nl} cm; in de catalogus is het origineel ${real.nl} cm. Controleer de resolutie die de camera of scanner schrijft, of er niets is afgesneden, en of dit het juiste object is.`,
        },
      },
    ];
  },
};

function isPositive(value: number | null): value is number {
  return value !== null && value > 0 && Number.isFinite(value);
}

/** What lies exactly at the limit is not off, whatever the last bit of an inch. */
function isOff(mm: number, expectedMm: number, percent: number): boolean {
  return Math.abs(mm - expectedMm) * 100 > percent * expectedMm * (1 + 1e-9);
}

function sidesOf(one: number, other: number): Millimetres {
  return { long: Math.max(one, other), short: Math.min(one, other) };
}

function inCm({ long, short }: Millimetres): Message {
  const [a, b] = [decimalIn(long / 10), decimalIn(short / 10)];
  return { en: `${a.en} × ${b.en}`, nl: `${a.nl} × ${b.nl}` };
}
