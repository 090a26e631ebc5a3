import { type RefObject, useCallback, useState } from 'react';
import type { Region } from '../../model/finding.ts';
import type { TableSide, TableView } from '../../model/table-view.ts';
import { useLanguage } from '../language/language.tsx';
import { LightTable } from './light-table.tsx';
import { Panes } from './panes.tsx';
import { panesOf } from './panes-of.ts';
import { type Place, pictureOf } from './pictures.ts';
import { verdictMark } from './verdict-panel.tsx';
import { type TableLook, withPerView } from './view.ts';

interface PagesProps {
  readonly table: TableView;
  readonly sides: readonly TableSide[];
  readonly chosen: TableSide;
  readonly look: TableLook;
  readonly setLook: (change: (look: TableLook) => TableLook) => void;
  readonly choose: (id: string) => void;
  readonly seen: RefObject<Region | null>;
}

/** The sheet, or one or two pages closely. */
export function Pages({ table, sides, chosen, look, setLook, choose, seen }: PagesProps) {
  const { text } = useLanguage();
  const [place, movedTo] = useState<Place>({ x: 0.5, y: 0.5 });
  const open = useCallback(
    (id: string) => {
      choose(id);
      setLook((now) => (now.perView === 1 ? { ...now, isLoupe: true } : withPerView(now, 1)));
    },
    [choose, setLook],
  );
  if (!look.isLoupe && look.beside === 'nothing')
    return (
      <LightTable
        key={look.perView}
        sides={sides}
        source={table}
        perView={look.perView}
        direction={table.viewingDirection}
        chosenId={chosen.id}
        label={text.table.pages}
        choose={choose}
        open={open}
        over={verdictMark}
      />
    );
  const next = sides[sides.indexOf(chosen) + 1];
  return (
    <Panes
      panes={panesOf(table, sides, { chosen, beside: look.beside, text })}
      {...{ sides, chosen, seen }}
      direction={table.viewingDirection}
      isLoupe={look.isLoupe}
      place={place}
      movedTo={movedTo}
      next={next && pictureOf(table, next, next.shown)}
      choose={choose}
      look={(to) => {
        movedTo(to);
        setLook((now) => ({ ...now, isLoupe: true }));
      }}
    />
  );
}
