import type { Messages } from './messages.ts';

/** Alles over de steekproeven van een levering in het Nederlands. */
export const samplesDutch: Messages['samples'] = {
  title: 'Steekproeven',
  none: 'Uit deze levering is nog geen steekproef getrokken.',
  percent: 'Deel van de bestanden (%)',
  perMille: 'Toegestane fouten (‰)',
  seed: 'Beginwaarde',
  seedHint:
    'Laat leeg voor een nieuwe trekking. Met de beginwaarde van een eerdere wordt precies die opnieuw getrokken.',
  draw: 'Steekproef trekken',
  drawAnother: 'Nog een steekproef trekken',
  drawnAs: (percent, perMille) => `${percent} % van de bestanden, ${perMille} ‰ toegestaan`,
  drawnOf: (items, ofItems, files, ofFiles) =>
    `${items} van ${ofItems} inventarisnummers, ${files} van ${ofFiles} bestanden`,
  by: (name, date) => `${name}, ${date}`,
  seedIs: 'Beginwaarde',
  drawn: 'Getrokken inventarisnummers',
  looked: (n, total) => `${n} van ${total} bestanden bekeken of ontbrekend`,
  lookedOf: (n, total) => `${n} van ${total}`,
  defects: (n) => (n === 1 ? '1 fout' : `${n} fouten`),
  settle: 'Steekproef vaststellen',
  settleLead:
    'De aantallen en de uitkomst worden bewaard zoals ze nu zijn. Over de levering zelf oordeelt u daarna nog.',
  notYet: 'Vaststellen kan zodra er genoeg bestanden bekeken zijn om zeker te zijn van de uitkomst.',
  settledOn: (name, date) => `Vastgesteld door ${name}, ${date}`,
};
