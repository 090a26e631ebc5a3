/** HTML that may be sent as it is. */
export interface Html {
  readonly html: string;
}

type Value = Html | string | number | null | undefined | readonly Html[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A template of HTML: whatever is put into it is text and is escaped, but for Html itself. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  const written = strings.map((literal, index) => literal + write(values[index]));
  return { html: written.join('') };
}

function write(value: Value): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number') {
    return String(value).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
  }
  return 'html' in value ? value.html : value.map((part) => part.html).join('');
}
