import { type DragEvent, useState } from 'react';
import type { FileState } from '../../model/file-version.ts';
import type { ItemView, SurfaceView } from '../../model/views.ts';
import { useLanguage } from '../language/language.tsx';
import { InLanguage } from '../parts/in-language.tsx';
import { Thumbnail } from '../parts/thumbnail.tsx';
import { LabelEditor } from './label-editor.tsx';
import { nameOf } from './surface-name.ts';

/** What is dragged: a type of our own, so that files and surfaces are never taken for one another. */
const DRAGGED = 'application/x-recto-surface';

interface SurfaceCardProps {
  readonly surface: SurfaceView;
  /** Counted from 0. */
  readonly place: number;
  /** Among those that are shown, counted from 1: what it is called without a label. */
  readonly number: number;
  readonly total: number;
  readonly isChosen: boolean;
  readonly isEdited: boolean;
  readonly mayChange: boolean;
  readonly choose: () => void;
  readonly open: () => void;
  readonly edit: () => void;
  readonly endEdit: () => void;
  /** The same, for who has gone on to something else. */
  readonly leaveEdit: () => void;
  readonly move: (id: string, place: number) => void;
  readonly show: (item: ItemView) => void;
}

/** One side in the grid. One card at a time is in the tab order; arrows go from card to card. */
export function SurfaceCard(props: SurfaceCardProps) {
  const { surface, place, isEdited, mayChange } = props;
  const { text, language } = useLanguage();
  const drag = useDrag(props);
  const name = nameOf(surface, language);
  return (
    <li className={`surface-card surface-${conditionOf(surface)} ${drag.className}`} {...drag.listeners}>
      <button
        type="button"
        className="surface-open"
        data-surface={surface.id}
        tabIndex={props.isChosen ? 0 : -1}
        draggable={mayChange}
        aria-label={`${name}, ${text.surfaceAt(place + 1, props.total)}, ${stateWords(surface, text)}`}
        onFocus={props.choose}
        onClick={props.open}
        onDragStart={drag.start}
      >
        <Thumbnail url={surface.thumbnail ?? surface.versions[0]?.preview ?? null} />
      </button>
      {isEdited ? (
        <LabelEditor surface={surface} show={props.show} close={props.endEdit} left={props.leaveEdit} />
      ) : (
        <SurfaceCaption {...props} />
      )}
    </li>
  );
}

function SurfaceCaption({ surface, number, mayChange, edit }: SurfaceCardProps) {
  const { text, language } = useLanguage();
  return (
    <div className="surface-caption">
      <span className="surface-number">{surface.state === 'suppressed' ? '–' : number}</span>
      <span className="surface-words">
        <span className="surface-label">
          <InLanguage map={surface.label} otherwise={surface.name} />
        </span>
        <span className="surface-state">{stateWords(surface, text)}</span>
      </span>
      {mayChange && (
        <button
          type="button"
          className="small quiet"
          tabIndex={-1}
          title={`${text.editLabel} (F2)`}
          aria-label={`${text.editLabel}: ${nameOf(surface, language)}`}
          onClick={edit}
        >
          ✎
        </button>
      )}
    </div>
  );
}

function conditionOf({ versions, state: standing }: SurfaceView): 'ready' | 'stuck' | 'working' | 'out' {
  if (standing === 'suppressed') return 'out';
  const state = versions[0]?.state;
  if (state === 'rejected' || state === 'failed' || isToBeRescanned(standing, state)) return 'stuck';
  return state === 'ready' || state === undefined ? 'ready' : 'working';
}

/** Its scan is whole, but somebody asked for another; of a newer one that is under way or was rejected that is said. */
function isToBeRescanned(standing: SurfaceView['state'], newest: FileState | undefined): boolean {
  return standing === 'rescan_requested' && newest === 'ready';
}

function stateWords(surface: SurfaceView, text: ReturnType<typeof useLanguage>['text']): string {
  const newest = surface.versions[0];
  return newest === undefined ||
    surface.state === 'suppressed' ||
    isToBeRescanned(surface.state, newest.state)
    ? text.surfaceStates[surface.state]
    : text.fileStates[newest.state];
}

function useDrag({ surface, place, mayChange, move }: SurfaceCardProps) {
  const [isOver, setOver] = useState(false);
  const isOurs = (event: DragEvent) => mayChange && event.dataTransfer.types.includes(DRAGGED);
  return {
    className: isOver ? 'surface-over' : '',
    start(event: DragEvent): void {
      event.dataTransfer.setData(DRAGGED, surface.id);
      event.dataTransfer.effectAllowed = 'move';
    },
    listeners: {
      onDragOver(event: DragEvent): void {
        if (!isOurs(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop(event: DragEvent): void {
        setOver(false);
        if (!isOurs(event)) return;
        event.preventDefault();
        move(event.dataTransfer.getData(DRAGGED), place);
      },
    },
  };
}
