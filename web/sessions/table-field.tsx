import { useRef, useState } from 'react';
import { useMessage, useText } from '../language/language.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { sessionApi } from './api.ts';
import type { TypedTarget } from './typed-target.ts';

interface TableFieldProps {
  readonly read: (said: Pick<TypedTarget, 'values' | 'source'> & Partial<TypedTarget>) => void;
}

/** Fills the form from the table of the target software, or says which line cannot be read. */
export function TableField({ read }: TableFieldProps) {
  const text = useText().sessions;
  const say = useMessage();
  const input = useRef<HTMLInputElement>(null);
  const { ask, error, isBusy } = useAsking();
  const [said, setSaid] = useState<{ readonly words: string; readonly isBad: boolean }>();
  async function take(file: File): Promise<void> {
    setSaid(undefined);
    await ask(async () => {
      const answer = await sessionApi.readTable(file);
      if ('trouble' in answer) {
        const { line, message } = answer.trouble;
        setSaid({ words: text.trouble(line, say(message)), isBad: true });
        return;
      }
      const { source, values, result } = answer.reading;
      read({
        source,
        values: values.map((one, key) => ({ ...one, limit: one.limit ?? '', key })),
        ...(result !== null && { result }),
      });
      setSaid({ words: text.readFrom(text.sources[source], values.length), isBad: false });
    });
  }
  return (
    <div className="table-field">
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,text/csv"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) void take(file);
        }}
      />
      <button type="button" className="small" disabled={isBusy} onClick={() => input.current?.click()}>
        {text.chooseTable}
      </button>
      <p className="hint">{text.chooseTableHint}</p>
      {said !== undefined && (
        <p className={said.isBad ? 'problem' : 'hint'} role={said.isBad ? 'alert' : 'status'}>
          {said.words}
        </p>
      )}
      <Problem error={error} />
    </div>
  );
}
