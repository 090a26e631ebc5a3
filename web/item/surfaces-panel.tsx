import { useState } from 'react';
import type { ItemView } from '../../model/views.ts';
import { useLanguage } from '../language/language.tsx';
import { Problem } from '../parts/problem.tsx';
import { useMay } from '../session.tsx';
import { SurfaceDialog } from './surface-dialog.tsx';
import { SurfaceGrid } from './surface-grid.tsx';
import type { LiveItem } from './use-item.ts';
import { type Ordering, useOrder } from './use-order.ts';

/** The sides of an item in their order: looked at, moved, labelled, opened. */
export function SurfacesPanel({ item, live }: { readonly item: ItemView; readonly live: LiveItem }) {
  const { text } = useLanguage();
  const ordering = useOrder(item, live.show, live.look);
  const mayChange = useMay('curator');
  const [openId, setOpenId] = useState<string>();
  const byId = new Map(item.surfaces.map((surface) => [surface.id, surface]));
  const surfaces = ordering.ids.flatMap((id) => byId.get(id) ?? []);
  return (
    <section aria-labelledby="surfaces-title" className="surfaces">
      <div className="section-head">
        <h2 id="surfaces-title">{text.surfaces}</h2>
        {mayChange && ordering.canUndo && (
          <button type="button" className="small" onClick={ordering.undo}>
            {text.undo}
          </button>
        )}
      </div>
      <OrderProblem ordering={ordering} />
      {surfaces.length === 0 ? (
        <p className="hint">{text.noSurfaces}</p>
      ) : (
        <SurfaceGrid {...{ surfaces, ordering, mayChange, live }} open={setOpenId} />
      )}
      {openId !== undefined && (
        <SurfaceDialog
          surfaces={surfaces}
          openId={openId}
          go={setOpenId}
          move={mayChange ? ordering.move : undefined}
          show={live.show}
          close={() => setOpenId(undefined)}
        />
      )}
    </section>
  );
}

function OrderProblem({ ordering }: { readonly ordering: Ordering }) {
  const { text } = useLanguage();
  if (ordering.rejected === undefined) return <Problem error={ordering.error} />;
  return (
    <div className="banner" role="alert">
      <p>{text.orderConflict}</p>
      <button type="button" onClick={ordering.keepMine}>
        {text.keepMyOrder}
      </button>
    </div>
  );
}
