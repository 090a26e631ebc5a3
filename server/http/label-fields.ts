import { z } from 'zod';
import {
  DIGITS,
  FOLIO_SIGNS,
  LARGEST_LABEL_NUMBER,
  type LabelPlan,
  MOST_LABEL_STEPS,
  MOST_SURFACES_LABELLED,
  NUMBER_STYLES,
  PART_NAMES,
} from '../../model/label-plan.ts';
import { languageMap, languageTag, plainText } from './fields.ts';

/** How a row of surfaces is to be labelled, step by step. */

const MOST_SKIPPED = 1_000;
const MOST_PER_SURFACE = 12;

const whole = (least: number, most: number) =>
  z
    .int('must be a whole number')
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`);
const oneOf = <const T extends readonly string[]>(names: T) =>
  z.enum(names, `must be one of ${names.join(', ')}`);
const affix = plainText.max(40, 'is too long').exactOptional();

const count = whole(1, MOST_SURFACES_LABELLED).exactOptional();
const counting = {
  count,
  start: whole(1, LARGEST_LABEL_NUMBER).exactOptional(),
  skip: z.array(whole(1, LARGEST_LABEL_NUMBER)).max(MOST_SKIPPED, 'has too many numbers').exactOptional(),
  perSurface: whole(1, MOST_PER_SURFACE).exactOptional(),
  separator: plainText.max(10, 'is too long').exactOptional(),
  prefix: affix,
  suffix: affix,
  supplied: z.boolean().exactOptional(),
  language: languageTag.exactOptional(),
  digits: oneOf(DIGITS).exactOptional(),
};

const step = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('number'), style: oneOf(NUMBER_STYLES), ...counting }),
    z.strictObject({
      kind: z.literal('folio'),
      side: oneOf(['recto', 'verso']).exactOptional(),
      signs: oneOf(FOLIO_SIGNS).exactOptional(),
      ...counting,
    }),
    z.strictObject({ kind: z.literal('part'), parts: z.array(oneOf(PART_NAMES)).min(1).max(100) }),
    z.strictObject({ kind: z.literal('text'), label: languageMap, count }),
    z.strictObject({ kind: z.enum(['uncounted', 'none', 'keep']), count }),
  ],
  'must be one of number, folio, part, text, uncounted, none, keep',
);

const plan = z
  .array(step)
  .min(1, 'must have a step')
  .max(MOST_LABEL_STEPS, `must have at most ${MOST_LABEL_STEPS} steps`)
  .refine(
    onlyTheLastGoesOn,
    'must say how many pages each step is for; only the last takes all that are left',
  );

/** A plan, and for how many surfaces it is. */
export const labelQuestion = z.strictObject({ plan, count: whole(1, MOST_SURFACES_LABELLED) });

function onlyTheLastGoesOn(steps: LabelPlan): boolean {
  return steps.slice(0, -1).every((given) => given.kind === 'part' || given.count !== undefined);
}
