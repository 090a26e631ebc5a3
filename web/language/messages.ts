import type { english } from './english.ts';

/** The languages of the interface. What is shown in it may be in any language. */
export type InterfaceLanguage = 'en' | 'nl';

/** The shape of the English table, with any text in it: what another language has to have. */
export type Messages = Loose<typeof english>;

type Loose<T> = T extends (...given: infer Given) => string
  ? (...given: Given) => string
  : T extends string
    ? string
    : { readonly [Key in keyof T]: Loose<T[Key]> };
