import type { CaptureProfile } from '../../model/capture-profile.ts';
import type { Message } from '../../model/finding.ts';
import type { ScanFacts } from '../facts.ts';
import { decimalIn, headerOf, join, type Remark, type Rule } from '../findings.ts';

/**
 * The resolution that the file claims is what the profile wants, both ways alike. It is a claim only: whether it
 * is true, the size of the original tells.
 */
export const ppi: Rule = {
  severity: 'error',
  check(facts, { ppi: wanted }) {
    const technical = headerOf(facts);
    if (technical === undefined || wanted === null) return [];
    const { ppiX, ppiY } = technical;
    const expected = expectedOf(wanted);
    if (ppiX === null || ppiY === null) {
      const why = facts.resolutionUnit === 'none' ? NO_UNIT : NOT_SAID;
      return [{ value: 'none', expected: expected.en, message: join(why, asked(expected), WHAT_TO_DO) }];
    }
    const [low, high] = [Math.min(ppiX, ppiY), Math.max(ppiX, ppiY)];
    const { least, most } = limitsOf(wanted, facts);
    const said = (value: number): Remark => ({
      value: `${value} ppi`,
      expected: expected.en,
      message: join(saidOf(value, facts), asked(expected), WHAT_TO_DO),
    });
    const remarks: Remark[] = [];
    if (low < least) remarks.push(said(low));
    if (high > most) remarks.push(said(high));
    if (high - low > slackOf(wanted, high, facts)) remarks.push(notSquare(ppiX, ppiY));
    return remarks;
  },
};

type Wanted = NonNullable<CaptureProfile['ppi']>;

/** What counts by the centimetre cannot say 300 exactly: 118.11 times 2.54 is a little less. */
const ROUNDING_PPI = 0.01;

function slackOf({ tolerancePct }: Wanted, limit: number, { resolutionUnit }: ScanFacts): number {
  return (limit * tolerancePct) / 100 + (resolutionUnit === 'cm' ? ROUNDING_PPI : 0);
}

function limitsOf(wanted: Wanted, facts: ScanFacts): { least: number; most: number } {
  const { min, max } = wanted;
  return {
    least: min - slackOf(wanted, min, facts),
    most: max === null ? Number.POSITIVE_INFINITY : max + slackOf(wanted, max, facts),
  };
}

const WHAT_TO_DO: Message = {
  en: 'Set the resolution in the capture software, and scan again if it was really captured that way.',
  nl: 'Stel de resolutie in de opnamesoftware in, en scan opnieuw als het echt zo is opgenomen.',
};
const NOT_SAID: Message = {
  en: 'The file does not say its resolution.',
  nl: 'Het bestand noemt zijn resolutie niet.',
};
const NO_UNIT: Message = {
  en: 'The file gives its resolution without a unit, so that it says nothing.',
  nl: 'Het bestand geeft zijn resolutie zonder eenheid, zodat die niets zegt.',
};

function asked(expected: Message): Message {
  return { en: `Asked for is ${expected.en}.`, nl: `Gevraagd is ${expected.nl}.` };
}

function saidOf(ppi: number, { technical, resolutionUnit }: ScanFacts): Message {
  const number = decimalIn(ppi, 3);
  if (resolutionUnit === 'cm') {
    const perCm = decimalIn(ppi / 2.54, 3);
    return {
      en: `The file says ${perCm.en} pixels per centimetre, which is ${number.en} ppi.`,
      nl: `Het bestand noemt ${perCm.nl} pixels per centimeter, dat is ${number.nl} ppi.`,
    };
  }
  const isUnsaid = resolutionUnit === undefined && technical?.formatName.endsWith('TIFF') === true;
  return {
    en: `The file says ${number.en} ppi${isUnsaid ? ' (without a unit, so inches are meant)' : ''}.`,
    nl: `Het bestand noemt ${number.nl} ppi${isUnsaid ? ' (zonder eenheid, dus inches zijn bedoeld)' : ''}.`,
  };
}

function notSquare(ppiX: number, ppiY: number): Remark {
  const [across, down] = [decimalIn(ppiX, 3), decimalIn(ppiY, 3)];
  return {
    value: `${ppiX} x ${ppiY} ppi`,
    expected: 'the same both ways',
    message: {
      en: `The file says ${across.en} ppi across and ${down.en} ppi down, so the picture would be stretched. Set one resolution in the capture software and scan again.`,
      nl: `Het bestand noemt ${across.nl} ppi in de breedte en ${down.nl} ppi in de hoogte, zodat het beeld uitgerekt zou zijn. Stel één resolutie in de opnamesoftware in en scan opnieuw.`,
    },
  };
}

function expectedOf({ min, max, tolerancePct }: Wanted): Message {
  const [least, most] = [decimalIn(min, 3), decimalIn(max ?? min, 3)];
  const percent = decimalIn(tolerancePct, 3);
  const range =
    max === null
      ? { en: `${least.en} ppi or more`, nl: `${least.nl} ppi of meer` }
      : max === min
        ? { en: `${least.en} ppi`, nl: `${least.nl} ppi` }
        : { en: `${least.en} to ${most.en} ppi`, nl: `${least.nl} tot ${most.nl} ppi` };
  if (tolerancePct === 0) return range;
  return {
    en: `${range.en} (give or take ${percent.en} %)`,
    nl: `${range.nl} (met een speling van ${percent.nl} %)`,
  };
}
