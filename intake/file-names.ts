import { Fault } from '../model/fault.ts';
import { surfaceNameOf } from '../model/surface.ts';

/** What the name of a file says. A part that the name does not have is not there. */
export interface NameParts {
  readonly archive?: string;
  readonly item?: string;
  readonly sequence?: number;
  readonly side?: 'recto' | 'verso';
  readonly role?: 'cover' | 'insert' | 'target';
}

type Field = keyof NameParts;
type Token =
  | { readonly field: Field; readonly width: number | undefined; readonly isOptional: boolean }
  | { readonly literal: string };
type FieldToken = Extract<Token, { field: Field }>;

/** A pattern that was read: its pieces, and what they were compiled to. */
export interface NamePattern {
  readonly tokens: readonly Token[];
  readonly expression: RegExp;
}

const MAX_PATTERN = 200;
const MAX_NAME = 255;
const MAX_WIDTHS: Readonly<Record<Field, number>> = { archive: 64, item: 200, sequence: 9, side: 0, role: 0 };
const SIDES: Readonly<Record<string, NameParts['side']>> = {
  recto: 'recto',
  verso: 'verso',
  r: 'recto',
  v: 'verso',
  R: 'recto',
  V: 'verso',
};
const ROLES = ['cover', 'insert', 'target'] as const;

/**
 * Reads a pattern for file names without their extension: text as it is, and fields in braces:
 * `{archive}` letters, digits, dots and hyphens; `{item}` anything but white space; `{sequence}` digits;
 * `{side}` r, v, recto or verso; `{role}` cover, insert or target. `{sequence:5}` has exactly five characters,
 * `{side?}` may be missing. So `{archive}.{item}_{sequence:5}{side?}` names `ARCH00860.1_00012v.tif`.
 *
 * Every name can be read in one way only, and in time that grows with its length alone: where a field may be of
 * any length, what follows must show where it ends. It is compiled by us, so that no expression ever comes from
 * outside.
 *
 * @throws Fault('bad-request') with what is wrong, where it is no pattern.
 */
export function parsePattern(text: string): NamePattern {
  if (text.length > MAX_PATTERN) throw wrong(text.slice(0, 40), `is longer than ${MAX_PATTERN} characters`);
  const pieces = text.match(/\{[^{}]*\}|[^{}]+|[{}]/gu) ?? [];
  const tokens = pieces.map((piece) => tokenOf(text, piece));
  const fields = tokens.filter(isField).map(({ field }) => field);
  if (!tokens.some((token) => isField(token) && !token.isOptional))
    throw wrong(text, 'has no field that is always there, such as {item}');
  const twice = fields.find((field, index) => fields.indexOf(field) !== index);
  if (twice !== undefined) throw wrong(text, `has {${twice}} twice`);
  for (const [index, token] of tokens.entries())
    if (isField(token)) proveEnd(text, token, tokens.slice(index + 1));
  return { tokens, expression: compile(tokens) };
}

/**
 * What the name of a file says by a pattern; undefined where it is not such a name. Folders and the extension
 * do not count.
 *
 * @throws Fault('bad-request') where the pattern is none.
 */
export function readName(pattern: string, fileName: string): NameParts | undefined {
  const { expression } = parsePattern(pattern);
  return fileName.length > MAX_NAME ? undefined : partsIn(surfaceNameOf(fileName), expression);
}

function partsIn(name: string, expression: RegExp): NameParts | undefined {
  const groups = expression.exec(name)?.groups;
  if (groups === undefined) return undefined;
  const { archive, item, sequence, side, role } = groups;
  const sideRead = side === undefined ? undefined : SIDES[side];
  const roleRead = ROLES.find((known) => known === role);
  return {
    ...(archive && { archive }),
    ...(item && { item }),
    ...(sequence && { sequence: Number(sequence) }),
    ...(sideRead && { side: sideRead }),
    ...(roleRead && { role: roleRead }),
  };
}

/**
 * The name, without an extension, that a pattern gives to these parts.
 *
 * @throws Fault('bad-request') where the pattern is none, or needs a part that is not there or does not fit, so that the name would be read otherwise.
 */
export function writeName(pattern: string, parts: NameParts): string {
  const { tokens, expression } = parsePattern(pattern);
  const name = tokens.map((token) => (isField(token) ? written(token, parts) : token.literal)).join('');
  const read = partsIn(name, expression);
  const isSame = ({ field }: FieldToken): boolean => read?.[field] === parts[field];
  if (read === undefined || !tokens.filter(isField).every(isSame))
    throw wrong(pattern, 'does not fit what is to be named');
  return name;
}

/**
 * A name as the pattern wants it, to show to people. What may be missing is left out, but for the side.
 *
 * @throws Fault('bad-request') where the pattern is none.
 */
export function exampleOf(pattern: string): string {
  const fields = parsePattern(pattern).tokens.filter(isField);
  const sized = (text: string, field: Field): string => {
    const width = fields.find((token) => token.field === field)?.width;
    return width === undefined ? text : text.slice(0, width).padEnd(width, '0');
  };
  const needsRole = fields.some(({ field, isOptional }) => field === 'role' && !isOptional);
  return writeName(pattern, {
    archive: sized('ARCH00860', 'archive'),
    item: sized('123', 'item'),
    sequence: 1,
    side: 'recto',
    ...(needsRole && { role: 'cover' }),
  });
}

function written({ field, width }: FieldToken, parts: NameParts): string {
  const value = parts[field];
  if (value === undefined) return '';
  if (field === 'sequence') return String(value).padStart(width ?? 1, '0');
  return field === 'side' ? String(value).slice(0, 1) : String(value);
}

function wrong(pattern: string, what: string): Fault {
  return new Fault('bad-request', `The name pattern ${pattern} ${what}.`);
}

function isField(token: Token): token is FieldToken {
  return 'field' in token;
}

function tokenOf(pattern: string, piece: string): Token {
  if (!piece.startsWith('{') && piece !== '}') {
    if (/[/\\\p{Cc}]/u.test(piece)) throw wrong(pattern, 'has a character that names cannot have');
    return { literal: piece.normalize('NFC') };
  }
  const read = /^\{(archive|item|sequence|side|role)(?::(\d{1,3}))?(\?)?\}$/.exec(piece);
  if (read === null)
    throw wrong(pattern, `has ${piece}, which is none of {archive}, {item}, {sequence}, {side}, {role}`);
  const field = read[1] as Field;
  const width = read[2] === undefined ? undefined : Number(read[2]);
  if (width !== undefined && (width < 1 || width > MAX_WIDTHS[field]))
    throw wrong(pattern, `has ${piece}, whose number is not possible`);
  return { field, width, isOptional: read[3] !== undefined };
}

type Beginning = 'digit' | 'letter' | 'word' | 'separator' | 'anything';

function beginningOf(token: Token): Beginning {
  if (!isField(token)) {
    if (/^\p{N}/u.test(token.literal)) return 'digit';
    return /^\p{L}/u.test(token.literal) ? 'letter' : 'separator';
  }
  if (token.field === 'sequence') return 'digit';
  return token.field === 'side' || token.field === 'role' ? 'word' : 'anything';
}

/** What may follow, so that one can see where the field ends. */
function mayFollow({ field, width, isOptional }: FieldToken): readonly Beginning[] | undefined {
  if (field === 'side' || field === 'role') return ['digit', 'word', 'separator'];
  if (width !== undefined && !isOptional) return undefined;
  return field === 'sequence' ? ['letter', 'word', 'separator'] : ['separator'];
}

function proveEnd(pattern: string, token: FieldToken, after: readonly Token[]): void {
  const allowed = mayFollow(token);
  if (allowed === undefined) return;
  for (const next of after) {
    if (!allowed.includes(beginningOf(next)))
      throw wrong(pattern, `does not show where {${token.field}} ends: put a character such as _ after it`);
    if (!isField(next) || !next.isOptional) return;
  }
}

/** Anchored, every class bounded, and nothing repeated but single characters. */
function compile(tokens: readonly Token[]): RegExp {
  const bodies = tokens.map((token, index) => {
    if (!isField(token)) return token.literal.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    const body = bodyOf(token, separatorsFor(tokens, index));
    return `(?<${token.field}>${body}${token.isOptional ? '|' : ''})`;
  });
  return new RegExp(`^${bodies.join('')}$`, 'u');
}

function bodyOf({ field, width }: FieldToken, separators: ReadonlySet<string>): string {
  if (field === 'side') return Object.keys(SIDES).join('|');
  if (field === 'role') return ROLES.join('|');
  const many = width === undefined ? `{1,${MAX_WIDTHS[field]}}` : `{${width}}`;
  if (field === 'sequence') return `[0-9]${many}`;
  if (field === 'item') return `[^\\s/\\\\\\p{Cc}]${many}`;
  return `[A-Za-z0-9${['.', '-'].filter((character) => !separators.has(character)).join('')}]${many}`;
}

/** What ends this field or an item before it: an archive that had it inside could be read in two ways. */
function separatorsFor(tokens: readonly Token[], index: number): ReadonlySet<string> {
  const ends = tokens.flatMap((token, at) => {
    const next = tokens[at + 1];
    const counts = at === index || (at < index && isField(token) && token.field === 'item');
    return counts && next !== undefined && !isField(next) ? [next.literal.slice(0, 1)] : [];
  });
  return new Set(ends);
}
