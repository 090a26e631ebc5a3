import { useState } from 'react';
import type { WatchView } from '../../model/station-watch.ts';
import { hourOf } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import type { Messages } from '../language/messages.ts';
import { Confirm } from '../parts/confirm.tsx';
import { groupHeld, type HeldGroup } from './held.ts';
import { watchesApi } from './use-watches.ts';

/** As many names as are read at a glance. */
const MOST_NAMED = 6;

/** Whether a folder is watched at this station at all, and how many files of it are on their way. */
export function WatchState({ watches }: { readonly watches: readonly WatchView[] | undefined }) {
  const { language, text } = useLanguage();
  if (watches === undefined) return null;
  const atWork = watches.filter(({ state }) => state === 'watching' || state === 'away');
  if (atWork.length > 0) return atWork.map((watch) => <AtWork key={watch.id} watch={watch} />);
  const [last] = watches.toSorted((one, other) => other.heardAt - one.heardAt);
  return last === undefined ? (
    <p className="stand-watch">{text.watches.never}</p>
  ) : (
    <p className="stand-target stand-target-none" title={last.folder} data-watch={last.state}>
      ! {text.watches.gone(hourOf(last.heardAt, language))}
    </p>
  );
}

function AtWork({ watch: { folder, state, waiting, sending } }: { readonly watch: WatchView }) {
  const { watches: text } = useLanguage().text;
  const name = shortName(folder);
  const coming = waiting + sending;
  if (state === 'away')
    return (
      <p className="stand-target stand-target-fail" title={folder} data-watch="away">
        ✖ {text.away(name)}
      </p>
    );
  return (
    <p className="stand-target stand-target-pass" title={folder} data-watch="watching">
      ✔ {text.watched(name)}
      {coming > 0 && ` · ${text.coming(coming)}`}
    </p>
  );
}

/** `stand-1` of `/srv/capture/stand-1`: people at a station know it by that. */
function shortName(folder: string): string {
  return folder.split(/[\\/]/).findLast((part) => part !== '') ?? folder;
}

interface HeldBackProps {
  readonly watches: readonly WatchView[] | undefined;
  /** Told when a folder was forgotten; without it nobody may forget one here. */
  readonly forgotten?: (() => void) | undefined;
}

/** What the watched folders hold back: which files, since when, why, and what to do. */
export function HeldBack({ watches, forgotten }: HeldBackProps) {
  const { watches: text } = useLanguage().text;
  const telling = (watches ?? []).filter(isTelling);
  if (telling.length === 0) return null;
  return (
    <section className="stand-held" aria-label={text.held}>
      {telling.map((watch) => (
        <HeldIn key={watch.id} watch={watch} forgotten={forgotten} />
      ))}
    </section>
  );
}

function isTelling({ state, isAway, heldCount, waiting, sending }: WatchView): boolean {
  const isGone = state === 'silent' || state === 'ended';
  return heldCount > 0 || (isGone && (isAway || waiting + sending > 0));
}

function HeldIn({ watch, forgotten }: { readonly watch: WatchView } & Pick<HeldBackProps, 'forgotten'>) {
  const { language, text } = useLanguage();
  const { folder, state, heardAt, held, heldCount } = watch;
  const isGone = state === 'silent' || state === 'ended';
  const more = heldCount - held.length;
  return (
    <div>
      <h2>
        {isGone ? text.watches.leftIn(folder, hourOf(heardAt, language)) : text.watches.inFolder(folder)}{' '}
        {leftWords(watch, text.watches)}
      </h2>
      <ul>
        {groupHeld(held).map((group) => (
          <Group key={group.sentence.en} group={group} />
        ))}
      </ul>
      {more > 0 && <p>{text.watches.more(more)}</p>}
      {isGone && forgotten !== undefined && <Forget watch={watch} forgotten={forgotten} />}
    </div>
  );
}

function leftWords({ heldCount, waiting, sending }: WatchView, text: Messages['watches']): string {
  if (heldCount > 0) return text.heldCount(heldCount);
  return waiting + sending > 0 ? text.wereWaiting(waiting + sending) : text.wasUnread;
}

function Group({ group }: { readonly group: HeldGroup }) {
  const { language, text } = useLanguage();
  const { names, sentence, since, needsPerson } = group;
  const more = names.length - MOST_NAMED;
  return (
    <li className={needsPerson ? 'is-bad' : ''} role={needsPerson ? 'alert' : undefined}>
      <span className="stand-sign" aria-hidden="true">
        {needsPerson ? '✖' : '…'}
      </span>
      <div>
        <p>
          <strong>
            <bdi>{names.slice(0, MOST_NAMED).join(', ')}</bdi>
            {more > 0 && ` ${text.watches.more(more)}`}
          </strong>{' '}
          <span className="stand-state">{text.watches.since(hourOf(since, language))}</span>
        </p>
        <p>{sentence[language]}</p>
      </div>
    </li>
  );
}

interface ForgetProps {
  readonly watch: WatchView;
  readonly forgotten: () => void;
}

function Forget({ watch: { id, folder }, forgotten }: ForgetProps) {
  const { watches: text } = useLanguage().text;
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <button type="button" className="small" onClick={() => setAsked(true)}>
        {text.forget}
      </button>
      {isAsked && (
        <Confirm
          title={text.forgetTitle(folder)}
          action={text.forget}
          isDangerous
          confirm={() => watchesApi.forget(id).finally(forgotten)}
          close={() => setAsked(false)}
        >
          <p>{text.forgetLead}</p>
        </Confirm>
      )}
    </>
  );
}
