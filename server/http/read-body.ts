import express from 'express';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';

/** Reads a JSON body of at most a megabyte. Put it behind the guard, so that strangers cannot send one. */
export const readJson = express.json({ limit: '1mb' });

/** The same for what may name every page of a large item: sixteen megabytes. */
export const readBigJson = express.json({ limit: '16mb' });

/**
 * What a stranger sent, as what it ought to be.
 *
 * @throws Fault('bad-request') that says in words what is wrong and where.
 */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input ?? {}, { error: sayPlainly });
  if (parsed.success) return parsed.data;
  const sentences = parsed.error.issues.slice(0, 5).map((issue) => {
    const place = issue.path.join('.') || 'The request';
    const reason = issue.code === 'invalid_key' ? issue.issues[0]?.message : issue.message;
    return `${place}: ${reason ?? issue.message}`;
  });
  throw new Fault('bad-request', `${sentences.join('; ')}.`);
}

type Issue = Parameters<z.core.$ZodErrorMap>[0];

/** What zod says in the words of a program, for people; whatever a field says for itself goes before it. */
function sayPlainly(issue: Issue): string | undefined {
  if (issue.code === 'invalid_type') {
    return issue.input === undefined ? 'is missing' : `must be ${A_KIND[issue.expected] ?? issue.expected}`;
  }
  return issue.code === 'unrecognized_keys' ? `has no field ${issue.keys.join(', ')}` : undefined;
}

const A_KIND: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  string: 'a text',
};

/** An id in a path. One that cannot be is of nothing. @throws Fault('not-found') */
export function parseId(input: unknown, noun: string): string {
  const parsed = z.uuid().lowercase().safeParse(input);
  if (!parsed.success) throw new Fault('not-found', `There is no such ${noun}.`);
  return parsed.data;
}
