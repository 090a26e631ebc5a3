import { z } from 'zod';
import { type CaptureProfile, RULE_NAMES } from '../model/capture-profile.ts';
import { asFault } from '../model/fault.ts';
import { parsePattern } from './file-names.ts';
import { FORMAT_NAMES } from './format.ts';

const text = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(200, 'is too long')
  .refine((value) => !/\p{Cc}/u.test(value), 'must not hold control characters');
const different = <T>(values: readonly T[]): boolean => new Set(values).size === values.length;

/** Several of something, none of them twice. An empty list would let nothing in. */
function someOf<T extends z.ZodType>(one: T, most: number) {
  return z
    .array(one)
    .min(1, 'must have one at least; null means any')
    .max(most, `must have no more than ${most}`)
    .refine(different, 'must not have the same twice');
}

function whole(least: number, most: number) {
  const bounds = `must be a whole number from ${least} to ${most}`;
  return z.int(bounds).min(least, bounds).max(most, bounds);
}

function between(least: number, most: number) {
  const bounds = `must be from ${least} to ${most}`;
  return z.number().min(least, bounds).max(most, bounds);
}

const words = z.nullable(someOf(text, 100));
const percent = between(0, 100);
const resolution = between(1, 100_000);

const ppi = z
  .strictObject({ min: resolution, max: z.nullable(resolution), tolerancePct: percent })
  .refine(({ min, max }) => max === null || max >= min, {
    path: ['max'],
    error: 'must not be less than ppi.min',
  });

const namePattern = z.string().superRefine((pattern, context) => {
  try {
    parsePattern(pattern);
  } catch (thrown) {
    context.addIssue(asFault(thrown).detail.replace(/\.$/, ''));
  }
});

const severity = z.enum(['error', 'warning', 'off'], 'must be error, warning or off');

/** A capture profile as it comes from outside: every field, and no other. */
export const profileFields = z.strictObject({
  name: text,
  namePattern: z.nullable(namePattern),
  formats: someOf(z.enum(FORMAT_NAMES, `must be of ${FORMAT_NAMES.join(', ')}`), FORMAT_NAMES.length),
  minBytes: whole(0, 1e12),
  maxPixels: whole(1, 1e12),
  maxPages: whole(1, 1e6),
  compressions: words,
  bits: z.nullable(someOf(whole(1, 64), 20)),
  samples: z.nullable(someOf(whole(1, 64), 20)),
  photometrics: words,
  iccProfiles: words,
  orientations: z.nullable(someOf(whole(1, 8), 8)),
  ppi: z.nullable(ppi),
  bandPct: percent,
  blankDeviation: between(0, 255),
  nearBits: whole(0, 256),
  outlierPct: between(0, 1000),
  physicalPct: between(0, 1000),
  severities: z.partialRecord(z.enum(RULE_NAMES), severity),
}) satisfies z.ZodType<CaptureProfile>;
