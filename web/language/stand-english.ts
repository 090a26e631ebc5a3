/** Every sentence of the copy stand, and of originals. */
export const standEnglish = {
  original: 'The original',
  handlingNotes: 'Handling notes',
  handlingNotesHint: 'Shown large at the copy stand: fragile, loose leaves, do not open beyond 90°.',
  expectedCount: 'How many sides',
  widthCm: 'Width (cm)',
  heightCm: 'Height (cm)',
  sides: (n: number) => (n === 1 ? '1 side' : `${n} sides`),
} as const;
