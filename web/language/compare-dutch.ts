import type { Messages } from './messages.ts';

/** Alles over de kaarten die aan het eind van een dag worden vergeleken. */
export const compareDutch: Messages['compare'] = {
  another: 'Nog een map of kaart vergelijken',
  files: (n) => (n === 1 ? '1 bestand' : `${n} bestanden`),
  unnamed: 'De map',
  leaveOut: 'Weglaten',
  sendThem: 'Verstuur deze bestanden, en vergelijk deze map opnieuw.',
  absent: (n) =>
    n === 1
      ? '1 scan van deze dag staat in geen van de vergeleken mappen.'
      : `${n} scans van deze dag staan in geen van de vergeleken mappen.`,
  absentLead:
    'Was het de map van de kaart? Zijn er op deze dag meer kaarten of mappen gebruikt, vergelijk die dan ook: ze tellen bij elkaar op.',
  putAway:
    'In een map done staat wat al verstuurd is, dus dat bewijst niets. Kies de kaart, of de map waarin het opnameprogramma schrijft.',
};
