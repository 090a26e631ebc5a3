import type { Message } from '../../model/finding.ts';
import { decimalIn } from '../findings.ts';
import type { PlaceRule } from '../place-findings.ts';

const MM_PER_INCH = 25.4;

/** Upright, as people see the scan. */
interface Millimetres {
  readonly width: number;
  readonly height: number;
}

/**
 * Pixels divided by the resolution give the size that the original is said to have. The page may lie across: long sides are
 * compared with long ones. Silent where a resolution or a size is not known.
 */
export const physicalSize: PlaceRule = {
  severity: 'warning',
  check({ technical }, { original }, { physicalPct }) {
    if (technical === undefined || original === undefined) return [];
    const { width, height, ppiX, ppiY, orientation } = technical;
    if (!isPositive(ppiX) || !isPositive(ppiY)) return [];
    if (!isPositive(original.widthMm) || !isPositive(original.heightMm)) return [];
    const stored = { width: (width / ppiX) * MM_PER_INCH, height: (height / ppiY) * MM_PER_INCH };
    const has = orientation >= 5 ? turned(stored) : stored;
    const should = lyingAs(has, { width: original.widthMm, height: original.heightMm });
    if (!isOff(has.width, should.width, physicalPct) && !isOff(has.height, should.height, physicalPct))
      return [];
    const shown = inCm(has);
    const real = inCm(should);
    return [
      {
        value: `${shown.en} cm`,
        expected: `within ${physicalPct}% of ${real.en} cm`,
        message: {
          en: `By its resolution the scan shows ${shown.en} cm; the original is said to be ${real.en} cm. Check the resolution that the camera or scanner writes, that nothing was cut off, and that this is the right item.`,
          nl: `Volgens de resolutie toont de scan ${shown.nl} cm; het origineel zou ${real.nl} cm zijn. Controleer de resolutie die de camera of scanner schrijft, of er niets is afgesneden, en of dit het juiste object is.`,
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

function turned({ width, height }: Millimetres): Millimetres {
  return { width: height, height: width };
}

/** The same size with its long side where the scan has it. */
function lyingAs(scan: Millimetres, size: Millimetres): Millimetres {
  return scan.width > scan.height === size.width > size.height ? size : turned(size);
}

function inCm({ width, height }: Millimetres): Message {
  const [a, b] = [decimalIn(width / 10), decimalIn(height / 10)];
  return { en: `${a.en} × ${b.en}`, nl: `${a.nl} × ${b.nl}` };
}
