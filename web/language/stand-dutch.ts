import type { Messages } from './messages.ts';

/** The same in Dutch. */
export const standDutch: Messages['stand'] = {
  original: 'Het origineel',
  handlingNotes: 'Aanwijzingen bij het hanteren',
  handlingNotesHint: 'Groot in beeld bij de reprotafel: kwetsbaar, losse bladen, niet verder openen dan 90°.',
  expectedCount: 'Aantal zijden',
  widthCm: 'Breedte (cm)',
  heightCm: 'Hoogte (cm)',
  sides: (n) => (n === 1 ? '1 zijde' : `${n} zijden`),
};
