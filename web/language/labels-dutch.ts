import type { labelsEnglish } from './labels-english.ts';

export const labelsDutch = {
  title: 'Labels',
  which: 'Welke pagina’s',
  scopes: {
    'from-here': 'Vanaf de gekozen pagina',
    selected: 'De geselecteerde pagina’s',
    all: 'Alle pagina’s',
  },
  bare: 'Sla pagina’s over die een naam hebben, zoals omslagen',
  typed: 'Eerste label, en voor hoeveel pagina’s',
  hint: 'Bijvoorbeeld 1r x40, of meer: omslag; i x12; 1r x40 zonder 13; [14r] x2; - x8; folio’s. Enter past het toe.',
  apply: 'Pas toe',
  changes: (changed: number, standing: number) =>
    `${changed === 1 ? '1 label verandert' : `${changed} labels veranderen`}${standing === 0 ? '' : `, waarvan er ${standing} al iets hadden`}.`,
  noChange: 'Er verandert geen label.',
  none: 'Er zijn geen pagina’s om te labelen. Selecteer er links, of neem ze alle.',
  preview: 'Wat er verandert',
  noLabel: 'geen label',
  more: (n: number) => `en nog ${n}`,
  applied: (n: number) => (n === 1 ? 'Label 1 pagina' : `Label ${n} pagina’s`),
} satisfies Record<keyof typeof labelsEnglish, unknown>;
