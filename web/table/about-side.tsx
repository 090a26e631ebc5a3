import type { ReactNode } from 'react';
import type { TableSide, TableView } from '../../model/table-view.ts';
import { useLanguage, useMessage } from '../language/language.tsx';
import { InLanguage } from '../parts/in-language.tsx';
import { stateWords } from './names.ts';
import { unseenWords } from './unseen.ts';

interface AboutSideProps {
  readonly table: TableView;
  readonly side: TableSide;
  /** What can be done with it. */
  readonly children: ReactNode;
}

/** What is known of the chosen page: how it stands, and every sentence that was found to say. */
export function AboutSide({ table, side, children }: AboutSideProps) {
  const { text } = useLanguage();
  const version = side.shown === null ? [] : [text.table.version(side.shown)];
  return (
    <aside className="about-side" aria-label={text.table.findingsHere}>
      <h2>
        <InLanguage map={side.label} otherwise={side.name} />
      </h2>
      <p className="hint">
        {[
          side.number === null ? [] : [text.surfaceAt(side.number, countOf(table))],
          stateWords(side, text),
          version,
        ]
          .flat()
          .join(' · ')}
      </p>
      {children}
      <Findings table={table} side={side} />
      <Keys />
    </aside>
  );
}

function countOf({ sides }: TableView): number {
  return sides.filter(({ number }) => number !== null).length;
}

function Findings({ table, side }: Omit<AboutSideProps, 'children'>) {
  const { text } = useLanguage();
  const say = useMessage();
  const unseen = unseenWords(side, text);
  if (side.shown === null && side.findings.length === 0) return null;
  if (side.findings.length === 0) return <p className="hint">{text.table.nothingHere}</p>;
  return (
    <>
      <ul className="findings">
        {side.findings.map(({ rule, severity, message, region }) => {
          const words = table.messages[message];
          const key = `${rule} ${message} ${region?.x} ${region?.y}`;
          return (
            <li key={key} className={`finding finding-${severity}`}>
              {words && say(words)}
            </li>
          );
        })}
      </ul>
      {unseen && <p className="hint">{unseen}</p>}
    </>
  );
}

function Keys() {
  const { table } = useLanguage().text;
  return (
    <details className="table-keys">
      <summary>{table.keys}</summary>
      <dl>
        {table.keyList.map(([keys, words]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
