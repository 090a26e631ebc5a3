import type { RescanView } from '../../model/rescan.ts';
import { bareName } from '../uploads/bare-name.ts';

/** The page that a file is taken for, and whether its name says so: otherwise a person is asked. */
export interface Placed {
  readonly rescan: RescanView;
  readonly isCertain: boolean;
}

/**
 * The page on the list that a file is a scan of: the one of its name, the chosen one first where several items have
 * such a page; else the chosen one, which its name does not say. undefined where there is neither.
 */
export function placeFile(
  fileName: string,
  rescans: readonly RescanView[],
  chosen: RescanView | undefined,
): Placed | undefined {
  const name = bareName(fileName);
  if (chosen?.name === name) return { rescan: chosen, isCertain: true };
  const [named, another] = rescans.filter((rescan) => rescan.name === name);
  if (named !== undefined && another === undefined) return { rescan: named, isCertain: true };
  return chosen && { rescan: chosen, isCertain: false };
}

/** What a file is called when it is sent as the scan of a page: the page's name, with the ending that it has. */
export function nameFor(rescan: Pick<RescanView, 'name'>, fileName: string): string {
  const dot = fileName.lastIndexOf('.');
  return rescan.name + (dot > 0 ? fileName.slice(dot) : '');
}
