import type { Messages } from './messages.ts';

/** Wat publiceren in de weg staat en waar men overheen mag stappen. */
export const gatesDutch: Messages['gates'] = {
  missing: 'Wat ontbreekt:',
  reason: 'Waarom toch publiceren',
  reasonHint: 'Staat in het logboek, en bij de versie.',
  reasonHintReady: "Zonder reden wacht het ook op wat ontbreekt, en tot iemand de nieuwe pagina's goedkeurt.",
  overridden: 'Hoewel er iets ontbrak:',
};
