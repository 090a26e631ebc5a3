/** Every sentence about the samples of a delivery. */
export const samplesEnglish = {
  title: 'Samples',
  none: 'No sample was drawn from this delivery yet.',
  percent: 'Part of the files (%)',
  perMille: 'Defects tolerated (‰)',
  seed: 'Seed',
  seedHint: 'Leave it empty for a new draw. With the seed of an earlier one exactly that is drawn again.',
  draw: 'Draw a sample',
  drawAnother: 'Draw another sample',
  drawnAs: (percent: string, perMille: string) => `${percent} % of the files, ${perMille} ‰ tolerated`,
  drawnOf: (items: number, ofItems: number, files: number, ofFiles: number) =>
    `${items} of ${ofItems} inventory numbers, ${files} of ${ofFiles} files`,
  by: (name: string, date: string) => `${name}, ${date}`,
  seedIs: 'Seed',
  drawn: 'Inventory numbers drawn',
  looked: (n: number, total: number) => `${n} of ${total} files looked at or missing`,
  lookedOf: (n: number, total: number) => `${n} of ${total}`,
  defects: (n: number) => (n === 1 ? '1 defect' : `${n} defects`),
  settle: 'Settle the sample',
  settleLead:
    'The counts and the outcome are kept as they are now. The delivery itself still gets its verdict from you.',
  notYet: 'It can be settled as soon as enough files were looked at for the outcome to be certain.',
  settledOn: (name: string, date: string) => `Settled by ${name}, ${date}`,
} as const;
