import { type ReactNode, useId } from 'react';
import { useText } from '../language/language.tsx';
import { csvOf } from './csv.ts';
import { saveAsFile } from './save-as-file.ts';

/** What a chart shows, as words and numbers. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

interface FigureProps {
  readonly title: string;
  /** What the file is called that it can be kept as. */
  readonly file: string;
  readonly table: Table;
  /** What is said instead where there is nothing to show. */
  readonly nothing: string;
  /** The chart, drawn from the same numbers as the table; left out where the table is shown itself. */
  readonly children?: ReactNode;
}

/** A chart, with the table that it is drawn from behind it. */
export function Figure({ title, file, table, nothing, children }: FigureProps) {
  const text = useText().statistics;
  const id = useId();
  const isEmpty = table.rows.length === 0;
  return (
    <section className="card statistics-figure" aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        {!isEmpty && (
          <button
            type="button"
            className="quiet small"
            aria-label={text.saveOf(title)}
            onClick={() => saveAsFile(file, csvOf([table.head, ...table.rows]))}
          >
            CSV
          </button>
        )}
      </div>
      {isEmpty && <p className="hint">{nothing}</p>}
      {!isEmpty && children === undefined && <Numbers title={title} table={table} />}
      {!isEmpty && children !== undefined && (
        <>
          {children}
          <details>
            <summary aria-label={text.tableOf(title)}>{text.asTable}</summary>
            <Numbers title={title} table={table} />
          </details>
        </>
      )}
    </section>
  );
}

function Numbers({ title, table }: { readonly title: string; readonly table: Table }) {
  return (
    <div className="statistics-scroll">
      <table>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            {table.head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([name, ...numbers], row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two senders may have one name, and an hour comes twice
            <tr key={`${row} ${name}`}>
              <th scope="row">
                <bdi>{name}</bdi>
              </th>
              {numbers.map((value, at) => (
                <td key={table.head[at + 1]}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
