import type { Messages } from './messages.ts';

/** Alles wat wordt gezegd over wat de wereld van een item vindt. */
export const discoveryDutch: Messages['discovery'] = {
  reasonHint: 'Voor het eigen logboek. Lezers zien dit nooit.',
  statement: 'Wat lezers te horen krijgen',
  statementHint: 'Staat op elk adres van het item, met de dag. Laat het leeg om niet te zeggen waarom.',
  movedTo: 'Het bleek een ander item te zijn',
  movedToHint:
    'De referentie van dat item, dat gepubliceerd moet zijn. Lezers en harvesters worden daarheen geleid.',
  names: 'Namen die blijven',
  name: 'Nog een naam',
  nameHint:
    'Een handle, een DOI, een ARK of een oudere referentie. Die leidt voor altijd hierheen en kan niet worden weggehaald.',
  addName: 'Naam toevoegen',
  csv: 'Adressen voor de catalogus (CSV)',
};
