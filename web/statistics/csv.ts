/** What a spreadsheet would take for a sum and work out, also behind what begins a new cell in another country. */
const SUM = /(^|[,;|\t\r\n"])(\s*)([=+\-@＝＋－＠])/g;

/** A table as CSV (RFC 4180, UTF-8 with a mark that spreadsheets know it by): its head, then its rows. */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`;
}

function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = value.replace(SUM, "$1$2'$3");
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
