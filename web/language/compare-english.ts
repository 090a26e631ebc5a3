/** What is said of the cards that are compared at the end of a day. */
export const compareEnglish = {
  another: 'Compare another folder or card',
  files: (n: number) => (n === 1 ? '1 file' : `${n} files`),
  unnamed: 'The folder',
  leaveOut: 'Leave it out',
  sendThem: 'Send these files, and compare this folder again.',
  absent: (n: number) =>
    n === 1
      ? '1 scan of this day is in none of the folders that were compared.'
      : `${n} scans of this day are in none of the folders that were compared.`,
  absentLead:
    'Was it the folder of the card? If the day filled more cards or folders, compare these too: they add up.',
  putAway:
    'In a folder done lies what the watch has sent already, so it proves nothing. Choose the card, or the folder that the capture program writes to.',
} as const;
