import type { Message } from './finding.ts';
import type { ItemKind } from './item.ts';
import type { LanguageMap } from './language.ts';

/** What can be said of the rights of an item. */
export interface RightsEntry {
  /** As it is kept. */
  readonly uri: string;
  readonly name: Message;
  /** What it means for who wants to use it, in one plain line. The statement itself is at its address. */
  readonly meaning: Message;
}

/** A language that can be chosen for a text. */
export interface LanguageEntry {
  /** BCP 47. */
  readonly tag: string;
  readonly name: Message;
  readonly direction: 'ltr' | 'rtl';
  /** ISO 15924, like `Arab`; '' where it may be any. */
  readonly script: string;
}

/** What there is to describe with; the same for everybody. */
export interface DescribingView {
  /** The fields of descriptions, by the codes that are kept. */
  readonly fields: readonly { readonly code: string; readonly label: LanguageMap }[];
  /** Which of them each kind of item begins with, in order. */
  readonly templates: Readonly<Record<ItemKind, readonly string[]>>;
  readonly rights: readonly RightsEntry[];
  /** The languages that are met most; any other BCP 47 tag will do as well. */
  readonly languages: readonly LanguageEntry[];
}
