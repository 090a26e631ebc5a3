import type { InternationalString } from '@iiif/presentation-3';

/** What IIIF lets stand in a value, and the attributes of each. Everything else is shown as it was written. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  b: [],
  br: [],
  i: [],
  img: ['src', 'alt'],
  p: [],
  small: [],
  span: [],
  sub: [],
  sup: [],
};
const EMPTY_ELEMENTS = new Set(['br', 'img']);
const TAG = /<(\/?)([a-z]+)((?:\s+[a-z-]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))?)*)\s*(\/?)>/gi;
const ATTRIBUTE = /([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi;
const SAFE_ADDRESS = /^(https?:\/\/|mailto:)/i;
const ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-f]{1,6});)/gi;

/** The values of a language map, those of them that are HTML made safe and well-formed. */
export function sanitizeValues(map: InternationalString): InternationalString {
  const safe = Object.entries(map).map(([tag, values]) => [tag, (values ?? []).map(sanitizeValue)] as const);
  return Object.fromEntries(safe);
}

/**
 * A value as IIIF wants it. One that begins with `<` and ends with `>` is HTML to viewers: of that only what IIIF lists
 * stays, in one element, well-formed, with links to the web alone. Any other text is text, and stays as it is.
 *
 * @see https://iiif.io/api/presentation/3.0/#45-html-markup-in-property-values
 */
export function sanitizeValue(value: string): string {
  const text = value.trim();
  return text.startsWith('<') && text.endsWith('>') ? sanitizeHtml(text) : value;
}

/** HTML while it is written anew. */
interface Writing {
  built: string;
  readonly open: string[];
  /** How many elements stand at the top; 2 or more where text does. */
  roots: number;
}

function sanitizeHtml(text: string): string {
  const writing: Writing = { built: '', open: [], roots: 0 };
  let read = 0;
  for (const match of text.matchAll(TAG)) {
    addText(writing, text.slice(read, match.index));
    addTag(writing, match);
    read = match.index + match[0].length;
  }
  addText(writing, text.slice(read));
  const built = writing.built + writing.open.reverse().map(closed).join('');
  return writing.roots === 1 && !/^<(br|img)\b/.test(built) ? built : `<span>${built}</span>`;
}

function addText(writing: Writing, text: string): void {
  if (writing.open.length === 0 && text.trim() !== '') writing.roots += 2;
  writing.built += text.replace(ENTITY, '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function addTag(writing: Writing, [tag, slash, given = '', attributes = '']: RegExpMatchArray): void {
  const name = given.toLowerCase();
  const { open } = writing;
  const isEnd = slash === '/';
  if (!Object.hasOwn(ATTRIBUTES, name) || (isEnd && !open.includes(name))) {
    addText(writing, tag);
  } else if (isEnd) {
    writing.built += closeUntil(open, name);
  } else {
    if (open.length === 0) writing.roots += 1;
    writing.built += openTag(name, attributes);
    if (!EMPTY_ELEMENTS.has(name)) open.push(name);
  }
}

/** Closes an element, and first what was left open in it. */
function closeUntil(open: string[], name: string): string {
  return open.splice(open.lastIndexOf(name)).reverse().map(closed).join('');
}

function closed(name: string): string {
  return `</${name}>`;
}

function openTag(name: string, text: string): string {
  const kept = [...text.matchAll(ATTRIBUTE)].flatMap(([, key = '', double, single]) => {
    const attribute = key.toLowerCase();
    const value = (double ?? single ?? '').trim();
    const isLink = attribute === 'href' || attribute === 'src';
    if (!ATTRIBUTES[name]?.includes(attribute) || (isLink && !SAFE_ADDRESS.test(value))) return [];
    return [` ${attribute}="${value.replace(ENTITY, '&amp;').replaceAll('"', '&quot;')}"`];
  });
  return `<${name}${kept.join('')}${EMPTY_ELEMENTS.has(name) ? '/' : ''}>`;
}
