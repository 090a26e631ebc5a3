import type { english } from './english.ts';

/** The shape of the English table, with any text in it: what another language has to have. */
export type Messages = Loose<typeof english>;

type Loose<T> = T extends (...given: infer Given) => string
  ? (...given: Given) => string
  : T extends string
    ? string
    : { readonly [Key in keyof T]: Loose<T[Key]> };
