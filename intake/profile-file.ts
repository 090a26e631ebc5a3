import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { type CaptureProfile, RULE_NAMES } from '../model/capture-profile.ts';
import { asFault, errorCode, Fault } from '../model/fault.ts';
import { parsePattern } from './file-names.ts';
import { FORMAT_NAMES } from './format.ts';

/** Far more than a profile has. */
const MAX_BYTES = 1_048_576;

const words = z.array(z.string().max(200)).max(100);
const anyOr = <T extends z.ZodType>(shape: T) => z.nullable(shape);
const percent = z.number().min(0).max(100);
const ppi = z
  .strictObject({
    min: z.number().positive(),
    max: z.nullable(z.number().positive()),
    tolerancePct: percent,
  })
  .refine(({ min, max }) => max === null || max >= min, {
    path: ['max'],
    error: 'must not be less than ppi.min',
  });

const namePattern = z.string().superRefine((text, context) => {
  try {
    parsePattern(text);
  } catch (thrown) {
    context.addIssue(asFault(thrown).detail);
  }
});

const profile = z.strictObject({
  name: z.string().trim().min(1).max(200),
  namePattern: anyOr(namePattern),
  formats: z.array(z.enum(FORMAT_NAMES)).min(1),
  minBytes: z.int().min(0),
  maxPixels: z.int().min(1),
  maxPages: z.int().min(1),
  compressions: anyOr(words),
  bits: anyOr(z.array(z.int().min(1).max(64)).max(20)),
  samples: anyOr(z.array(z.int().min(1).max(64)).max(20)),
  photometrics: anyOr(words),
  iccProfiles: anyOr(words),
  orientations: anyOr(z.array(z.int().min(1).max(8)).max(8)),
  ppi: anyOr(ppi),
  bandPct: percent,
  blankDeviation: z.number().min(0).max(255),
  nearBits: z.int().min(0).max(256),
  outlierPct: z.number().min(0).max(1000),
  physicalPct: z.number().min(0).max(1000),
  severities: z.partialRecord(z.enum(RULE_NAMES), z.enum(['error', 'warning', 'off'])),
}) satisfies z.ZodType<CaptureProfile>;

/**
 * A capture profile from a file.
 *
 * @throws Fault('bad-request') that names the file, and in it the field that is wrong.
 */
export async function readProfileFile(path: string): Promise<CaptureProfile> {
  const text = await readText(path);
  const read = profile.safeParse(parseJson(text, path), {
    error: ({ input }) => (input === undefined ? 'is missing' : undefined),
  });
  if (!read.success)
    throw wrongIn(path, read.error.issues.slice(0, 3).map(describeIssue).join('; '), read.error);
  return Object.freeze(read.data);
}

async function readText(path: string): Promise<string> {
  try {
    if ((await stat(path)).size > MAX_BYTES) throw wrongIn(path, 'it is too large for a profile');
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    const why = errorCode(cause) === 'ENOENT' ? 'there is no such file' : 'it cannot be read';
    throw wrongIn(path, why, cause);
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    // Some editors put a mark before the text.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw wrongIn(
      path,
      `it is not JSON: ${cause instanceof Error ? cause.message : 'it cannot be parsed'}`,
      cause,
    );
  }
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const field = issue.path.map(String).join('.');
  return field === '' ? issue.message : `${field}: ${issue.message}`;
}

function wrongIn(path: string, why: string, cause?: unknown): Fault {
  return new Fault('bad-request', `The profile ${path} is wrong: ${why.replace(/\.$/, '')}.`, { cause });
}
