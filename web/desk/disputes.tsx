import { type ReactNode, useState } from 'react';
import type { DeskPatch } from '../../model/desk.ts';
import { mapOf, type Value, valuesOf } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { LanguageFields } from '../parts/language-fields.tsx';
import { bothOf, bothTexts, textOf, withText } from './both.ts';
import { sayingLines, unitWords, type Wording } from './dispute-words.ts';
import { type Draft, settled } from './draft.ts';
import type { Keeper } from './keeper.ts';
import type { Dispute } from './units.ts';
import { WhoElse } from './who-else.tsx';

interface DisputesProps {
  readonly draft: Draft;
  readonly keeper: Keeper;
  readonly agentId: string;
}

/** What two people changed at the same time: both are shown, and one decides. Until then nothing of either is lost. */
export function Disputes({ draft, keeper, agentId }: DisputesProps) {
  const { text, language } = useLanguage();
  const { disputes, view } = draft;
  const [put, putOff] = useState(0);
  if (disputes.length === 0) return null;
  const wording = { view, text, language };
  const settle = (dispute: Dispute, patch: DeskPatch | null) =>
    keeper.act((now) =>
      settled(now, dispute.unit, patch, text.desk.merged(unitWords(dispute.unit, wording))),
    );
  const later = () => putOff(disputes.length);
  return (
    <>
      <div className="banner" role="status">
        {text.desk.disputed(disputes.length)}
        <button type="button" className="small" onClick={() => putOff(0)}>
          {text.desk.decide}
        </button>
      </div>
      {put !== disputes.length && (
        <Dialog title={text.desk.disputeTitle} className="dialog-form" close={later}>
          <div className="desk-disputes">
            <p>{text.desk.disputeLead}</p>
            <WhoElse itemId={view.id} agentId={agentId} edition={draft.known.edition} />
            {disputes.map((dispute) => (
              <OneDispute
                key={dispute.unit}
                dispute={dispute}
                wording={wording}
                settle={(patch) => settle(dispute, patch)}
              />
            ))}
            <div className="actions">
              <button type="button" className="quiet" onClick={later}>
                {text.desk.later}
              </button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  );
}

interface OneDisputeProps {
  readonly dispute: Dispute;
  readonly wording: Wording;
  /** With what is to stand instead of theirs; null: theirs stands. */
  readonly settle: (patch: DeskPatch | null) => void;
}

function OneDispute({ dispute, wording, settle }: OneDisputeProps) {
  const { desk } = wording.text;
  const [isWriting, write] = useState(false);
  const { unit, mine, theirs, base } = dispute;
  const both = bothOf(dispute);
  const [own, other] = [textOf(mine), textOf(theirs)];
  const hasText = own !== undefined && other !== undefined;
  return (
    <section className="desk-dispute">
      <h3>{unitWords(unit, wording)}</h3>
      <div className="desk-dispute-sides">
        <Saying title={desk.mine} lines={sayingLines(mine, base, wording)} nothing={desk.nothing}>
          <button type="button" className="small" onClick={() => settle(mine)}>
            {desk.keepMine}
          </button>
        </Saying>
        <Saying title={desk.theirs} lines={sayingLines(theirs, base, wording)} nothing={desk.nothing}>
          <button type="button" className="small" onClick={() => settle(null)}>
            {desk.takeTheirs}
          </button>
        </Saying>
      </div>
      {both !== undefined && (
        <button type="button" className="small" onClick={() => settle(both)}>
          {mine.order === undefined ? desk.bothLists : desk.bothOrders}
        </button>
      )}
      {hasText && !isWriting && (
        <button type="button" className="small" onClick={() => write(true)}>
          {desk.writeBoth}
        </button>
      )}
      {hasText && isWriting && (
        <WriteBoth start={valuesOf(bothTexts(own, other))} done={(map) => settle(withText(unit, map))} />
      )}
    </section>
  );
}

interface SayingProps {
  readonly title: string;
  readonly lines: readonly string[];
  readonly nothing: string;
  readonly children: ReactNode;
}

function Saying({ title, lines, nothing, children }: SayingProps) {
  return (
    <div className="desk-saying">
      <h4>{title}</h4>
      {lines.length === 0 ? (
        <p className="hint">{nothing}</p>
      ) : (
        <ul>
          {lines.map((line) => (
            <li key={line} dir="auto">
              {line}
            </li>
          ))}
        </ul>
      )}
      {children}
    </div>
  );
}

interface WriteBothProps {
  readonly start: readonly Value[];
  readonly done: (map: ReturnType<typeof mapOf>) => void;
}

function WriteBoth({ start, done }: WriteBothProps) {
  const { text } = useLanguage();
  const [values, change] = useState(start);
  return (
    <div className="desk-write-both">
      <LanguageFields legend={text.desk.writeBoth} values={values} change={change} />
      <button type="button" className="small primary" onClick={() => done(mapOf(values))}>
        {text.desk.useThis}
      </button>
    </div>
  );
}
