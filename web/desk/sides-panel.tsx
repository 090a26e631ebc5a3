import { useRef, useState } from 'react';
import { useText } from '../language/language.tsx';
import { AbsenceDialog } from './absence-dialog.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { PlacementDialog } from './placement-dialog.tsx';
import { SidesGrid } from './sides-grid.tsx';
import { CELL_SIZES, type CellSize, SidesToolbar } from './sides-toolbar.tsx';
import type { DeskTools } from './use-desk.ts';
import { useSides } from './use-sides.ts';

/** The pages of the item in their order, and what is done with those that are selected. */
export function SidesPanel({ desk }: { readonly desk: DeskTools }) {
  const text = useText();
  const tools = useSides(desk);
  const [size, setSize] = useState<CellSize>('medium');
  const section = useRef<HTMLElement>(null);
  const close = () => tools.open(undefined);
  if (desk.view.surfaces.length === 0)
    return (
      <section className="desk-sides" aria-label={text.desk.sides}>
        <div className="desk-none">
          <h2>{text.desk.noSides}</h2>
          <p>{text.desk.noSidesLead}</p>
        </div>
      </section>
    );
  return (
    <section ref={section} className="desk-sides" aria-label={text.desk.sides}>
      <SidesToolbar
        {...{ desk, tools, size, setSize }}
        toGrid={() => section.current?.querySelector<HTMLElement>('.desk-grid')?.focus()}
      />
      <SidesGrid desk={desk} tools={tools} cellPx={CELL_SIZES[size]} />
      {tools.dialog === 'move-to' && <MoveDialog desk={desk} tools={tools} close={close} />}
      {tools.dialog === 'absence' && <AbsenceDialog desk={desk} tools={tools} close={close} />}
      {tools.dialog === 'placement' && <PlacementDialog desk={desk} tools={tools} close={close} />}
      {tools.dialog === 'help' && <HelpDialog close={close} />}
    </section>
  );
}
