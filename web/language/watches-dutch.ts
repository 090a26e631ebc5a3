import type { Messages } from './messages.ts';

/** Alles wat over bewaakte mappen bij een station wordt gezegd. */
export const watchesDutch: Messages['watches'] = {
  watched: (folder) => `Map ${folder} wordt bewaakt`,
  away: (folder) => `Map ${folder} kan niet worden gelezen`,
  gone: (time) => `Er wordt geen map bewaakt sinds ${time}`,
  never: 'Er wordt hier geen map bewaakt',
  coming: (n) => `${n} onderweg`,
  comingWords: (n) =>
    n === 1 ? 'Er is 1 bestand uit de map onderweg' : `Er zijn ${n} bestanden uit de map onderweg`,
  held: 'Tegengehouden',
  heldCount: (n) => (n === 1 ? '1 bestand wordt tegengehouden' : `${n} bestanden worden tegengehouden`),
  why: 'Waarom, en wat te doen, staat hieronder.',
  finishComing: (n) =>
    n === 1
      ? 'Er is nog 1 bestand uit de map onderweg, misschien van dit object. Wacht daarop.'
      : `Er zijn nog ${n} bestanden uit de map onderweg, misschien van dit object. Wacht daarop.`,
  finishLeft: (n) =>
    n === 1
      ? 'In een map die niet meer wordt bewaakt wacht 1 bestand, misschien van dit object. Start het programma daar opnieuw.'
      : `In een map die niet meer wordt bewaakt wachten ${n} bestanden, misschien van dit object. Start het programma daar opnieuw.`,
  finishHeld: (n) =>
    n === 1
      ? 'Er wordt 1 bestand uit de map tegengehouden. Kijk eerst of het niet van dit object is.'
      : `Er worden ${n} bestanden uit de map tegengehouden. Kijk eerst of er niets van dit object bij is.`,
  finishAway: 'De map kan niet worden gelezen. Er kan nog een scan van dit object in liggen.',
  inFolder: (folder) => `In ${folder}:`,
  leftIn: (folder, time) => `${folder} wordt niet meer bewaakt. Voor het laatst gehoord, ${time}:`,
  wereWaiting: (n) => (n === 1 ? 'er wachtte nog 1 bestand' : `er wachtten nog ${n} bestanden`),
  wasUnread: 'de map kon niet worden gelezen',
  since: (time) => `sinds ${time}`,
  more: (n) => `en nog ${n}`,
  forget: 'Deze map vergeten',
  forgetTitle: (folder) => `${folder} vergeten?`,
  forgetLead:
    'Alleen als de map niet meer bewaakt zal worden, en iemand de bestanden erin heeft nagekeken. Daar verandert niets. Dat u dit deed wordt bewaard.',
};
