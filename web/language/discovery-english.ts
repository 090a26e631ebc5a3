/** Every sentence about what the world finds of an item. */
export const discoveryEnglish = {
  reasonHint: 'For your own log. Readers never see it.',
  statement: 'What readers are told',
  statementHint: 'Stands at every address of it, with the day. Leave it empty to say nothing of why.',
  movedTo: 'It turned out to be another item',
  movedToHint: 'The reference of that one, which must be published. Readers and harvesters are led there.',
  names: 'Names that never die',
  name: 'One more name',
  nameHint:
    'A handle, a DOI, an ARK or an older reference. It leads here for ever, and cannot be taken away.',
  addName: 'Add a name',
  csv: 'Addresses for the catalogue (CSV)',
};
