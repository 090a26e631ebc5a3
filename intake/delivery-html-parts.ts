import type { Message } from '../model/finding.ts';
import type { ToldOf } from './delivery-judged.ts';
import { countIn } from './findings.ts';

type Language = 'en' | 'nl';

/** More than anybody reads on paper; the table for spreadsheets has them all. */
export const MOST_FINDINGS = 2_000;

/** A table under the heading with this id. @param rows as HTML. */
export function tableOf(label: string, heads: readonly Message[], rows: string, language: Language): string {
  const cells = heads.map((head) => `<th scope="col">${escaped(head[language])}</th>`).join('');
  return `<div class="scroll" role="region" aria-labelledby="${label}" tabindex="0">
<table class="${label}" aria-labelledby="${label}"><thead><tr>${cells}</tr></thead>
<tbody>
${rows}
</tbody></table></div>`;
}

/** Says that not all are shown, where that is so. */
export function moreThan(all: number, shown: number, language: Language): string {
  if (all === shown) return '';
  const [first, total] = [countIn(shown)[language], countIn(all)[language]];
  const sentence: Message = {
    en: `These are the first ${first} of ${total}. The CSV of this report has all findings.`,
    nl: `Dit zijn de eerste ${first} van ${total}. De CSV van dit rapport bevat alle bevindingen.`,
  };
  return `<p><strong>${sentence[language]}</strong></p>`;
}

/**
 * A sentence on each of some files, under a heading; nothing where there are none.
 *
 * @param words the heading, what stands under it, and the heads of the two columns
 */
export function toldSection(
  id: string,
  [title, note, heads]: readonly [Message, Message, readonly [Message, Message]],
  files: readonly ToldOf[],
  language: Language,
): string {
  if (files.length === 0) return '';
  const shown = files.slice(0, MOST_FINDINGS);
  const rows = shown.map(
    ({ path, said }) => `<tr><td><bdi>${escaped(said[language])}</bdi></td><td>${pathOf(path)}</td></tr>`,
  );
  return `<section>
<h2 id="${id}">${title[language]} (${countIn(files.length)[language]})</h2>
<p>${note[language]}</p>
${tableOf(id, heads, rows.join('\n'), language)}
${moreThan(files.length, shown.length, language)}
</section>
`;
}

/** A path, in which a line may be broken after each folder. */
export function pathOf(path: string): string {
  return `<code><bdi>${escaped(path).replaceAll('/', '/<wbr>')}</bdi></code>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML, in elements and in attributes; control characters, which no page may have, as a sign that they were there. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']|[^\P{Cc}\t\n]/gu, (character) => ENTITIES[character] ?? '\ufffd');
}
