import { type RefObject, useCallback, useState } from 'react';
import type { Region } from '../../model/finding.ts';
import type { TableSide, TableView } from '../../model/table-view.ts';
import { useLanguage } from '../language/language.tsx';
import { DrawBox } from './draw-box.tsx';
import { LightTable } from './light-table.tsx';
import { Panes } from './panes.tsx';
import { panesOf } from './panes-of.ts';
import { type Picture, type Place, pictureOf } from './pictures.ts';
import { RegionBox } from './regions.tsx';
import type { Draft } from './use-draft.ts';
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
  readonly draft: Draft;
}

/** The sheet, or one or two pages closely. */
export function Pages({ table, sides, chosen, look, setLook, choose, seen, draft }: PagesProps) {
  const { text } = useLanguage();
  const [place, movedTo] = useState<Place>({ x: 0.5, y: 0.5 });
  const open = useCallback(
    (id: string) => {
      choose(id);
      setLook((now) => (now.perView === 1 ? { ...now, isLoupe: true } : withPerView(now, 1)));
    },
    [choose, setLook],
  );
  const { over, drawOn } = useDrawing({ chosen, look, draft });
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
        over={over}
      />
    );
  const next = sides[sides.indexOf(chosen) + 1];
  return (
    <Panes
      panes={panesOf(table, sides, { chosen, beside: look.beside, text })}
      {...{ sides, chosen, seen, drawOn }}
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

/** What lies over the pages: the verdict's sign, and what a box is drawn with. */
function useDrawing({ chosen, look, draft }: Pick<PagesProps, 'chosen' | 'look' | 'draft'>) {
  const { draw, region } = draft;
  const { isDrawing, isLoupe, perView } = look;
  const over = useCallback(
    (side: TableSide, picture: Picture) => (
      <>
        {verdictMark(side)}
        <DrawBox
          picture={picture}
          region={side.id === chosen.id ? region : null}
          isOn={isDrawing}
          drawn={(drawn) => draw(side.id, drawn)}
        />
      </>
    ),
    [chosen.id, region, isDrawing, draw],
  );
  // In the loupe dragging moves it, unless a box is to be drawn.
  const drawOn = (picture: Picture) =>
    isLoupe && !isDrawing ? (
      region && <RegionBox region={region} picture={picture} look="drawn" />
    ) : (
      <DrawBox picture={picture} region={region} isOn={isDrawing} drawn={(drawn) => draw(chosen.id, drawn)} />
    );
  // On a sheet of forty a page is too small to draw on, and each new function draws all of them again.
  return { over: perView === 40 ? verdictMark : over, drawOn };
}
