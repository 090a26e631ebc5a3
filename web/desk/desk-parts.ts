import type { DeskPatch, DeskView } from '../../model/desk.ts';

/**
 * What a tab of the desk is given, and all that it needs: it shows `view`, and says with `change` what a person wants
 * otherwise. It sends nothing itself, keeps no copy of the item, and knows nothing of saving, undoing or other people:
 * after `change` it is drawn again with the new `view`, at once.
 *
 * ```tsx
 * export function LabelsPanel({ view, selected, mayChange, change }: DeskParts) {
 *   const { text } = useLanguage();
 *   const cover = () =>
 *     change({ labels: { [selected[0]]: { en: ['Cover'] } } }, text.labels.changed(1));
 *   …
 * }
 * ```
 *
 * A tab is a line in `tabs.ts`.
 */
export interface DeskParts {
  /**
   * The item as it is shown now: what the server has with everything on top that was done here. `surfaces` are in their
   * order, and a side that did not change is the same object as before, so that parts of a list can be memoised.
   * `images` is an address of this page: `{images}/{surface}~{version}`.
   */
  readonly view: DeskView;
  /** Whether this person may change it. Without it everything is shown and nothing can be pressed. */
  readonly mayChange: boolean;
  /** Ids of the sides that are selected, in the order of the item. Often one: that in the centre; empty where there are none. */
  readonly selected: readonly string[];
  /** Selects these, in any order, and shows the first of them in the centre unless one of them is there already. */
  readonly choose: (ids: readonly string[]) => void;
  /** Id of the side in the centre; undefined where there are no sides. */
  readonly chosen: string | undefined;
  /**
   * Changes the item: shown at once, one step to undo, sent behind. Name only what is to be otherwise, for what is not
   * named may be changed by somebody else at the same time; a whole field (`description.metadata`, `ranges`) counts as
   * one thing. While somebody types call it when they pause or leave the field, not at every key: each call is a step.
   *
   * @param words what the step is called on the button that undoes it: `Label 12 pages`.
   */
  readonly change: (patch: DeskPatch, words: string) => void;
  /** Reads a sentence out to who cannot see it: what was done, how many there are. */
  readonly say: (words: string) => void;
}
