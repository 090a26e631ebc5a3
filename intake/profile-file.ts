import { readFile, stat } from 'node:fs/promises';
import type { z } from 'zod';
import type { CaptureProfile } from '../model/capture-profile.ts';
import { errorCode, Fault } from '../model/fault.ts';
import { profileFields } from './profile-fields.ts';

/** Far more than a profile has. */
const MAX_BYTES = 1_048_576;

/**
 * A capture profile from a file.
 *
 * @throws Fault('bad-request') that names the file, and in it the field that is wrong.
 */
export async function readProfileFile(path: string): Promise<CaptureProfile> {
  const text = await readText(path);
  const read = profileFields.safeParse(parseJson(text, path), {
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
