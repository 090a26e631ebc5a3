import { useText } from '../language/language.tsx';
import { SidesGrid } from './sides-grid.tsx';
import type { DeskTools } from './use-desk.ts';

/** The pages of the item in their order, and what is done with those that are selected. */
export function SidesPanel({ desk }: { readonly desk: DeskTools }) {
  const text = useText();
  return (
    <section className="desk-sides" aria-label={text.desk.sides}>
      {desk.view.surfaces.length === 0 ? (
        <div className="desk-none">
          <h2>{text.desk.noSides}</h2>
          <p>{text.desk.noSidesLead}</p>
        </div>
      ) : (
        <SidesGrid desk={desk} />
      )}
    </section>
  );
}
