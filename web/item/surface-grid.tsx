import { useRef, useState } from 'react';
import type { SurfaceView } from '../../model/views.ts';
import { useLanguage } from '../language/language.tsx';
import { SurfaceCard } from './surface-card.tsx';
import { nameOf } from './surface-name.ts';
import type { LiveItem } from './use-item.ts';
import type { Ordering } from './use-order.ts';
import { useSurfaceKeys } from './use-surface-keys.ts';

interface SurfaceGridProps {
  readonly surfaces: readonly SurfaceView[];
  readonly ordering: Ordering;
  readonly mayChange: boolean;
  readonly live: LiveItem;
  readonly open: (id: string) => void;
}

/** The sides as cards, one of them chosen. What is moved is said aloud. */
export function SurfaceGrid({ surfaces, ordering, mayChange, live, open }: SurfaceGridProps) {
  const { text } = useLanguage();
  const grid = useGrid({ surfaces, ordering, mayChange });
  const isRightToLeft = live.item?.viewingDirection === 'right-to-left';
  const press = useSurfaceKeys({ ...grid, surfaces, mayChange, isRightToLeft });
  const numbers = surfaces.map((_, at) => surfaces.slice(0, at + 1).filter(isShown).length);
  return (
    <>
      {mayChange && <p className="hint">{text.surfacesHint}</p>}
      <ol ref={grid.list} className="surface-grid" dir={isRightToLeft ? 'rtl' : 'ltr'} onKeyDown={press}>
        {surfaces.map((surface, at) => (
          <SurfaceCard
            key={surface.id}
            surface={surface}
            place={at}
            number={numbers[at] ?? 0}
            total={surfaces.length}
            isChosen={surface.id === grid.chosenId}
            isEdited={surface.id === grid.editedId}
            mayChange={mayChange}
            choose={() => grid.choose(surface.id)}
            open={() => open(surface.id)}
            edit={() => grid.edit(surface.id)}
            endEdit={() => {
              grid.edit(undefined);
              grid.focus(surface.id);
            }}
            leaveEdit={() => grid.edit((edited) => (edited === surface.id ? undefined : edited))}
            move={grid.move}
            show={live.show}
          />
        ))}
      </ol>
      <p className="visually-hidden" aria-live="assertive">
        {grid.said}
      </p>
    </>
  );
}

function isShown({ state }: SurfaceView): boolean {
  return state !== 'suppressed';
}

/** Which card is chosen and which is being labelled, and how to move one. */
function useGrid({
  surfaces,
  ordering,
  mayChange,
}: Pick<SurfaceGridProps, 'surfaces' | 'ordering' | 'mayChange'>) {
  const { text, language } = useLanguage();
  const list = useRef<HTMLOListElement>(null);
  const [wantedId, choose] = useState<string>();
  const [editedId, edit] = useState<string>();
  const [said, say] = useState('');
  const chosenId = surfaces.some(({ id }) => id === wantedId) ? wantedId : surfaces[0]?.id;

  function focus(id: string): void {
    requestAnimationFrame(() => {
      list.current?.querySelector<HTMLElement>(`[data-surface="${id}"]`)?.focus();
    });
  }
  function move(id: string, place: number): void {
    const surface = surfaces.find((other) => other.id === id);
    if (surface === undefined || !mayChange) return;
    const to = Math.max(0, Math.min(surfaces.length - 1, place));
    ordering.move(id, to);
    choose(id);
    say(text.movedTo(nameOf(surface, language), to + 1, surfaces.length));
    focus(id);
  }
  function undo(): void {
    if (!ordering.canUndo) return;
    ordering.undo();
    say(text.orderUndone);
  }
  return { list, chosenId, choose, editedId, edit, said, focus, move, undo };
}
