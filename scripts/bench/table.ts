/** A heading, and lines of cells under a line of titles. */
export interface Table {
  readonly heading: string;
  readonly titles: readonly string[];
  readonly lines: readonly (readonly string[])[];
}

/** Tables for people, aligned for a terminal or as Markdown, an empty line before each. Those without lines are left out. */
export function printTables(tables: readonly Table[], markdown: boolean): string[] {
  const print = markdown ? asMarkdown : asText;
  return tables.flatMap((table) => (table.lines.length > 0 ? print(table) : []));
}

function asText({ heading, titles, lines }: Table): string[] {
  const widths = titles.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const align = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return ['', heading, align(titles), ...lines.map(align)];
}

function asMarkdown({ heading, titles, lines }: Table): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = `|${titles.map((_, column) => (column === 0 ? '---' : '---:')).join('|')}|`;
  return ['', `### ${heading}`, '', line(titles), rule, ...lines.map(line)];
}

/** In whole milliseconds what each of these shares stays under: the median, 95 of 100, and the most. */
export function spread(
  values: readonly number[],
  shares: readonly number[] = [0.5, 0.95, 1],
): readonly string[] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  return shares.map((share) => at(share).toFixed(0));
}
