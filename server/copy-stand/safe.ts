import type { SafeFile, SafeView } from '../../model/copy-stand.ts';
import type { FileState } from '../../model/file-version.ts';
import type { Message } from '../../model/finding.ts';
import {
  filesOfStation,
  type Span,
  type StationFile,
  unendedOfStation,
} from '../../storage/records/station-files.ts';
import type { Parts } from '../parts.ts';
import { readWatchViews } from '../stations/watch-view.ts';
import { todoOfWatches } from './watch-todo.ts';

/** More scans than these no station makes in a day. One more is read, so that it is seen that there are more. */
export const MOST_FILES = 5_000;
/** Of each kind. */
const MOST_NAMED = 10;

const GOOD: readonly FileState[] = ['accepted', 'deriving', 'ready'];

/**
 * Whether everything that came from a station in a span is safe: in the store, its digest proved, and judged good or
 * replaced by what is. The bytes of a rejected scan are kept too, but the card may hold its only whole copy.
 */
export async function readSafe(
  { records }: Pick<Parts, 'records'>,
  stationId: string,
  span: Span,
): Promise<SafeView> {
  const now = Date.now();
  return records.read(async (rows) => {
    const files = await filesOfStation(rows, stationId, { ...span, limit: MOST_FILES + 1 });
    const open = await unendedOfStation(rows, stationId, { ...span, limit: 100 });
    const todo = [
      ...(files.length > MOST_FILES ? [TOO_MANY] : []),
      ...sayOf(
        open.filter(({ state }) => state === 'receiving'),
        RECEIVING,
      ),
      ...sayOf(
        open.filter(({ state }) => state === 'refused'),
        REFUSED,
      ),
      ...sayOf(files.filter(isUnjudged), UNJUDGED),
      ...sayOf(
        files.filter((file) => file.state === 'failed' && !isReplaced(file)),
        FAILED,
      ),
      ...sayOf(files.filter(isUnreplaced), UNREPLACED),
      ...todoOfWatches(await readWatchViews(rows, stationId, now), span, now),
    ];
    return {
      isSafe: files.length > 0 && todo.length === 0,
      count: files.length,
      sizeBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      todo,
      files: files.slice(0, MOST_FILES).map(viewOf),
    };
  });
}

function isUnjudged({ state }: StationFile): boolean {
  return state === 'received' || state === 'checking';
}

/** Rejected, and nothing good came in its place. What was taken back nobody wants. */
function isUnreplaced(file: StationFile): boolean {
  const { state, undoneAt, surfaceState } = file;
  if (state !== 'rejected' || undoneAt !== null || surfaceState === 'suppressed') return false;
  return !isReplaced(file);
}

function isReplaced({ latestState }: StationFile): boolean {
  return latestState !== null && GOOD.includes(latestState);
}

function isCurrentScan({ id, latestId, state, undoneAt, surfaceState }: StationFile): boolean {
  return id === latestId && GOOD.includes(state) && undoneAt === null && surfaceState !== 'suppressed';
}

function fateOf({ id, latestId, undoneAt, surfaceState }: StationFile): SafeFile['fate'] {
  if (undoneAt !== null) return 'taken-back';
  if (surfaceState === 'suppressed') return 'left-out';
  return id === latestId ? null : 'replaced';
}

type Sentence = (names: string, count: number) => Message;

function sayOf(found: readonly Pick<StationFile, 'name' | 'reference'>[], say: Sentence): readonly Message[] {
  if (found.length === 0) return [];
  const named = found.slice(0, MOST_NAMED).map(({ name, reference }) => `${name} (${reference})`);
  const more = found.length - named.length;
  return [say(`${named.join(', ')}${more > 0 ? ` … +${more}` : ''}`, found.length)];
}

const RECEIVING: Sentence = (names) => ({
  en: `Still on its way: ${names}. Wait until it is in, or send it again.`,
  nl: `Nog onderweg: ${names}. Wacht tot alles binnen is, of stuur het nog eens.`,
});
const REFUSED: Sentence = (names) => ({
  en: `Arrived damaged: ${names}. Send the same file again.`,
  nl: `Beschadigd aangekomen: ${names}. Stuur hetzelfde bestand nog eens.`,
});
const UNJUDGED: Sentence = (names) => ({
  en: `Not checked yet: ${names}. Wait a moment.`,
  nl: `Nog niet gecontroleerd: ${names}. Wacht even.`,
});
const FAILED: Sentence = (names) => ({
  en: `Could not be checked: ${names}. Open the item and try again.`,
  nl: `Kon niet worden gecontroleerd: ${names}. Open het object en probeer het opnieuw.`,
});
const UNREPLACED: Sentence = (names) => ({
  en: `Rejected, and nothing good came in its place: ${names}. The card may hold the only whole copy: send it again from there, scan it again, or take it back.`,
  nl: `Afgekeurd, en er kwam niets goeds voor in de plaats: ${names}. Misschien staat de enige gave kopie op de kaart: stuur die nog eens, scan opnieuw, of neem de scan terug.`,
});
const TOO_MANY: Message = {
  en: `More than ${MOST_FILES} scans came in: ask for a shorter time.`,
  nl: `Er kwamen meer dan ${MOST_FILES} scans binnen: vraag een kortere tijd op.`,
};

function viewOf(file: StationFile): SafeFile {
  const { reference, name, version, state, sizeBytes, sha256, digestOrigin, createdAt: at } = file;
  const isCurrent = isCurrentScan(file);
  return {
    reference,
    name,
    version,
    state,
    sizeBytes,
    sha256,
    digestOrigin,
    isCurrent,
    at,
    fate: fateOf(file),
  };
}
