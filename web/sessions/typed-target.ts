import type { TargetResult, TargetSource } from '../../model/capture-session.ts';
import type { GivenTarget } from './api.ts';

/** A value as it stands in the form. */
export interface TypedValue {
  readonly key: number;
  readonly name: string;
  readonly value: string;
  readonly limit: string;
  /** As the file said; null for what was typed: the server judges it by its limit. */
  readonly pass: boolean | null;
}

/** A target result as far as it is filled in. */
export interface TypedTarget {
  readonly kind: string;
  readonly result: TargetResult | undefined;
  readonly source: TargetSource;
  readonly values: readonly TypedValue[];
  readonly fileName: string;
  readonly note: string;
}

/** An empty form, of the target that was used last. */
export function emptyTarget(kind: string): TypedTarget {
  return { kind, result: undefined, source: 'typed', values: [], fileName: '', note: '' };
}

/** What is sent of it; undefined as long as nobody said whether it passed. Lines in which nothing stands are left out. */
export function givenOf({
  kind,
  result,
  source,
  values,
  fileName,
  note,
}: TypedTarget): GivenTarget | undefined {
  if (result === undefined) return undefined;
  const filled = values.filter(({ name, value }) => name.trim() !== '' || value.trim() !== '');
  return {
    ...{ kind, result, source, fileName, note },
    values: filled.map(({ name, value, limit, pass }) => ({
      name,
      value,
      limit: limit.trim() === '' ? null : limit,
      pass,
    })),
  };
}
