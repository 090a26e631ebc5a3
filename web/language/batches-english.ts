/** Deliveries run into the ten thousands: such numbers are read in groups of three. */
const many = (n: number) => n.toLocaleString('en');

/** Every sentence about deliveries. */
export const batchesEnglish = {
  title: 'Deliveries',
  none: 'No delivery yet',
  noneLead:
    'A delivery is what a supplier sends in one go, with a list of what is in it. Give Recto the list, and it tells what has come, what is missing and what has the wrong name, while the files come in.',
  addFirst: 'Announce the first delivery',
  add: 'New delivery',
  filterByState: 'Show by state',
  noneOfState: 'No delivery is in this state.',
  states: {
    new: 'No list yet',
    filling: 'List being read in',
    open: 'Files may come',
    accepted: 'Accepted',
    returned: 'Returned',
  },
  whole: 'Whole, to be decided on',
  arrived: (n: number, total: number) =>
    total === 0 ? 'nothing expected yet' : `${many(n)} of ${many(total)} arrived`,
  created: (date: string) => `announced ${date}`,
  decided: (date: string) => `decided ${date}`,
  ofItem: (code: string) => `Delivery ${code}`,
  found: (n: number) => (n === 1 ? '1 delivery' : `${many(n)} deliveries`),

  // A new delivery
  step: (n: number, of: number) => `Step ${n} of ${of}`,
  newLead:
    'First who sends what. The list of what is in it comes next, and is shown before anything is made.',
  code: 'Code',
  codeHint: 'What you and the supplier call it, for example ARCH00860-2026-1. It must be unique.',
  supplier: 'Supplier',
  profile: 'Capture profile',
  profileHint: 'What the scans are judged by.',
  ownProfile: 'The default',
  kind: 'How it is known what is in it',
  kinds: { concordance: 'Concordance table', table: 'Another table', names: 'Names of files' },
  kindLeads: {
    concordance:
      'The table of the IISH, with the columns objnr, ID, master, volgnr and, where there are, level1 and text.',
    table: 'Any table with a line a page (CSV). You say which column is what, once.',
    names: 'No table: inventory number and page are read from the names of the files.',
  },
  goOn: 'Go on to the list',

  // Its list
  listOf: (code: string) => `What is in ${code}`,
  listLeads: {
    concordance: 'Choose the concordance table that came with the delivery.',
    table: 'Choose the table that came with the delivery, as CSV.',
    names: 'Choose the folder of the delivery. Only the names of its files are read; nothing is sent yet.',
  },
  chooseTable: 'Choose a table …',
  chooseFolder: 'Choose a folder …',
  chooseNames: 'A text file with a name on each line …',
  chosen: (name: string, size: string) => `${name}, ${size}`,
  chosenNames: (name: string, n: number) => `${name}: ${n === 1 ? '1 name' : `${many(n)} names`}`,
  noNames: 'There is no file in this folder.',
  tooLarge: 'This list is larger than 10 MB. Divide it over several deliveries.',
  notRead: 'This file could not be read. Choose it again.',
  pattern: 'Pattern of the names',
  patternHint: 'For example {item}_{sequence:5}. Left empty, that of the capture profile.',
  columns: 'Which column is what',
  columnsLead:
    'The first lines of the table are below. Choose a column for what is in it; only the first two are needed.',
  remembered: 'A mapping that was kept',
  noMapping: 'None',
  fields: {
    master: 'File of the page',
    reference: 'Inventory number',
    sequence: 'Number of the page',
    object: 'Part of the item',
    title: 'Title of the item',
    level1: 'Level 1 image',
    text: 'Text of the page',
  },
  notThere: 'not in this table',
  prefix: 'Put before every inventory number',
  prefixHint: 'For example ARCH00860. with the full stop, where the table has the bare number.',
  keepMapping: 'Keep this mapping as',
  keepMappingHint:
    'Left empty, it is not kept. The next table with these columns is then read in the same way.',
  firstLines: 'The first lines',
  meant: (field: string) => `→ ${field}`,
  preview: 'See what would happen',
  willHappen: 'What will happen',
  unreadable: 'This list cannot be used as it is. Mend what is said below, and choose it again.',
  itemsMade: (n: number) => (n === 1 ? '1 item is made' : `${many(n)} items are made`),
  itemsMatched: (n: number) => (n === 1 ? '1 is there already' : `${many(n)} are there already`),
  surfacesMade: (n: number) => (n === 1 ? '1 page is expected' : `${many(n)} pages are expected`),
  surfacesMatched: (n: number) => (n === 1 ? '1 is known already' : `${many(n)} are known already`),
  attachments: (n: number) => (n === 1 ? '1 file beside a page' : `${many(n)} files beside the pages`),
  attachmentsNote: 'level 1 images and texts',
  nothingInList: 'Nothing is expected by this list.',
  planned: 'Item by item',
  plannedNew: 'new',
  plannedPages: (n: number) => (n === 1 ? '1 page' : `${many(n)} pages`),
  onlyFirst: (n: number) => `Only the first ${many(n)} are shown.`,
  withErrors: (n: number) =>
    n === 1
      ? 'There is 1 error in the list. You can apply it all the same; the error stays with the delivery.'
      : `There are ${many(n)} errors in the list. You can apply it all the same; the errors stay with the delivery.`,
  apply: 'Apply this list',
  otherList: 'Another list',
  toBatch: 'To the delivery',

  // A delivery
  noList: 'Nothing is expected yet',
  noListLead: 'Give it its list, and Recto knows what should come.',
  giveList: 'Give it its list',
  replaceList: 'Replace the list',
  filling: (n: number, total: number) =>
    `${many(n)} of ${many(total)} files of the list are read in. You can leave this page; it goes on.`,
  stuck: (n: number, total: number) =>
    `${many(n)} of ${many(total)} files of the list are read in. The next cannot be yet; it is tried again by itself.`,
  retryList: 'Try again now',
  giveUpList: 'Give up this list',
  giveUpListOf: (code: string) => `Give up the list of ${code}`,
  giveUpLead: (n: number) =>
    n === 0
      ? 'Nothing was made of it. The delivery waits for another list.'
      : `The items and pages of the ${many(n)} files that were read in stay, and are used again by the next list. The delivery waits for another list.`,
  contents: 'What came',
  shows: {
    objects: 'By object',
    arrived: 'Arrived',
    awaited: 'Awaited',
    missing: 'Missing',
    double: 'Double',
    unexpected: 'Unexpected',
    misnamed: 'Misnamed',
    aside: 'Put right',
    findings: 'Findings',
  },
  showLeads: {
    objects: '',
    arrived: 'Came, under the name that it should have.',
    awaited: 'Expected, and not here yet. These are no errors as long as more may come.',
    missing: 'Expected, and not here.',
    double: 'Came for a page that has its file already.',
    unexpected: 'Came, and no line of the list asks for it.',
    misnamed: 'Came under another name. Say that it is the file, have it sent again, or mend the list.',
    aside: 'Came under a wrong name, and a person said which file it is, or left it out. The files are kept.',
    findings: 'In the order of the list; what is of no line comes last.',
  },
  nothingOf: {
    objects: 'There is nothing in the list.',
    arrived: 'Nothing has arrived yet.',
    missing: 'Nothing is missing.',
    double: 'Nothing came twice.',
    unexpected: 'Nothing came that was not expected.',
    misnamed: 'Every file has the name that it should have.',
    aside: 'Nothing was put right.',
    findings: 'Nothing was found wrong.',
  },
  putRight: 'Put right',
  putRightOf: (path: string) => `Put right: ${path}`,
  whatToDo: 'What is it?',
  does: { rename: 'It is an expected file', aside: 'Leave it out of the delivery' },
  doesHints: {
    rename: 'May be left empty. It stands in the report that the supplier gets.',
    aside: 'It stands in the report that the supplier gets. The file itself is kept.',
  },
  becomes: 'Which expected file',
  asideReason: 'Why',
  setAsideBy: (by: string, date: string) => `left out by ${by}, ${date}`,
  takenFor: (path: string, by: string, date: string) => `taken for ${path} by ${by}, ${date}`,
  putBack: 'Undo',
  putBackOf: (path: string) => `Undo for ${path}`,
  line: (n: number) => `Line ${n}`,
  noLine: 'Of no line',
  shouldBe: (name: string) => `should be called ${name}`,
  secondOf: (name: string) => `a second ${name}`,
  uses: { master: 'master', level1: 'level 1', text: 'text' },
  usesOf: { master: 'Masters', level1: 'Level 1', text: 'Texts' },
  there: (n: number, total: number) => `${many(n)} of ${many(total)}`,
  object: 'Object',
  reference: 'Inventory number',
  toTable: 'Light table',
  toTableOf: (reference: string) => `Light table of ${reference}`,
  errors: (n: number) => (n === 1 ? '1 error' : `${many(n)} errors`),
  warnings: (n: number) => (n === 1 ? '1 warning' : `${many(n)} warnings`),
  severities: { error: 'Error', warning: 'Warning' },
  rule: (name: string) => `rule: ${name}`,
  thousandObjects: 'Only the first thousand objects are shown.',

  // The verdict
  verdict: 'Verdict',
  nothingAgainst: 'Nothing stands against accepting it.',
  against: 'What stands against accepting it',
  objections: {
    errors: (n: number) => (n === 1 ? '1 error was found' : `${many(n)} errors were found`),
    awaited: (n: number) => (n === 1 ? '1 file has not come yet' : `${many(n)} files have not come yet`),
    missing: (n: number) => (n === 1 ? '1 file is missing' : `${many(n)} files are missing`),
    misnamed: (n: number) => (n === 1 ? '1 file has the wrong name' : `${many(n)} files have the wrong name`),
    double: (n: number) => (n === 1 ? '1 file came twice' : `${many(n)} files came twice`),
    unexpected: (n: number) => (n === 1 ? '1 file was not expected' : `${many(n)} files were not expected`),
    unchecked: (n: number) =>
      n === 1 ? 'the check of 1 scan has not ended' : `the checks of ${many(n)} scans have not ended`,
    'sample-return': (n: number) =>
      n === 1
        ? 'the sample is outside its tolerance, with 1 defect'
        : `the sample is outside its tolerance, with ${many(n)} defects`,
    'sample-names': (n: number) =>
      n === 1
        ? 'the sample tolerates no wrong name in the delivery, and 1 was counted'
        : `the sample tolerates no wrong name in the delivery, and ${many(n)} were counted`,
    'sample-open': (n: number) =>
      n === 0
        ? 'the sample is not settled'
        : `the sample is not settled: ${many(n)} of its files are still to be looked at`,
  },
  awaited: (n: number) =>
    n === 1
      ? '1 file is still awaited. It is an error once it is said that all has come.'
      : `${many(n)} files are still awaited. They are errors once it is said that all has come.`,
  sayWhole: 'All of it has come',
  isWhole: 'All of it has come, it was said: what is missing is an error.',
  awaitMore: 'More is awaited',
  accept: 'Accept',
  return: 'Return',
  acceptOf: (code: string) => `Accept ${code}`,
  returnOf: (code: string) => `Return ${code}`,
  acceptLead:
    'An accepted delivery is closed: no more files come in for it, and the verdict cannot be changed.',
  returnLead: 'The supplier has to mend it. Files may come again, and it is judged anew.',
  acceptNote: 'Why it is accepted all the same',
  note: 'Note',
  noteHint: 'It stands in the report that the supplier gets.',
  returnNote: 'What the supplier has to do',
  decisions: {
    accepted: (by: string, date: string) => `Accepted by ${by}, ${date}`,
    returned: (by: string, date: string) => `Returned by ${by}, ${date}`,
  },
  onlyCurator: 'A curator decides.',

  // The report, and what else is known
  report: 'Report',
  reportLead: 'For the supplier: every finding with its line, and the counts.',
  reports: { html: 'Page (HTML)', csv: 'Table (CSV)', pdf: 'PDF' },
  about: 'About this delivery',
  list: 'List',
  createdBy: 'Announced by',
} as const;
