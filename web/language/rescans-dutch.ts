import type { Messages } from './messages.ts';

/** Alles over pagina's die opnieuw gescand moeten worden, in het Nederlands. */
export const rescansDutch: Messages['rescans'] = {
  title: 'Opnieuw te scannen',
  way: 'Opnieuw scannen',
  lead: 'Op volgorde van de planken. Een nieuwe scan die hier wordt neergezet komt in de plaats van de pagina met die naam.',
  count: (n) => (n === 1 ? '1 pagina' : `${n} pagina’s`),
  nothing: 'Er hoeft niets opnieuw te worden gescand',
  nothingLead: 'Pagina’s die op de lichttafel worden afgekeurd verschijnen hier vanzelf.',
  station: 'Station',
  everyStation: 'Alle stations',
  print: 'De lijst afdrukken',
  leaf: 'Meer van de lijst',
  standing: {
    asked: 'te scannen',
    underway: 'nieuwe scan wordt gecontroleerd',
    rejected: 'nieuwe scan is afgekeurd',
    replaced: 'nieuwe scan is er: vergelijk',
  },
  askedBy: (name, when) => `${name}, ${when}`,
  noReason: 'geen reden gegeven',
  compare: 'Oude en nieuwe scan',
  compareHint:
    'L of dubbelklik: loep, op dezelfde plaats van beide. Verplaatsen met Shift+pijltjes of door te slepen.',
  nothingToSee: 'Hiervan is niets te zien.',
  old: (n) => `Oud: versie ${n}`,
  fresh: (n) => `Nieuw: versie ${n}, die nu wordt getoond`,
  rejected: (n) => `Versie ${n} is afgekeurd; de pagina moet dus nog steeds opnieuw worden gescand:`,
  failed: 'De nieuwe scan kon niet worden verwerkt. Probeer het opnieuw op de pagina van het object.',
  underway: 'De nieuwe scan is binnen en wordt gecontroleerd.',
  choose: 'De nieuwe scan kiezen…',
  orDrop: 'Of zet hem neer, waar dan ook op deze pagina.',
  sending: (name, percent) => `${name} wordt verstuurd: ${percent} %`,
  notSent: (name) => `${name} is niet verstuurd.`,
  sameBytes: (name) =>
    `${name} heeft precies de bytes van een scan van deze pagina die er al is: er is geen nieuwe versie gemaakt. Scan de pagina opnieuw.`,
  isIt: 'Is dit de nieuwe scan?',
  isItLead: (file, page, reference) =>
    `De naam van ${file} zegt dat niet. Het wordt de nieuwe scan van ${page} van ${reference}, onder de naam van die pagina.`,
  isItYes: 'Ja, versturen',
  belongsNowhere: (file) =>
    `${file} heeft de naam van geen enkele pagina op deze lijst. Kies eerst de pagina en zet het bestand dan opnieuw neer.`,
  keep: 'De nieuwe houden',
  bringBack: 'De oude terughalen',
  drop: 'Hoeft niet opnieuw',
  toTable: 'Op de lichttafel',
  kept: (name) => `${name}: de nieuwe scan blijft.`,
  broughtBack: (name) => `${name}: de oude scan wordt weer getoond.`,
  dropped: (name) => `${name} is van de lijst.`,
  undo: 'Ongedaan maken',
  showVersion: (n) => `Versie ${n} tonen`,
};
