import type { ConcordanceHead } from '../concordance-columns.ts';
import type { Delivery, DeliveryList, LineFinding, LineRule } from '../delivery-list.ts';
import { aside } from './aside.ts';
import { cells } from './cells.ts';
import { columns } from './columns.ts';
import { doubleFile } from './double-file.ts';
import { doubleMaster } from './double-master.ts';
import { emptyText } from './empty-text.ts';
import { extension } from './extension.ts';
import { firstNumber } from './first-number.ts';
import { folder } from './folder.ts';
import { folders } from './folders.ts';
import { masterNamed } from './master-named.ts';
import { mediaType } from './media-type.ts';
import { misnamed } from './misnamed.ts';
import { missing } from './missing.ts';
import { name } from './name.ts';
import { objectNumber } from './object-number.ts';
import { oneReference } from './one-reference.ts';
import { path } from './path.ts';
import { reference } from './reference.ts';
import { sameName } from './same-name.ts';
import { sequence } from './sequence.ts';
import { sequenceNumber } from './sequence-number.ts';
import { size } from './size.ts';
import { tableReadable } from './table-readable.ts';
import { textType } from './text-type.ts';
import { unit } from './unit.ts';
import { unlisted } from './unlisted.ts';

/** Every rule under its stable name, by what it looks at, in the order in which people read the findings. */
export const CONCORDANCE_RULES = Object.freeze({
  /** Whether the table can be read at all: nothing is compared before it can. */
  head: {
    table: tableReadable,
    columns,
  } satisfies Record<string, LineRule<ConcordanceHead>>,
  /** What the table says, without a look at the disk. */
  list: {
    cells,
    'object-number': objectNumber,
    'sequence-number': sequenceNumber,
    sequence,
    'first-number': firstNumber,
    reference,
    'one-reference': oneReference,
    master: masterNamed,
    'double-master': doubleMaster,
    'same-name': sameName,
    name,
    path,
    folder,
  } satisfies Record<string, LineRule<DeliveryList>>,
  /** What the table says against what is there. */
  delivery: {
    unit,
    missing,
    misnamed,
    'double-file': doubleFile,
    size,
    extension,
    'media-type': mediaType,
    'empty-text': emptyText,
    'text-type': textType,
    folders,
    unlisted,
    aside,
  } satisfies Record<string, LineRule<Delivery>>,
});

/** Puts rules to what they look at. */
export function judgeLines<T>(
  rules: Readonly<Record<string, LineRule<T>>>,
  subject: T,
): readonly LineFinding[] {
  return Object.entries(rules).flatMap(([rule, one]) => judgeBy(rule, one, subject));
}

/** Puts one rule to what it looks at. */
export function judgeBy<T>(
  rule: string,
  { severity, check }: LineRule<T>,
  subject: T,
): readonly LineFinding[] {
  return check(subject).map((remark) => ({ rule, severity, ...remark }));
}
