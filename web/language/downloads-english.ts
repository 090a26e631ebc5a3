/** Every sentence about files to take away. */
export const downloadsEnglish = {
  title: 'Files to take away',
  kinds: { pdf: 'PDF', zip: 'Images (ZIP)' },
  notPublished: 'They are made once the item is published.',
  never: 'There is none of this revision.',
  makeNow: 'Make now',
  again: 'Try again',
  waits: (n: number) =>
    n === 0
      ? 'It is the next that is made.'
      : n === 1
        ? 'One file is made before it.'
        : `${n} files are made before it.`,
  page: (done: number, total: number) => `Page ${done} of ${total}`,
  failed: (why: string) => `It could not be made. ${why}`,
  open: (size: string) => `Open (${size})`,
  notNamed: 'Readers find it by its address alone: the published manifest does not name it.',
  offer: 'Offered to readers',
  isUsual: (kind: string) => `As is usual for: ${kind}.`,
  asUsual: (kind: string) => `Back to what is usual for: ${kind}`,
  fromNextRevision: 'Counts from the next revision on: publish again.',
};
