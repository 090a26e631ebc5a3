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
  const { folder, state, isAway, waiting, sending } = watch;
  const isNow = until > now;
  const names = namesHeld(watch, until);
  const isOfDay = isNow || (!isAtWork(watch) && watch.heardAt < until);
  const waits = isOfDay ? waiting + sending : 0;
  if (isAtWork(watch))
    return [
      ...(isNow && state === 'away' ? [away(folder)] : []),
      ...(names === '' ? [] : [heldBack(folder, names)]),
      ...(waits > 0 ? [onTheWay(folder, waits)] : []),
    ];
  if (names !== '') return [leftBehind(folder, names)];
  if (waits > 0) return [leftWaiting(folder, waits)];
  return isAway && isOfDay ? [leftUnread(folder)] : [];
}

/** The files that were held before a moment, and how many more are, or may have been; '' where none. */
function namesHeld(watch: WatchView, until: number): string {
  const held = watch.held.filter(({ since }) => since < until);
  const named = held.slice(0, MOST_NAMED).map(({ name }) => name);
  const unnamed = Math.max(0, watch.heldCount - watch.held.length);
  const more = held.length + unnamed - named.length;
  return [named.join(', '), more > 0 ? `… +${more}` : ''].filter((some) => some !== '').join(' ');
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
const leftUnread = (folder: string): Message => ({
  en: `The folder ${folder} is not watched any more, and could not be read when it was last heard of. Start the program there again; where it will never be started again, see to the folder and forget it below.`,
  nl: `De map ${folder} wordt niet meer bewaakt, en kon niet worden gelezen toen er voor het laatst van gehoord werd. Start het programma daar opnieuw; wordt het nooit meer gestart, kijk de map dan na en vergeet die hieronder.`,
});
