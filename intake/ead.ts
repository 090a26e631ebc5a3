const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * The inventory numbers of a finding aid: what stands in its `unitid` elements, whatever its namespace, without tags
 * and with single spaces. Reads no more of XML than that: no document type, no entities but the five that XML has, so
 * nothing outside the text is ever fetched or grown.
 *
 * @see https://www.loc.gov/ead/tglib/elements/unitid.html
 */
export function readUnitIds(xml: string): ReadonlySet<string> {
  const text = withoutComments(xml);
  const ids = new Set<string>();
  const opening = /<(?:[A-Za-z_][\w.-]{0,40}:)?unitid(?=[\s>/])[^<>]{0,4000}>/g;
  for (;;) {
    const tag = opening.exec(text);
    if (tag === null) return ids;
    if (tag[0].endsWith('/>')) continue;
    const name = /^<([\w.:-]+)/.exec(tag[0])?.[1] ?? 'unitid';
    const end = text.indexOf(`</${name}`, opening.lastIndex);
    if (end < 0) return ids;
    const id = plain(text.slice(opening.lastIndex, end));
    if (id !== '') ids.add(id);
    opening.lastIndex = end;
  }
}

function withoutComments(xml: string): string {
  const parts: string[] = [];
  let from = 0;
  for (;;) {
    const start = xml.indexOf('<!--', from);
    const end = start < 0 ? -1 : xml.indexOf('-->', start + 4);
    if (end < 0) return parts.join('') + xml.slice(from);
    parts.push(xml.slice(from, start));
    from = end + 3;
  }
}

function plain(inside: string): string {
  return inside
    .replace(/<!\[CDATA\[|\]\]>/g, '')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(#x[\da-f]{1,6}|#\d{1,7}|[a-z]{2,4});/gi, (whole, name: string) => entity(name) ?? whole)
    .replace(/\s+/g, ' ')
    .trim();
}

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return ENTITIES[name];
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
