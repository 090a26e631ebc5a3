import { type ReactNode, useState } from 'react';
import type { CaptureNotes } from '../../model/capture.ts';
import type { LanguageMap } from '../../model/language.ts';
import type { ItemView } from '../../model/views.ts';
import { valuesOf } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { useMay } from '../session.tsx';
import { DescriptionDialog } from './description-dialog.tsx';
import { nameOfRights } from './rights.ts';

interface DescriptionPanelProps {
  readonly item: ItemView;
  readonly show: (item: ItemView) => void;
}

/** What is said of the item, and the way to change it. */
export function DescriptionPanel({ item, show }: DescriptionPanelProps) {
  const { text } = useLanguage();
  const mayChange = useMay('curator');
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="card" aria-labelledby="description-title">
      <h2 id="description-title">{text.description}</h2>
      <dl className="facts">
        <Fact name={text.titles}>
          <Values map={item.label} />
        </Fact>
        <Fact name={text.summary}>
          <Values map={item.summary} />
        </Fact>
        <Fact name={text.rights}>
          {item.rights === null ? (
            <span className="hint">{text.rightsUnknown}</span>
          ) : (
            <a href={item.rights} target="_blank" rel="noreferrer">
              {nameOfRights(item.rights)}
            </a>
          )}
        </Fact>
        <Fact name={text.requiredStatement}>
          <Values map={item.requiredStatement} />
        </Fact>
        <Fact name={text.viewingDirection}>{text.directions[item.viewingDirection]}</Fact>
        <Fact name={text.access}>{text.accesses[item.access]}</Fact>
        <Fact name={text.stand.original}>
          <Original original={item} />
        </Fact>
      </dl>
      {mayChange && (
        <button type="button" className="wide" onClick={() => setOpen(true)}>
          {text.editDescription}
        </button>
      )}
      {isOpen && <DescriptionDialog item={item} show={show} close={() => setOpen(false)} />}
    </section>
  );
}

function Original({ original }: { readonly original: CaptureNotes }) {
  const { language, text } = useLanguage();
  const { expectedCount, handlingNotes, widthMm, heightMm } = original;
  const inCm = (mm: number) => new Intl.NumberFormat(language).format(mm / 10);
  const said = [
    ...(expectedCount === null ? [] : [text.stand.sides(expectedCount)]),
    ...(widthMm === null || heightMm === null ? [] : [`${inCm(widthMm)} × ${inCm(heightMm)} cm`]),
  ];
  if (said.length === 0 && handlingNotes === '') return <span className="hint">{text.notSaid}</span>;
  return (
    <>
      <p>{said.join(' · ')}</p>
      <p dir="auto">{handlingNotes}</p>
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Values({ map }: { readonly map: LanguageMap }) {
  const { text } = useLanguage();
  const values = valuesOf(map);
  if (values.length === 0) return <span className="hint">{text.notSaid}</span>;
  return values.map(({ tag, value }) => (
    <p key={`${tag} ${value}`} className="value">
      <span dir="auto" lang={tag === 'none' ? undefined : tag}>
        {value}
      </span>
      {tag !== 'none' && <span className="tag">{tag}</span>}
    </p>
  ));
}
