import { useCallback, useState } from 'react';
import type { Region } from '../../model/finding.ts';
import type { TableSide } from '../../model/table-view.ts';

/** What will go with the next rejection of the chosen page. */
export interface Draft {
  readonly note: string;
  /** The box that was drawn; null where none was. */
  readonly region: Region | null;
  readonly write: (note: string) => void;
  readonly draw: (sideId: string, region: Region) => void;
  readonly clear: () => void;
}

const NOTHING = { sideId: undefined, note: '', region: null } as const;

/** A note and a box for one page: on another page they are gone. */
export function useDraft(chosen: TableSide | undefined): Draft {
  const [kept, keep] = useState<{
    readonly sideId: string | undefined;
    readonly note: string;
    readonly region: Region | null;
  }>(NOTHING);
  const sideId = chosen?.id;
  const { note, region } = kept.sideId === sideId ? kept : NOTHING;
  const draw = useCallback(
    (drawnOn: string, drawn: Region) =>
      keep((now) => ({ sideId: drawnOn, note: now.sideId === drawnOn ? now.note : '', region: drawn })),
    [],
  );
  const clear = useCallback(() => keep(NOTHING), []);
  return { note, region, draw, clear, write: (words) => keep({ sideId, note: words, region }) };
}
