import express from 'express';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';

/** Reads a JSON body of at most a megabyte. Put it behind the guard, so that strangers cannot send one. */
export const readJson = express.json({ limit: '1mb' });

/**
 * What a stranger sent, as what it ought to be.
 *
 * @throws Fault('bad-request') that says in words what is wrong and where.
 */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const sentences = parsed.error.issues.slice(0, 5).map(({ path, message }) => {
    const place = path.join('.');
    return place === '' ? message : `${place}: ${message}`;
  });
  throw new Fault('bad-request', `${sentences.join('; ')}.`);
}

/** An id in a path. One that cannot be is of nothing. @throws Fault('not-found') */
export function parseId(input: unknown, noun: string): string {
  const parsed = z.uuid().lowercase().safeParse(input);
  if (!parsed.success) throw new Fault('not-found', `There is no such ${noun}.`);
  return parsed.data;
}
