import type { Messages } from './messages.ts';

/** Deliveries run into the ten thousands: such numbers are read in groups of three. */
const many = (n: number) => n.toLocaleString('nl');

/** Alles over leveringen in het Nederlands. */
export const batchesDutch: Messages['batches'] = {
  title: 'Leveringen',
  none: 'Nog geen levering',
  noneLead:
    'Een levering is wat een leverancier in één keer stuurt, met een lijst van wat erin zit. Geef Recto de lijst, en het zegt wat er is, wat ontbreekt en wat verkeerd heet, terwijl de bestanden binnenkomen.',
  addFirst: 'De eerste levering aankondigen',
  add: 'Nieuwe levering',
  filterByState: 'Toon per toestand',
  noneOfState: 'Geen enkele levering is in deze toestand.',
  states: {
    new: 'Nog geen lijst',
    filling: 'Lijst wordt ingelezen',
    open: 'Bestanden welkom',
    accepted: 'Geaccepteerd',
    returned: 'Retour',
  },
  whole: 'Compleet, te beoordelen',
  arrived: (n, total) => (total === 0 ? 'nog niets verwacht' : `${many(n)} van ${many(total)} binnen`),
  created: (date) => `aangekondigd ${date}`,
  decided: (date) => `beoordeeld ${date}`,
  ofItem: (code) => `Levering ${code}`,
  found: (n) => (n === 1 ? '1 levering' : `${many(n)} leveringen`),

  step: (n, of) => `Stap ${n} van ${of}`,
  newLead:
    'Eerst wie wat stuurt. Daarna komt de lijst van wat erin zit; u ziet wat die doet voordat er iets wordt gemaakt.',
  code: 'Code',
  codeHint: 'Zoals u en de leverancier haar noemen, bijvoorbeeld ARCH00860-2026-1. Zij moet uniek zijn.',
  supplier: 'Leverancier',
  profile: 'Opnameprofiel',
  profileHint: 'Daarnaar worden de scans beoordeeld.',
  ownProfile: 'Het standaardprofiel',
  kind: 'Waaruit blijkt wat erin zit',
  kinds: { concordance: 'Concordantietabel', table: 'Een andere tabel', names: 'Bestandsnamen' },
  kindLeads: {
    concordance:
      'De tabel van het IISG, met de kolommen objnr, ID, master, volgnr en, als die er zijn, level1 en text.',
    table: 'Elke tabel met een regel per pagina (CSV). U zegt één keer welke kolom wat is.',
    names: 'Geen tabel: inventarisnummer en pagina worden uit de namen van de bestanden gelezen.',
  },
  goOn: 'Verder naar de lijst',

  listOf: (code) => `Wat er in ${code} zit`,
  listLeads: {
    concordance: 'Kies de concordantietabel die bij de levering hoort.',
    table: 'Kies de tabel die bij de levering hoort, als CSV.',
    names:
      'Kies de map van de levering. Alleen de namen van de bestanden worden gelezen; er wordt nog niets verzonden.',
  },
  chooseTable: 'Kies een tabel …',
  chooseFolder: 'Kies een map …',
  chooseNames: 'Een tekstbestand met op elke regel een naam …',
  chosen: (name, size) => `${name}, ${size}`,
  chosenNames: (name, n) => `${name}: ${n === 1 ? '1 naam' : `${many(n)} namen`}`,
  noNames: 'In deze map zit geen bestand.',
  tooLarge: 'Deze lijst is groter dan 10 MB. Verdeel haar over meer leveringen.',
  notRead: 'Dit bestand kon niet worden gelezen. Kies het opnieuw.',
  pattern: 'Patroon van de namen',
  patternHint: 'Bijvoorbeeld {item}_{sequence:5}. Leeg: dat van het opnameprofiel.',
  columns: 'Welke kolom wat is',
  columnsLead:
    'Hieronder staan de eerste regels van de tabel. Kies bij elk gegeven de kolom; alleen de eerste twee zijn nodig.',
  remembered: 'Een bewaarde indeling',
  noMapping: 'Geen',
  fields: {
    master: 'Bestand van de pagina',
    reference: 'Inventarisnummer',
    sequence: 'Nummer van de pagina',
    object: 'Deel van het object',
    title: 'Titel van het object',
    level1: 'Level 1-beeld',
    text: 'Tekst van de pagina',
  },
  notThere: 'niet in deze tabel',
  prefix: 'Vóór elk inventarisnummer te zetten',
  prefixHint: 'Bijvoorbeeld ARCH00860. met de punt, als in de tabel alleen het nummer staat.',
  keepMapping: 'Deze indeling bewaren als',
  keepMappingHint: 'Leeg: niet bewaren. De volgende tabel met deze kolommen wordt dan net zo gelezen.',
  firstLines: 'De eerste regels',
  meant: (field) => `→ ${field}`,
  preview: 'Bekijk wat er gebeurt',
  willHappen: 'Wat er gaat gebeuren',
  unreadable: 'Deze lijst is zo niet te gebruiken. Verbeter wat hieronder staat en kies haar opnieuw.',
  itemsMade: (n) => (n === 1 ? '1 object wordt gemaakt' : `${many(n)} objecten worden gemaakt`),
  itemsMatched: (n) => (n === 1 ? '1 is er al' : `${many(n)} zijn er al`),
  surfacesMade: (n) => (n === 1 ? '1 pagina wordt verwacht' : `${many(n)} pagina’s worden verwacht`),
  surfacesMatched: (n) => (n === 1 ? '1 is al bekend' : `${many(n)} zijn al bekend`),
  attachments: (n) => (n === 1 ? '1 bestand naast een pagina' : `${many(n)} bestanden naast de pagina’s`),
  attachmentsNote: 'level 1-beelden en teksten',
  nothingInList: 'Volgens deze lijst wordt niets verwacht.',
  planned: 'Object voor object',
  plannedNew: 'nieuw',
  plannedPages: (n) => (n === 1 ? '1 pagina' : `${many(n)} pagina’s`),
  onlyFirst: (n) => `Alleen de eerste ${many(n)} worden getoond.`,
  withErrors: (n) =>
    n === 1
      ? 'In de lijst zit 1 fout. U kunt haar toch toepassen; de fout blijft bij de levering staan.'
      : `In de lijst zitten ${many(n)} fouten. U kunt haar toch toepassen; de fouten blijven bij de levering staan.`,
  apply: 'Deze lijst toepassen',
  otherList: 'Een andere lijst',
  toBatch: 'Naar de levering',

  noList: 'Er wordt nog niets verwacht',
  noListLead: 'Geef de lijst, dan weet Recto wat er moet komen.',
  giveList: 'De lijst geven',
  replaceList: 'De lijst vervangen',
  filling: (n, total) =>
    `${many(n)} van ${many(total)} bestanden van de lijst zijn ingelezen. U kunt deze pagina verlaten; het gaat door.`,
  stuck: (n, total) =>
    `${many(n)} van ${many(total)} bestanden van de lijst zijn ingelezen. Het volgende lukt nog niet; het wordt vanzelf opnieuw geprobeerd.`,
  retryList: 'Nu opnieuw proberen',
  giveUpList: 'Deze lijst opgeven',
  giveUpListOf: (code) => `De lijst van ${code} opgeven`,
  giveUpLead: (n) =>
    n === 0
      ? 'Er is niets van gemaakt. De levering wacht op een andere lijst.'
      : `De items en pagina’s van de ${many(n)} ingelezen bestanden blijven, en worden door de volgende lijst weer gebruikt. De levering wacht op een andere lijst.`,
  contents: 'Wat er kwam',
  shows: {
    objects: 'Per object',
    arrived: 'Binnen',
    awaited: 'Verwacht',
    missing: 'Ontbreekt',
    double: 'Dubbel',
    unexpected: 'Onverwacht',
    misnamed: 'Verkeerde naam',
    aside: 'Rechtgezet',
    findings: 'Bevindingen',
  },
  showLeads: {
    objects: '',
    arrived: 'Gekomen, onder de naam die het moet hebben.',
    awaited: 'Verwacht, en er nog niet. Dit zijn geen fouten zolang er meer kan komen.',
    missing: 'Verwacht, en niet hier.',
    double: 'Gekomen voor een pagina die haar bestand al heeft.',
    unexpected: 'Gekomen, en geen regel van de lijst vraagt erom.',
    misnamed:
      'Gekomen onder een andere naam. Zeg dat het dit bestand is, laat het opnieuw sturen, of verbeter de lijst.',
    aside:
      'Gekomen onder een verkeerde naam; iemand zei welk bestand het is, of liet het buiten de levering. De bestanden blijven bewaard.',
    findings: 'In de volgorde van de lijst; wat bij geen regel hoort, staat achteraan.',
  },
  nothingOf: {
    objects: 'In de lijst staat niets.',
    arrived: 'Er is nog niets binnen.',
    missing: 'Er ontbreekt niets.',
    double: 'Er kwam niets dubbel.',
    unexpected: 'Er kwam niets dat niet verwacht werd.',
    misnamed: 'Elk bestand heeft de naam die het moet hebben.',
    aside: 'Er is niets rechtgezet.',
    findings: 'Er is niets fout gevonden.',
  },
  putRight: 'Rechtzetten',
  putRightOf: (path) => `Rechtzetten: ${path}`,
  whatToDo: 'Wat is het?',
  does: { rename: 'Het is een verwacht bestand', aside: 'Buiten de levering laten' },
  doesHints: {
    rename: 'Mag leeg blijven. Dit staat in het rapport dat de leverancier krijgt.',
    aside: 'Dit staat in het rapport dat de leverancier krijgt. Het bestand zelf blijft bewaard.',
  },
  becomes: 'Welk verwacht bestand',
  asideReason: 'Waarom',
  setAsideBy: (by, date) => `buiten de levering gelaten door ${by}, ${date}`,
  takenFor: (path, by, date) => `opgevat als ${path} door ${by}, ${date}`,
  putBack: 'Ongedaan maken',
  putBackOf: (path) => `Ongedaan maken voor ${path}`,
  line: (n) => `Regel ${n}`,
  noLine: 'Bij geen regel',
  shouldBe: (name) => `moet heten: ${name}`,
  secondOf: (name) => `een tweede ${name}`,
  uses: { master: 'master', level1: 'level 1', text: 'tekst' },
  usesOf: { master: 'Masters', level1: 'Level 1', text: 'Teksten' },
  there: (n, total) => `${many(n)} van ${many(total)}`,
  object: 'Object',
  reference: 'Inventarisnummer',
  toTable: 'Lichttafel',
  toTableOf: (reference) => `Lichttafel van ${reference}`,
  errors: (n) => (n === 1 ? '1 fout' : `${many(n)} fouten`),
  warnings: (n) => (n === 1 ? '1 waarschuwing' : `${many(n)} waarschuwingen`),
  severities: { error: 'Fout', warning: 'Waarschuwing' },
  rule: (name) => `controle: ${name}`,
  thousandObjects: 'Alleen de eerste duizend objecten worden getoond.',

  verdict: 'Oordeel',
  nothingAgainst: 'Niets staat acceptatie in de weg.',
  against: 'Wat acceptatie in de weg staat',
  objections: {
    errors: (n) => (n === 1 ? 'er is 1 fout gevonden' : `er zijn ${many(n)} fouten gevonden`),
    awaited: (n) => (n === 1 ? '1 bestand is er nog niet' : `${many(n)} bestanden zijn er nog niet`),
    missing: (n) => (n === 1 ? 'er ontbreekt 1 bestand' : `er ontbreken ${many(n)} bestanden`),
    misnamed: (n) => (n === 1 ? '1 bestand heet verkeerd' : `${many(n)} bestanden heten verkeerd`),
    double: (n) => (n === 1 ? '1 bestand kwam dubbel' : `${many(n)} bestanden kwamen dubbel`),
    unexpected: (n) =>
      n === 1 ? '1 bestand werd niet verwacht' : `${many(n)} bestanden werden niet verwacht`,
    unchecked: (n) =>
      n === 1 ? '1 scan is nog niet gecontroleerd' : `${many(n)} scans zijn nog niet gecontroleerd`,
    'sample-return': (n) =>
      n === 1
        ? 'de steekproef is buiten de tolerantie, met 1 fout'
        : `de steekproef is buiten de tolerantie, met ${many(n)} fouten`,
    'sample-names': (n) =>
      n === 1
        ? 'de steekproef duldt geen verkeerde naam in de levering, en er is er 1 geteld'
        : `de steekproef duldt geen verkeerde namen in de levering, en er zijn er ${many(n)} geteld`,
    'sample-open': (n) =>
      n === 0
        ? 'de steekproef is niet vastgesteld'
        : `de steekproef is niet vastgesteld: ${many(n)} bestanden moeten nog bekeken worden`,
  },
  awaited: (n) =>
    n === 1
      ? 'Er wordt nog 1 bestand verwacht. Het is een fout zodra gezegd is dat alles er is.'
      : `Er worden nog ${many(n)} bestanden verwacht. Het zijn fouten zodra gezegd is dat alles er is.`,
  sayWhole: 'Alles is er',
  isWhole: 'Er is gezegd dat alles er is: wat ontbreekt, is een fout.',
  awaitMore: 'Er komt nog meer',
  accept: 'Accepteren',
  return: 'Retourneren',
  acceptOf: (code) => `${code} accepteren`,
  returnOf: (code) => `${code} retourneren`,
  acceptLead:
    'Een geaccepteerde levering is gesloten: er komen geen bestanden meer bij, en het oordeel verandert niet meer.',
  returnLead:
    'De leverancier moet haar verbeteren. Er kunnen weer bestanden komen, en zij wordt opnieuw beoordeeld.',
  acceptNote: 'Waarom zij toch geaccepteerd wordt',
  note: 'Opmerking',
  noteHint: 'Dit staat in het rapport dat de leverancier krijgt.',
  returnNote: 'Wat de leverancier moet doen',
  decisions: {
    accepted: (by, date) => `Geaccepteerd door ${by}, ${date}`,
    returned: (by, date) => `Retour door ${by}, ${date}`,
  },
  onlyCurator: 'Een conservator beslist.',

  report: 'Rapport',
  reportLead: 'Voor de leverancier: elke bevinding met haar regel, en de aantallen.',
  reports: { html: 'Pagina (HTML)', csv: 'Tabel (CSV)', pdf: 'PDF' },
  about: 'Over deze levering',
  list: 'Lijst',
  createdBy: 'Aangekondigd door',
};
