import { z } from 'zod';
import { parseRights } from '../../manifests/rights.ts';
import { ACCESS_CODES } from '../../model/access.ts';
import { ITEM_KINDS, parseReference, VIEWING_DIRECTIONS } from '../../model/item.ts';
import { canonicalTag, type LanguageMap } from '../../model/language.ts';
import { REJECT_REASONS } from '../../model/review.ts';
import { ROLES } from '../../model/user.ts';

/** The fields that people fill in, each described once. */

/** What no text has: PostgreSQL cannot store NUL, and XML knows none of them. Tabs and line ends are text. */
const CONTROL = /[^\P{Cc}\t\n\r]/u;
const hasNoControl = (value: string): boolean => !CONTROL.test(value);

/** What a person or a program wrote. */
export const plainText = z.string().refine(hasNoControl, 'must not hold control characters');
const text = plainText.max(20_000, 'is too long');

const NO_TAG = 'is not a language tag';
export const languageTag = z.string().transform((given, context) => {
  const tag = canonicalTag(given);
  if (tag !== undefined) return tag;
  context.addIssue(NO_TAG);
  return z.NEVER;
});

/** Tags as they are written, values that say nothing left out. */
export const languageMap = z
  .record(
    z.string().refine((tag) => canonicalTag(tag) !== undefined, NO_TAG),
    z.array(text).max(100),
  )
  .refine((map) => Object.keys(map).length <= 50, 'has too many languages')
  .transform((map): LanguageMap => {
    const said = new Map<string, string[]>();
    for (const [given, values] of Object.entries(map)) {
      const tag = canonicalTag(given) ?? given;
      const kept = values.map(trim).filter(Boolean);
      if (kept.length > 0) said.set(tag, [...(said.get(tag) ?? []), ...kept]);
    }
    return Object.fromEntries(said);
  });

export const reference = z.string().transform((given, context) => {
  const parsed = parseReference(given);
  if (parsed !== undefined) return parsed;
  context.addIssue('must be 1 to 200 characters in one line');
  return z.NEVER;
});

export const rights = z
  .string()
  .nullable()
  .transform((given, context) => {
    if (given === null || given.trim() === '') return null;
    const parsed = parseRights(given);
    if (parsed !== undefined) return parsed;
    context.addIssue('must be an address of creativecommons.org or rightsstatements.org');
    return z.NEVER;
  });

export const kind = z.enum(ITEM_KINDS, `must be one of ${ITEM_KINDS.join(', ')}`);
export const access = z.enum(ACCESS_CODES, `must be one of ${ACCESS_CODES.join(', ')}`);
export const role = z.enum(ROLES, `must be one of ${ROLES.join(', ')}`);
export const viewingDirection = z.enum(VIEWING_DIRECTIONS, `must be one of ${VIEWING_DIRECTIONS.join(', ')}`);
/** What a person or a token is called. */
export const name = plainText.trim().min(1, 'must not be empty').max(200, 'is too long');
export const note = plainText.trim().max(2_000, 'is too long');
/** How many sides an original has. */
export const expectedCount = z
  .int('must be a whole number')
  .min(1, 'must be at least 1')
  .max(100_000, 'is too large')
  .nullable();
/** A side of an original, in millimetres. */
export const millimetres = z
  .int('must be a whole number')
  .min(1, 'must be at least 1')
  .max(100_000, 'is too large')
  .nullable();
/** A box on an image, in pixels. No image that is taken in has longer sides. */
const MAX_PIXELS = 1_000_000;
const start = z.int('must be a whole number').min(0, 'must not be negative').max(MAX_PIXELS, 'is too large');
const side = z.int('must be a whole number').min(1, 'must be at least 1').max(MAX_PIXELS, 'is too large');
export const region = z.strictObject({ x: start, y: start, width: side, height: side });
export const rejectReason = z.enum(REJECT_REASONS, `must be one of ${REJECT_REASONS.join(', ')}`);
/** The number of a version of a surface. */
export const versionNumber = z
  .int('must be a whole number')
  .min(1, 'must be at least 1')
  .max(1_000_000, 'is too large');
/** Words to look for. */
export const query = plainText.max(500, 'is too long');
export const password = z.string().min(10, 'must have at least 10 characters').max(1_000, 'is too long');

function trim(value: string): string {
  return value.trim();
}
