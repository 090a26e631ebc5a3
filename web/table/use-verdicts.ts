import { useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { Region } from '../../model/finding.ts';
import type { TableSide } from '../../model/table-view.ts';
import { type ApiError, api, asApiError } from '../api.ts';
import { sendUntilHeard } from './send-behind.ts';
import type { LiveTable } from './use-table.ts';
import {
  type Act,
  NO_VERDICTS,
  type Saying,
  undoingOf,
  type VerdictEvent,
  verdictsAfter,
  withVerdicts,
} from './verdicts.ts';

/** A key that the server did not agree with: the page is again what it was. */
export interface Refusal {
  readonly name: string;
  readonly error: ApiError;
}

/** What goes with a rejection. */
export interface Remarks {
  readonly region: Region | null;
  readonly note: string | null;
}

export interface Judging {
  /** The pages as they stand with what was judged here. */
  readonly sides: readonly TableSide[];
  readonly judge: (side: TableSide, saying: Saying, remarks: Remarks) => void;
  /** Takes the last verdict back. @returns the page that it was of; undefined if there is none. */
  readonly undo: () => string | undefined;
  /** The page whose verdict `undo` would take back. */
  readonly undoes: string | undefined;
  /** What was refused since the last key that was obeyed. */
  readonly refusals: readonly Refusal[];
  /** How many keys wait for a server that does not answer; 0 while it does. */
  readonly waiting: number;
}

const NO_REMARKS: Remarks = { region: null, note: null };

/** Verdicts that show at once and are sent behind, one after the other; what the server refuses is taken back. */
export function useVerdicts(all: readonly TableSide[], live: LiveTable): Judging {
  const [verdicts, happened] = useReducer(verdictsAfter, NO_VERDICTS);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [unsent, setUnsent] = useState(0);
  const [isStuck, setStuck] = useState(false);
  const sending = useRef<Promise<void>>(Promise.resolve());
  const refused = useRef(new Set<string>());
  const { turn } = live;
  useEffect(() => happened({ type: 'looked', turn }), [turn]);

  function send(act: Act, name: string, because: string, request: () => Promise<unknown>): void {
    const settle = (event: VerdictEvent) => {
      setUnsent((n) => n - 1);
      happened(event);
      live.lookSoon();
    };
    setUnsent((n) => n + 1);
    sending.current = sending.current.then(async () => {
      // What was never accepted needs no taking back.
      if (refused.current.has(act.id)) return settle({ type: 'refused', because, act });
      try {
        await sendUntilHeard(request, setStuck);
        settle({ type: 'agreed', because, turn: live.lastAsked() });
      } catch (thrown) {
        refused.current.add(act.id);
        setRefusals((earlier) => [...earlier, { name, error: asApiError(thrown) }]);
        settle({ type: 'refused', because, act });
      }
    });
  }
  function judge(side: TableSide, saying: Saying, given: Remarks): void {
    const before = { state: side.state, review: side.review };
    const { region, note } = saying.verdict === 'rejected' ? given : NO_REMARKS;
    const saw = { version: side.shown ?? 0, review: side.judged ?? 0 };
    const act: Act = { id: newActId(), sideId: side.id, ...saying, region, note, saw, before };
    setRefusals([]);
    happened({ type: 'judged', act });
    send(act, side.name, act.id, () => api.review(act));
  }
  const last = verdicts.acts.at(-1);
  function undo(): string | undefined {
    if (last === undefined) return undefined;
    const name = all.find(({ id }) => id === last.sideId)?.name ?? '';
    setRefusals([]);
    happened({ type: 'undone', act: last });
    send(last, name, undoingOf(last), () => api.undoReview(last.id));
    return last.sideId;
  }
  const sides = useMemo(() => withVerdicts(all, verdicts), [all, verdicts]);
  return { sides, judge, undo, undoes: last?.sideId, refusals, waiting: isStuck ? unsent : 0 };
}

/** A UUID of version 4: `crypto.randomUUID` is kept from pages that came over plain HTTP. */
function newActId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
