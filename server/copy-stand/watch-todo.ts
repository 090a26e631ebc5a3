import type { Message } from '../../model/finding.ts';
import type { WatchView } from '../../model/station-watch.ts';
import type { Span } from '../../storage/records/station-files.ts';
import { isAtWork } from '../stations/watch-view.ts';

const MOST_NAMED = 10;

/**
 * What the watched folders of a station leave to be done before its card may be wiped. Of a day that is over only files
 * count that were held back on it or before, or that nobody can say more of than that they were held, or waited when the
 * watch went away on it.
 *
 * @param now milliseconds since 1970.
 */
export function todoOfWatches(
  watches: readonly WatchView[],
  { until }: Span,
  now: number,
): readonly Message[] {
  return watches.flatMap((watch) => todoOf(watch, { until, now }));
}

function todoOf(watch: WatchView, { until, now }: { until: number; now: number }): readonly Message[] {
  const { folder, state, waiting, sending, heldCount, heardAt } = watch;
  const isNow = until > now;
  const held = watch.held.filter(({ since }) => since < until);
  const named = held.slice(0, MOST_NAMED).map(({ name }) => name);
  const count = held.length + Math.max(0, heldCount - watch.held.length);
  const more = count > named.length ? [`… +${count - named.length}`] : [];
  const names = [named.join(', '), ...more].filter((some) => some !== '').join(' ');
  const wentAway = !isAtWork(watch) && heardAt < until;
  const waits = isNow || wentAway ? waiting + sending : 0;
  if (isAtWork(watch))
    return [
      ...(isNow && state === 'away' ? [away(folder)] : []),
      ...(count > 0 ? [heldBack(folder, names)] : []),
      ...(waits > 0 ? [onTheWay(folder, waits)] : []),
    ];
  if (count > 0) return [leftBehind(folder, names)];
  return waits > 0 ? [leftWaiting(folder, waits)] : [];
}

const away = (folder: string): Message => ({
  en: `The folder ${folder} cannot be read, so nobody knows what lies in it. Bring its disk or share back.`,
  nl: `De map ${folder} kan niet worden gelezen, dus niemand weet wat erin staat. Zorg dat de schijf of share terugkomt.`,
});
const heldBack = (folder: string, names: string): Message => ({
  en: `Held back in the folder ${folder}, not sent: ${names}. Below stands why, and what to do.`,
  nl: `Tegengehouden in de map ${folder}, niet verstuurd: ${names}. Hieronder staat waarom, en wat te doen.`,
});
const onTheWay = (folder: string, n: number): Message => ({
  en: `In the folder ${folder} ${n === 1 ? '1 file waits' : `${n} files wait`} to be sent and checked. Wait until that is done.`,
  nl: `In de map ${folder} ${n === 1 ? 'wacht 1 bestand' : `wachten ${n} bestanden`} op verzending en controle. Wacht tot dat klaar is.`,
});
const leftBehind = (folder: string, names: string): Message => ({
  en: `The folder ${folder} is not watched any more, and held these back when it was last heard of: ${names}. Start the program there again; where it will never be started again, see to these files and forget the folder below.`,
  nl: `De map ${folder} wordt niet meer bewaakt, en hield deze tegen toen er voor het laatst van gehoord werd: ${names}. Start het programma daar opnieuw; wordt het nooit meer gestart, kijk deze bestanden dan na en vergeet de map hieronder.`,
});
const leftWaiting = (folder: string, n: number): Message => ({
  en: `The folder ${folder} is not watched any more, and ${n === 1 ? '1 file was' : `${n} files were`} waiting in it. Start the program there again; where it will never be started again, see to the folder and forget it below.`,
  nl: `De map ${folder} wordt niet meer bewaakt, en er ${n === 1 ? 'wachtte nog 1 bestand' : `wachtten nog ${n} bestanden`} in. Start het programma daar opnieuw; wordt het nooit meer gestart, kijk de map dan na en vergeet die hieronder.`,
});
