import type { BatchMapping, ListMapping } from '../../model/batch.ts';
import { useText } from '../language/language.tsx';
import { ChoiceField, TextField } from '../parts/field.tsx';
import type { FirstLines } from './first-lines.ts';
import { COLUMN_FIELDS, type ColumnField, fits, NEEDED_FIELDS } from './guess-mapping.ts';

interface MappingFormProps {
  readonly head: FirstLines;
  readonly remembered: readonly BatchMapping[];
  readonly draft: Partial<ListMapping>;
  readonly change: (draft: Partial<ListMapping>) => void;
  /** Under which name it is kept; '' is not. */
  readonly keepAs: string;
  readonly changeKeepAs: (name: string) => void;
}

/** Says which column of a table is what, beside its first lines. */
export function MappingForm(props: MappingFormProps) {
  const { head, draft, change, keepAs, changeKeepAs } = props;
  const text = useText().batches;
  const columns = Object.fromEntries(head.columns.map((name) => [name, name]));
  return (
    <fieldset className="mapping">
      <legend>{text.columns}</legend>
      <p className="hint">{text.columnsLead}</p>
      <Remembered {...props} />
      <div className="pair">
        {COLUMN_FIELDS.map((field) => (
          <ChoiceField
            key={field}
            label={NEEDED_FIELDS.includes(field) ? `${text.fields[field]} *` : text.fields[field]}
            value={draft[field] ?? ''}
            choices={{ '': text.notThere, ...columns }}
            change={(column) => change({ ...draft, [field]: column === '' ? undefined : column })}
          />
        ))}
      </div>
      <TextField
        label={text.prefix}
        hint={text.prefixHint}
        maxLength={100}
        value={draft.prefix ?? ''}
        change={(prefix) => change({ ...draft, prefix })}
      />
      <HeadTable head={head} draft={draft} />
      <TextField
        label={text.keepMapping}
        hint={text.keepMappingHint}
        maxLength={100}
        autoComplete="off"
        value={keepAs}
        change={changeKeepAs}
      />
    </fieldset>
  );
}

function Remembered({ head, remembered, draft, change }: MappingFormProps) {
  const text = useText().batches;
  const fitting = remembered.filter(({ mapping }) => fits(mapping, head.columns));
  if (fitting.length === 0) return null;
  const names = Object.fromEntries(fitting.map(({ id, name }) => [id, name]));
  const now = fitting.find(({ mapping }) => mapping === draft);
  return (
    <ChoiceField
      label={text.remembered}
      value={now?.id ?? ''}
      choices={{ '': text.noMapping, ...names }}
      change={(id) => change(fitting.find((one) => one.id === id)?.mapping ?? {})}
    />
  );
}

/** The first lines of the table; a column that was chosen says for what. */
function HeadTable({ head, draft }: Pick<MappingFormProps, 'head' | 'draft'>) {
  const text = useText().batches;
  const fieldOf = (column: string): ColumnField | undefined =>
    COLUMN_FIELDS.find((field) => draft[field] === column);
  // biome-ignore-start lint/suspicious/noArrayIndexKey: a table's cells have nothing but their place, and never move
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="scrolled" tabIndex={0} aria-label={text.firstLines}>
      <table className="head-table">
        <caption className="visually-hidden">{text.firstLines}</caption>
        <thead>
          <tr>
            {head.columns.map((column, at) => {
              const field = fieldOf(column);
              return (
                <th key={at} scope="col" className={field && 'meant'}>
                  <bdi>{column}</bdi>
                  <span className="hint">{field !== undefined && text.meant(text.fields[field])}</span>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {head.lines.map((cells, line) => (
            <tr key={line}>
              {head.columns.map((column, at) => (
                <td key={at} className={fieldOf(column) && 'meant'}>
                  <bdi>{cells[at]}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
  // biome-ignore-end lint/suspicious/noArrayIndexKey: as above
}
