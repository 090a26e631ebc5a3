import type { StandProgress } from '../model/copy-stand.ts';
import type { FileState } from '../model/file-version.ts';
import type { Message } from '../model/finding.ts';
import type { SurfaceState } from '../model/surface.ts';
import { missingIn } from './missing-names.ts';
import { type NameRanges, nameRanges } from './name-ranges.ts';

/** A side of an item, as its completeness depends on it. */
export interface Side {
  readonly name: string;
  readonly state: SurfaceState;
  /** How its newest scan stands; null where none has come. */
  readonly file: FileState | null;
  /** What tells its newest scan from others, byte by byte; null or absent where there is none. */
  readonly digest?: string | null;
  /** That its newest scan may be the very one that is asked for again. */
  readonly isMeant?: boolean;
  /** Why its newest scan was rejected; undefined where it was not. */
  readonly reason?: Message | undefined;
}

/** Everything that decides whether an item is whole. */
export interface CaptureFacts {
  /** How many sides it should have; null where nobody has said. */
  readonly expected: number | null;
  readonly sides: readonly Side[];
  /** Names of files that are still being sent, and of those that came damaged. */
  readonly arriving: readonly string[];
  readonly refused: readonly string[];
  readonly target: 'none' | 'pass' | 'fail' | 'no-session';
}

/** How far the capture of an item is, whoever has said that it is finished. */
export type Completeness = Omit<StandProgress, 'finished'>;

const GOOD: readonly (FileState | null)[] = ['accepted', 'deriving', 'ready'];
const UNDER_WAY: readonly (FileState | null)[] = ['received', 'checking'];
/** More of one kind than this are counted. */
const MOST_NAMED = 5;
/** Names and ranges of names that are said of what is missing. */
const MOST_RANGES = 8;

/**
 * Whether every side of an item has a good scan, and else what is to be done. A side that was left out counts for
 * nothing; one of which it was said that the original lacks it counts as there.
 */
export function completenessOf(facts: CaptureFacts): Completeness {
  const sides = facts.sides.filter(({ state }) => state !== 'suppressed');
  const there = sides.filter(isThere);
  const isListed = sides.some((side) => side.file === null && side.state !== 'missing');
  const expected = facts.expected ?? (isListed ? sides.length : null);
  const twice = sameFiles(there);
  // Of one file under two names one side at most was scanned.
  const received = there.length - twice.length;
  const open = sides.filter((side) => !isThere(side));
  const empty = open.filter(({ file }) => file === null).map(({ name }) => name);
  const come = sides.filter(({ file, state }) => file !== null || state === 'missing');
  const wanted = expected === null ? null : Math.max(0, expected - come.length - empty.length);
  const names = sides.map(({ name }) => name);
  const gaps = wanted === 0 ? [] : missingIn(names, wanted);
  const missing = [...empty, ...gaps];
  const missingCount = wanted === null ? (gaps.length > 0 ? missing.length : null) : empty.length + wanted;
  const said = nameRanges(missing, names, MOST_RANGES);
  const missingMore = Math.max(missing.length, missingCount ?? 0) - said.count;
  const known = { received, expected, missing, missingCount, missingRanges: said.ranges, missingMore };
  const todo = [
    ...nothingYet(sides),
    ...missingSentence(said, missingMore, missingCount),
    ...(expected === null && sides.length > 0 ? [NOBODY_COUNTED] : []),
    ...tooMany(come.length + empty.length, expected),
    ...twice.slice(0, MOST_NAMED).map(sameFileSentence),
    ...rejected(open),
    ...failed(open),
    ...askedAgain(open),
    ...stillWorking(open, facts.arriving),
    ...damaged(facts.refused),
    ...(facts.target === 'fail' ? [TARGET_FAILED] : []),
  ];
  return { ...known, todo, warnings: warningsOf(facts.target) };
}

function isThere({ state, file, isMeant = false }: Side): boolean {
  if (state === 'missing') return true;
  if (!GOOD.includes(file)) return false;
  // The scan that will not do is still there; one that has come since is not ready yet.
  return state !== 'rescan_requested' || (file !== 'ready' && !isMeant);
}

/** Names of sides whose scan is the very file of another side, and of that other. */
function sameFiles(there: readonly Side[]): readonly (readonly [string, string])[] {
  const first = new Map<string, string>();
  const found: [string, string][] = [];
  for (const { name, digest } of there) {
    if (!digest) continue;
    const other = first.get(digest);
    if (other === undefined) first.set(digest, name);
    else found.push([other, name]);
  }
  return found;
}

function sameFileSentence([one, other]: readonly [string, string]): Message {
  return {
    en: `${one} and ${other} are the very same file, so one of the two sides was not scanned. Scan that one under its name, or take it back.`,
    nl: `${one} en ${other} zijn precies hetzelfde bestand, dus één van beide zijden is niet gescand. Scan die onder haar naam, of neem haar terug.`,
  };
}

const NOBODY_COUNTED: Message = {
  en: 'Nobody has said how many sides it has. Count them and type the number, so that a missing one is seen.',
  nl: 'Niemand heeft gezegd hoeveel zijden het heeft. Tel ze en typ het aantal, zodat een ontbrekende opvalt.',
};

const TARGET_FAILED: Message = {
  en: 'The target scan of this session failed. Set the station right and scan the target again.',
  nl: 'De target-scan van deze sessie is afgekeurd. Stel het station bij en scan de target opnieuw.',
};

function warningsOf(target: CaptureFacts['target']): readonly Message[] {
  if (target === 'no-session')
    return [
      {
        en: 'No session is open at this station: nobody will know who scanned this, and with what.',
        nl: 'Er is geen sessie open op dit station: niemand weet straks wie dit scande, en waarmee.',
      },
    ];
  if (target === 'none')
    return [
      {
        en: 'No target has been scanned in this session yet.',
        nl: 'In deze sessie is nog geen target gescand.',
      },
    ];
  return [];
}

function nothingYet(sides: readonly Side[]): readonly Message[] {
  if (sides.length > 0) return [];
  return [{ en: 'No scan has come in yet.', nl: 'Er is nog geen scan binnengekomen.' }];
}

function missingSentence(
  { ranges, count: named }: NameRanges,
  more: number,
  count: number | null,
): readonly Message[] {
  if (count === null || count === 0) return [];
  const said = ranges.join(', ');
  const en = `${count === 1 ? '1 side is' : `${count} sides are`} missing`;
  const nl = `Er ${count === 1 ? 'ontbreekt 1 zijde' : `ontbreken ${count} zijden`}`;
  if (named + more > count)
    return [
      {
        en: `${en}, and there are more gaps than that: ${said}${more > 0 ? ` and ${more} more` : ''}. Look which of them is one, or correct the number of sides.`,
        nl: `${nl}, en er zijn meer gaten dan dat: ${said}${more > 0 ? ` en nog ${more}` : ''}. Kijk welke er een is, of verbeter het aantal zijden.`,
      },
    ];
  const names = ranges.length === 0 ? '' : `: ${said}`;
  const [others, andere] = names === '' || more === 0 ? ['', ''] : [` and ${more} more`, ` en nog ${more}`];
  return [
    {
      en: `${en}${names}${others}. Scan ${count === 1 ? 'it' : 'them'}.`,
      nl: `${nl}${names}${andere}. Scan ${count === 1 ? 'die' : 'ze'} alsnog.`,
    },
  ];
}

function tooMany(count: number, expected: number | null): readonly Message[] {
  if (expected === null || count <= expected) return [];
  return [
    {
      en: `${count} sides for ${expected} expected. Take back what does not belong here, or correct the number.`,
      nl: `${count} zijden, terwijl er ${expected} verwacht worden. Neem terug wat hier niet hoort, of verbeter het aantal.`,
    },
  ];
}

function rejected(open: readonly Side[]): readonly Message[] {
  const found = open.filter(({ file }) => file === 'rejected');
  const named = found.slice(0, MOST_NAMED).map(({ name, reason }): Message => {
    const again = { en: 'Scan it again.', nl: 'Scan deze opnieuw.' };
    return {
      en: `${name} was rejected. ${(reason ?? again).en}`,
      nl: `${name} is afgekeurd. ${(reason ?? again).nl}`,
    };
  });
  const more = found.length - named.length;
  if (more <= 0) return named;
  return [...named, { en: `${more} more were rejected.`, nl: `Nog ${more} zijn afgekeurd.` }];
}

function failed(open: readonly Side[]): readonly Message[] {
  const names = open.filter(({ file }) => file === 'failed').map(({ name }) => name);
  if (names.length === 0) return [];
  const said = listed(names, names.length);
  return [
    {
      en: `${said} could not be checked. That is our fault, not the scan’s: open the item and try again.`,
      nl: `${said} kon niet worden gecontroleerd. Dat ligt aan ons, niet aan de scan: open het object en probeer het opnieuw.`,
    },
  ];
}

function askedAgain(open: readonly Side[]): readonly Message[] {
  const names = open
    .filter(({ state, file }) => state === 'rescan_requested' && GOOD.includes(file))
    .map(({ name }) => name);
  if (names.length === 0) return [];
  const said = listed(names, names.length);
  return [{ en: `To be scanned again: ${said}.`, nl: `Opnieuw te scannen: ${said}.` }];
}

function stillWorking(open: readonly Side[], arriving: readonly string[]): readonly Message[] {
  const checking = open.filter(({ file }) => UNDER_WAY.includes(file)).map(({ name }) => name);
  const said = [...checking, ...arriving];
  if (said.length === 0) return [];
  const names = listed(said, said.length);
  return [
    { en: `Still coming in or being checked: ${names}.`, nl: `Nog onderweg of in controle: ${names}.` },
  ];
}

function damaged(refused: readonly string[]): readonly Message[] {
  if (refused.length === 0) return [];
  const names = listed(refused, refused.length);
  return [
    {
      en: `Arrived damaged: ${names}. Send the same file again.`,
      nl: `Beschadigd aangekomen: ${names}. Stuur hetzelfde bestand nog eens.`,
    },
  ];
}

/** The first names, and how many there are beside them: `0017, 0018 …+3`. */
function listed(names: readonly string[], count: number): string {
  const shown = names.slice(0, 2 * MOST_NAMED);
  const more = count - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` … +${more}` : ''}`;
}
