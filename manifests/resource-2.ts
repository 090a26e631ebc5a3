import type { InternationalString } from '@iiif/presentation-3';

/** A thing as the Presentation API 2.1 writes it. */
export type Resource2 = Readonly<Record<string, unknown>>;

/** Whose manifest is written for older viewers. */
export interface Place2 {
  readonly itemId: string;
  /** The address that it is given out at. */
  readonly id: string;
  readonly base: string;
}

/**
 * A text as 2.1 writes it: plain where its language is not known, else each value with its language.
 *
 * @see https://iiif.io/api/presentation/2.1/#language-of-property-values
 */
export function textOf(map: InternationalString | null | undefined): unknown {
  const values = Object.entries(map ?? {}).flatMap(([language, texts]) =>
    (texts ?? []).map((text) => (language === 'none' ? text : { '@value': text, '@language': language })),
  );
  return values.length === 1 ? values[0] : values;
}
