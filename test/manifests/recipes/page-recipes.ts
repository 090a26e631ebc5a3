import { type Recipe, range, sideId } from '../../fixtures/recipe.ts';

const leaf = (label: string) => ({ label: { none: [label] } });
const LEAVES = [leaf('1r'), leaf('1v'), leaf('2r'), leaf('2v'), leaf('3r'), leaf('3v')];

/** A side that is not shown: readers are told why. */
const hidden = (state: 'missing' | 'suppressed', shownAs: 'empty' | 'left-out') =>
  ({
    state,
    absence: {
      reason: 'Names a living person.',
      statement: { en: ['Not public until 2050.'], nl: ['Niet openbaar tot 2050.'] },
      shownAs,
      until: Date.UTC(2050, 0, 1),
    },
  }) as const;

/** Recipes that are about pages, how they stand to each other, and what they are put together of. */
export const PAGE_RECIPES: Readonly<Record<string, Recipe>> = {
  '0009-paged': { item: { kind: 'pamphlet' }, sides: LEAVES },
  '0009-openings': {
    item: { behavior: 'paged' },
    sides: LEAVES.map((side) => ({ ...side, behavior: 'facing-pages', scan: [4000, 3000] })),
  },
  '0024-table-of-contents': {
    item: {},
    sides: LEAVES,
    ranges: [
      range(1, { en: ['Letters'], nl: ['Brieven'] }, [
        1,
        range(2, { none: ['Kautsky'] }, [2, 3]),
        range(3, { none: ['Luxemburg'] }, [range(4, { none: ['Draft'] }, [3, 4]), 4]),
      ]),
      range(5, { en: ['Colour targets'] }, [6], 'no-nav'),
    ],
  },
  '0024-ranges-of-what-is-shown': {
    item: {},
    sides: [
      leaf('1r'),
      { ...leaf('1v'), ...hidden('suppressed', 'left-out') },
      { ...leaf('2r'), ...hidden('suppressed', 'empty') },
    ],
    ranges: [
      range(1, { none: ['All'] }, [1, 2, 3]),
      range(2, { none: ['Of nothing that is shown'] }, [2, range(3, { none: ['Nor this'] }, [2])]),
      range(4, { none: ['Empty'] }, []),
    ],
  },
  '0027-alternative-order': {
    item: {},
    sides: LEAVES.slice(0, 4),
    ranges: [
      range(1, { en: ['As it is bound'] }, [1, 2, 3, 4], 'sequence'),
      range(2, { en: ['As it was written'] }, [3, 4, 1, 2], 'sequence'),
      range(3, { en: ['A letter'] }, [range(4, { none: ['Not at the top'] }, [1], 'sequence')]),
    ],
  },
  '0031-bound-multivolume': {
    item: { behavior: 'paged' },
    sides: LEAVES,
    ranges: [
      range(1, { en: ['Table of contents'] }, [
        range(2, { nl: ['De Tribune, jaargang 1'] }, [1, 2]),
        range(3, { nl: ['De Tribune, jaargang 2'] }, [
          range(4, { nl: ['Januari'] }, [3, 4]),
          range(5, { nl: ['Februari'] }, [5, 6]),
        ]),
      ]),
    ],
  },
  '0033-choice': {
    item: { kind: 'poster' },
    sides: [
      { label: { en: ['Front'] } },
      { placement: { label: { en: ['Under ultraviolet'], nl: ['Onder ultraviolet'] } } },
      { placement: {}, scan: [1000, 1500] },
      { label: { en: ['Back'] } },
      { placement: { on: sideId(4), label: { en: ['Flap up'] } }, state: 'suppressed' },
    ],
    ranges: [range(1, { en: ['Front, in every light'] }, [1, 2, 3])],
  },
  '0035-foldouts': {
    item: { kind: 'pamphlet' },
    sides: [
      leaf('1r'),
      leaf('1v'),
      { ...leaf('map'), behavior: 'non-paged', scan: [6000, 3000] },
      { ...leaf('2v–3r'), behavior: 'facing-pages', scan: [4000, 3000] },
    ],
  },
  '0036-composition': {
    item: { kind: 'manuscript' },
    sides: [
      leaf('33v'),
      {
        placement: {
          as: 'part',
          label: { en: ['Miniature'] },
          region: { x: 500, y: 600, width: 400, height: 300 },
        },
        scan: [1600, 1200],
      },
      { ...leaf('34r'), canvasWidth: 2000, canvasHeight: 3000 },
      {
        placement: { on: sideId(3), as: 'part', region: { x: 1900, y: 0, width: 400, height: 300 } },
      },
    ],
  },
  '0036-sheets': {
    item: { kind: 'poster' },
    sides: [
      {},
      { placement: { as: 'part', region: { x: 2000, y: 0, width: 2000, height: 3000 } } },
      { state: 'missing', scan: null },
      { placement: { on: sideId(3), as: 'part', region: { x: 0, y: 0, width: 900, height: 700 } } },
      { placement: { on: sideId(3), as: 'part', region: { x: 0, y: 700, width: 900, height: 800 } } },
    ],
  },
  '0283-missing-image': {
    item: {},
    sides: [
      { ...leaf('1r'), scan: [1768, 2504] },
      { ...leaf('1v'), ...hidden('missing', 'empty'), scan: null },
      { ...leaf('2r'), ...hidden('suppressed', 'empty'), scan: [1792, 2456] },
      { ...leaf('2v'), ...hidden('suppressed', 'left-out') },
      { ...leaf('3r'), ...hidden('missing', 'left-out'), scan: null },
      { ...leaf('3v'), state: 'missing', scan: null },
      { ...leaf('4r'), scan: [1776, 2416] },
      { ...leaf('4v'), ...hidden('suppressed', 'empty'), canvasWidth: 1000, canvasHeight: 1500 },
    ],
  },
};
