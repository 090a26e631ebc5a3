import type { ReactNode } from 'react';
import type { JudgedBy, StandCard } from '../../model/copy-stand.ts';
import type { RescanView } from '../../model/rescan.ts';
import { bestValue } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import type { Messages } from '../language/messages.ts';
import { InLanguage } from '../parts/in-language.tsx';
import { nameOfProfile } from '../profiles/name-of-profile.ts';

interface ItemCardProps {
  readonly card: StandCard;
  readonly rescans: readonly RescanView[];
  readonly children?: ReactNode;
}

/** What must be known of an item before a page of it is turned: how to handle it, largest of all. */
export function ItemCard({ card, rescans, children }: ItemCardProps) {
  const { language, text } = useLanguage();
  const { reference, label, expectedCount, handlingNotes, widthMm, heightMm, judgedBy, elsewhere } = card;
  const inCm = (mm: number) => new Intl.NumberFormat(language).format(mm / 10);
  const facts = [
    text.kinds[card.kind],
    ...(expectedCount === null ? [] : [text.stand.sides(expectedCount)]),
    ...(widthMm === null || heightMm === null ? [] : [text.stand.size(inCm(widthMm), inCm(heightMm))]),
    ...(judgedBy === null ? [] : [wordsOf(judgedBy, text)]),
  ];
  return (
    <section className="stand-card" aria-label={reference}>
      <h1>
        <bdi>{reference}</bdi>
      </h1>
      {bestValue(label, language)?.value !== reference && (
        <p className="stand-label">
          <InLanguage map={label} />
        </p>
      )}
      {handlingNotes !== '' && (
        <p className="stand-notes" dir="auto">
          <span aria-hidden="true">⚠ </span>
          {handlingNotes}
        </p>
      )}
      <p className="stand-facts">{facts.join(' · ')}</p>
      {elsewhere !== null && <p className="stand-warning">{text.stand.elsewhere(elsewhere)}</p>}
      <Rescans rescans={rescans.filter(({ item }) => item.id === card.id)} />
      {children}
    </section>
  );
}

function wordsOf(judged: JudgedBy, { stand: text, profiles }: Messages): string {
  const { version, by, delivery } = judged;
  return `${text.profile(nameOfProfile(judged, profiles), version)}, ${text.profileBy[by](delivery ?? '')}`;
}

function Rescans({ rescans }: { readonly rescans: readonly RescanView[] }) {
  const { text } = useLanguage();
  if (rescans.length === 0) return null;
  return (
    <div className="stand-rescans">
      <h2>{text.stand.again}</h2>
      <ul>
        {rescans.map(({ surfaceId, name, asks: [ask] }) => (
          <li key={surfaceId}>
            <strong>
              <bdi>{name}</bdi>
            </strong>
            {ask?.reason && ` · ${text.table.reasons[ask.reason]}`}
            {ask?.note && (
              <>
                {' · '}
                <bdi>{ask.note}</bdi>
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
