import { useCallback, useState, useSyncExternalStore } from 'react';
import type { RescanView } from '../../model/rescan.ts';
import { bareName } from '../uploads/bare-name.ts';
import type { Transfer } from '../uploads/transfer.ts';
import { uploadsOf } from '../uploads/uploads.ts';
import { nameFor, placeFile } from './place-file.ts';

/** A file whose name does not say that it is of the page. */
export interface Doubted {
  readonly file: File;
  readonly rescan: RescanView;
}

/** Sends files as new scans of the pages that their names say; asks where they do not. */
export interface Sending {
  readonly take: (files: readonly File[]) => void;
  /** What a person is to say yes or no to. */
  readonly doubted: Doubted | undefined;
  readonly agree: () => void;
  readonly disagree: () => void;
  /** Files that belong to no page on the list. */
  readonly homeless: readonly string[];
}

/** @param choose is told which page a file was taken for. */
export function useSending(
  rescans: readonly RescanView[],
  chosen: RescanView | undefined,
  choose: (surfaceId: string) => void,
): Sending {
  const [doubted, doubt] = useState<readonly Doubted[]>([]);
  const [homeless, setHomeless] = useState<readonly string[]>([]);
  const take = useCallback(
    (files: readonly File[]) => {
      const unsure: Doubted[] = [];
      const nowhere: string[] = [];
      for (const file of files) {
        // Of many files none is the chosen page's only because that one is chosen.
        const placed = placeFile(file.name, rescans, files.length === 1 ? chosen : undefined);
        if (placed === undefined) nowhere.push(file.name);
        else if (placed.isCertain) send(placed.rescan, file);
        else unsure.push({ file, rescan: placed.rescan });
        if (placed !== undefined) choose(placed.rescan.surfaceId);
      }
      doubt(unsure);
      setHomeless(nowhere);
    },
    [rescans, chosen, choose],
  );
  const [first, ...others] = doubted;
  return {
    take,
    homeless,
    doubted: first,
    agree() {
      if (first !== undefined) send(first.rescan, first.file);
      doubt(others);
    },
    disagree: () => doubt(others),
  };
}

/** Under the page's own name: so it is a new version of that page. */
function send(rescan: RescanView, file: File): void {
  const { type, lastModified } = file;
  const named = new File([file], nameFor(rescan, file.name), { type, lastModified });
  uploadsOf(rescan.item.id).add([named]);
}

/** What this page sends for a surface. */
export function useTransfers({ item, name }: RescanView): readonly Transfer[] {
  const { subscribe, transfers } = uploadsOf(item.id);
  const all = useSyncExternalStore(subscribe, transfers);
  return all.filter((transfer) => bareName(transfer.name) === name);
}
