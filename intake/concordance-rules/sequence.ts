import { sequenceOf } from '../concordance-columns.ts';
import {
  type DeliveryList,
  groupBy,
  type LineRemark,
  type LineRule,
  type ListLine,
} from '../delivery-list.ts';

/** The numbers of an object's pages follow one another, each one more than the one before. */
export const sequence: LineRule<DeliveryList> = {
  severity: 'error',
  check({ lines }) {
    const numbered = lines.filter(({ objectNumber }) => objectNumber !== '');
    const objects = groupBy(numbered, ({ objectNumber }) => objectNumber.toLowerCase());
    return [...objects.values()].flatMap(brokenIn);
  },
};

function brokenIn(lines: readonly ListLine[]): LineRemark[] {
  const remarks: LineRemark[] = [];
  let before: number | undefined;
  for (const [at, { line, objectNumber, sequence }] of lines.entries()) {
    const number = sequenceOf(sequence);
    if (before === undefined || number === undefined || number === before + 1) {
      // A number that cannot be read is told of as such: here it counts as the right one.
      before = number ?? (before === undefined ? undefined : before + 1);
      continue;
    }
    remarks.push(remarkOn(line, objectNumber, { number, before }));
    // Where the next line goes on as if this one were right, it is this one that was mistyped, and no page is missing.
    const isMistyped = sequenceOf(lines[at + 1]?.sequence ?? '') === before + 2;
    before = isMistyped ? before + 1 : number;
  }
  return remarks;
}

function remarkOn(
  line: number,
  object: string,
  { number, before }: { readonly number: number; readonly before: number },
): LineRemark {
  const expected = before + 1;
  return {
    line,
    value: String(number),
    expected: String(expected),
    message: {
      en: `Object ${object}: number ${number} comes after ${before}. Number ${expected} is expected here: is a page missing, double or out of order?`,
      nl: `Object ${object}: nummer ${number} komt na ${before}. Hier wordt nummer ${expected} verwacht: ontbreekt er een pagina, staat er een dubbel of klopt de volgorde niet?`,
    },
  };
}
