import type { Messages } from './messages.ts';

const pages = (n: number) => (n === 1 ? '1 pagina' : `${n} pagina’s`);

/** Wat de werktafel van de conservator in het Nederlands zegt. */
export const deskDutch: Messages['desk'] = {
  title: 'Werktafel',
  open: 'Openen op de werktafel',
  ways: 'Wegen terug',
  back: (reference) => `Terug naar ${reference}`,
  toTable: 'Lichttafel',
  sides: 'Pagina’s',
  image: 'Beeld',
  about: 'Over dit object',
  noSides: 'Er zijn nog geen pagina’s',
  noSidesLead:
    'Elke scan die voor dit object aankomt verschijnt hier vanzelf. De beschrijving kan al geschreven worden.',
  onlyLook: 'U kunt hier alles bekijken; veranderen is aan conservatoren.',
  pages,
  savedAll: 'Alles is bewaard',
  savedAt: (at) => `Bewaard ${at}`,
  saving: 'Bezig met bewaren …',
  notAnswered:
    'Niet bewaard: de server antwoordt niet, het wordt opnieuw geprobeerd. Deze browser houdt het intussen vast.',
  notSaved: (why) => `Niet bewaard: ${why}`,
  drop: 'Opgeven wat niet bewaard is',
  dropTitle: 'Opgeven wat niet bewaard is?',
  dropLead: 'Het object wordt weer zoals de server het heeft.',
  undoOf: (what) => `Ongedaan maken: ${what}`,
  redoOf: (what) => `Opnieuw doen: ${what}`,
  nothingToUndo: 'Niets om ongedaan te maken',
  nothingToRedo: 'Niets om opnieuw te doen',
  redo: 'Opnieuw doen',
  undid: (what) => `Ongedaan gemaakt: ${what}`,
  redid: (what) => `Opnieuw gedaan: ${what}`,
  cut: 'Iemand anders heeft intussen hetzelfde veranderd: wat u daar eerder aan deed, kan hier niet meer ongedaan worden gemaakt.',
  kept: (at) =>
    `Op ${at} verliet u deze werktafel met veranderingen die niet verstuurd waren. Deze browser heeft ze vastgehouden.`,
  takeUp: 'Nu alsnog doorvoeren',
  forget: 'Vergeten',
  takenUp: 'Doorvoeren wat niet verstuurd was',
  noImage: 'Van deze pagina is nog geen beeld. Zodra er een scan van klaar is, verschijnt het hier.',
  choosePage: 'Kies links een pagina om haar hier te zien.',
  pageAt: (n, total) => `${n} van ${total}`,
  keepZoom: 'Zoom behouden van pagina naar pagina',
  pixels: (width, height) => `${width} × ${height} pixels`,
  version: (n) => `versie ${n}`,
  tabs: 'Wat er over het object wordt gezegd',
  noRevisions: 'Van dit object is nog niets gepubliceerd.',
  toPublishing: 'Naar publiceren, op de pagina van het object',
};
