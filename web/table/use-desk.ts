import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { Region } from '../../model/finding.ts';
import type { TableSide, TableView } from '../../model/table-view.ts';
import { useLanguage } from '../language/language.tsx';
import { useSearch } from '../router.tsx';
import { isBare } from './keys.ts';
import { nameOfSide } from './names.ts';
import { othersOf } from './pictures.ts';
import { useDraft } from './use-draft.ts';
import type { LiveTable } from './use-table.ts';
import { type Judging, type Remarks, useVerdicts } from './use-verdicts.ts';
import { canJudge, type Saying, sayingOf } from './verdicts.ts';
import { chosenOf, FIRST_LOOK, lookAfter, sidesOf, type TableLook } from './view.ts';

/** Everything that is known and can be done at the table. */
export function useDesk(table: TableView, live: LiveTable) {
  const [look, setLook] = useState<TableLook>(FIRST_LOOK);
  // Whoever comes from a finding begins at its page.
  const asked = useSearch().get('page') ?? undefined;
  const [chosenId, choose] = useState(asked);
  const seen = useRef<Region | null>(null);
  const judging = useVerdicts(table.sides, live);
  const { sides: all } = judging;
  const sides = useMemo(() => sidesOf(all, look), [all, look]);
  const chosen = chosenOf(all, sides, chosenId);
  const older = chosen === undefined ? 0 : othersOf(chosen).length;
  const draft = useDraft(chosen);
  const note = useRef<HTMLInputElement>(null);
  const remarksNow = () => ({ region: draft.region ?? seen.current, note: draft.note.trim() || null });
  const acting = useActing({ judging, sides, chosen, choose, remarksNow, judged: draft.clear });

  /** Keys for what goes with a rejection. @returns whether it was one. */
  function remarks(key: string): boolean {
    if (key === 'Escape' && draft.region !== null) draft.clear();
    else if (key.toLowerCase() === 'n') note.current?.focus();
    else return false;
    return true;
  }

  /** @returns whether the key was one of the table's. */
  function obey(event: KeyboardEvent): boolean {
    if (event.target instanceof HTMLInputElement) return false;
    if (isUndo(event)) {
      acting.undo();
      return true;
    }
    // Shift is needed for + on many keyboards; a button that has the focus answers to Enter itself.
    if (!(isBare(event) || event.key === '+') || isForButton(event)) return false;
    const saying = sayingOf(event.key);
    if (saying === undefined) return remarks(event.key) || lookBy(event.key);
    // A key that is held down would judge pages that nobody has seen.
    if (!event.repeat) acting.judge(saying);
    return true;
  }
  function lookBy(key: string): boolean {
    const next = lookAfter(key, look, older);
    if (next !== undefined) setLook(next);
    return next !== undefined;
  }
  return { ...judging, ...acting, all, sides, chosen, choose, look, setLook, older, seen, draft, note, obey };
}

function isUndo({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'z' && (ctrlKey || metaKey);
}

function isForButton({ key, target }: KeyboardEvent): boolean {
  return key === 'Enter' && target instanceof Element && target.closest('a, button, summary') !== null;
}

interface ActingOn {
  readonly judging: Judging;
  readonly sides: readonly TableSide[];
  readonly chosen: TableSide | undefined;
  readonly choose: (id: string) => void;
  /** What was drawn and written, else what of the page the loupe shows now. */
  readonly remarksNow: () => Remarks;
  readonly judged: () => void;
}

/** Judges the chosen page and goes on to the next at once; goes back to the page whose verdict is taken back. */
function useActing({ judging, sides, chosen, choose, remarksNow, judged }: ActingOn) {
  const { text, language } = useLanguage();
  const [said, say] = useState('');

  function judge(saying: Saying): void {
    if (chosen === undefined) return;
    if (!canJudge(chosen)) {
      say(text.table.nothingToJudge);
      return;
    }
    judging.judge(chosen, saying, remarksNow());
    judged();
    const why = saying.reason === null ? [] : [text.table.reasons[saying.reason]];
    say([nameOfSide(chosen, language), text.table.saidOf[saying.verdict], ...why].join(', '));
    choose(sides[sides.indexOf(chosen) + 1]?.id ?? chosen.id);
  }
  function undo(): void {
    const id = judging.undo();
    const side = judging.sides.find((one) => one.id === id);
    if (side === undefined) return;
    say(text.table.tookBack(nameOfSide(side, language)));
    choose(side.id);
  }
  return { judge, undo, said };
}
