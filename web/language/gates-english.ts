/** What stands in the way of publishing and may be overridden. */
export const gatesEnglish = {
  missing: 'Missing:',
  reason: 'Why publish it all the same',
  reasonHint: 'Stands in the trail, and with the revision.',
  reasonHintReady:
    'Without a reason it also waits for what is missing, and for somebody to pass the new pages.',
  overridden: 'In spite of what was missing:',
};
