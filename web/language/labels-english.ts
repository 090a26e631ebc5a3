/** What the tab where pages are labelled says. */
export const labelsEnglish = {
  title: 'Labels',
  which: 'Which pages',
  scopes: { 'from-here': 'From the chosen page on', selected: 'The selected pages', all: 'All pages' },
  bare: 'Leave out pages that have a name, like covers',
  typed: 'First label, and for how many pages',
  hint: 'For example 1r x40, or several: cover; i x12; 1r x40 skip 13; [14r] x2; - x8; folios. Enter applies it.',
  apply: 'Apply',
  changes: (changed: number, standing: number) =>
    `${changed === 1 ? '1 label changes' : `${changed} labels change`}${standing === 0 ? '' : `, ${standing} of them stood there already`}.`,
  noChange: 'No label changes.',
  none: 'There are no pages to label. Select some on the left, or take all.',
  preview: 'What changes',
  noLabel: 'no label',
  more: (n: number) => `and ${n} more`,
  applied: (n: number) => (n === 1 ? 'Label 1 page' : `Label ${n} pages`),
};
