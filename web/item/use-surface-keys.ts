import type { KeyboardEvent, RefObject } from 'react';
import type { SurfaceView } from '../../model/views.ts';
import { stepOf } from './order.ts';

interface SurfaceKeys {
  readonly list: RefObject<HTMLElement | null>;
  readonly surfaces: readonly SurfaceView[];
  readonly chosenId: string | undefined;
  readonly editedId: string | undefined;
  readonly mayChange: boolean;
  readonly isRightToLeft: boolean;
  readonly choose: (id: string) => void;
  readonly focus: (id: string) => void;
  readonly edit: (id: string) => void;
  readonly move: (id: string, place: number) => void;
  readonly undo: () => void;
}

/** The keys of the grid: arrows, Home and End choose; with Alt they move; F2 labels; Ctrl+Z takes back. */
export function useSurfaceKeys(grid: SurfaceKeys): (event: KeyboardEvent) => void {
  return (event) => {
    const { chosenId: id } = grid;
    if (grid.editedId !== undefined || id === undefined) return;
    if (obey(event, id, grid)) event.preventDefault();
  };
}

function obey(event: KeyboardEvent, id: string, grid: SurfaceKeys): boolean {
  const at = grid.surfaces.findIndex((surface) => surface.id === id);
  const place = placeOf(event.key, at, grid);
  const isUndo = event.key === 'z' && (event.ctrlKey || event.metaKey);
  if (place !== undefined && event.altKey) grid.move(id, place);
  else if (place !== undefined) go(grid, place);
  else if (event.key === 'F2' && grid.mayChange) grid.edit(id);
  else if (isUndo) grid.undo();
  else return false;
  return true;
}

function placeOf(key: string, at: number, grid: SurfaceKeys): number | undefined {
  if (key === 'Home') return 0;
  if (key === 'End') return grid.surfaces.length - 1;
  const step = stepOf(key, columnsOf(grid.list.current), grid.isRightToLeft);
  return step === undefined ? undefined : at + step;
}

function go(grid: SurfaceKeys, place: number): void {
  const next = grid.surfaces[place];
  if (next === undefined) return;
  grid.choose(next.id);
  grid.focus(next.id);
}

/** How many cards stand in a row now. */
function columnsOf(list: HTMLElement | null): number {
  return list === null ? 1 : getComputedStyle(list).gridTemplateColumns.split(' ').length;
}
