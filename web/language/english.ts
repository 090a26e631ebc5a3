import { batchesEnglish } from './batches-english.ts';
import { compareEnglish } from './compare-english.ts';
import { describingEnglish } from './describing-english.ts';
import { deskEnglish } from './desk-english.ts';
import { discoveryEnglish } from './discovery-english.ts';
import { downloadsEnglish } from './downloads-english.ts';
import { gatesEnglish } from './gates-english.ts';
import { labelsEnglish } from './labels-english.ts';
import { profilesEnglish } from './profiles-english.ts';
import { rescansEnglish } from './rescans-english.ts';
import { samplesEnglish } from './samples-english.ts';
import { sessionsEnglish } from './sessions-english.ts';
import { standEnglish } from './stand-english.ts';
import { statisticsEnglish } from './statistics-english.ts';
import { tableEnglish } from './table-english.ts';
import { watchesEnglish } from './watches-english.ts';

/** Every sentence of the interface. `dutch.ts` must have each of them: the type sees to it. */
export const english = {
  // The frame
  items: 'Items',
  newItem: 'New item',
  settings: 'Settings',
  signOut: 'Sign out',
  skipToContent: 'Skip to content',
  interfaceLanguage: 'Language of the interface',
  waiting: 'One moment …',
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  remove: 'Remove',
  retry: 'Try again',
  copy: 'Copy',
  copied: 'Copied',
  undo: 'Undo',

  // What can go wrong
  unreachable: 'Recto cannot be reached',
  unreachableDetail: 'The server does not answer. This page tries again by itself.',
  notFound: 'There is nothing here',
  notFoundDetail: 'The address may be mistyped, or what was here is not for you to see.',
  noRight: 'This is not yours to change',
  noRightFor: {
    technician: 'Only who works here can open this page.',
    curator: 'Only a curator or an administrator can open this page. Ask one if you need something from it.',
    admin: 'Only an administrator can open this page. Ask one if you need something from it.',
  },
  toItems: 'Go to the items',
  wentWrong: 'Something went wrong. Try again.',
  notReached: 'The server could not be reached. Try again in a moment.',
  offline: 'No connection with the server. Everything that was going on goes on by itself.',

  // Signing in
  signIn: 'Sign in',
  email: 'E-mail address',
  password: 'Password',
  newPassword: 'New password',
  newPasswordHint: 'At least 10 characters. A few words in a row are easy to remember and hard to guess.',
  choosePassword: 'Choose a password',
  choosePasswordLead: 'The link worked once. From now on you sign in with a password of your own.',
  keepPassword: 'Keep this password',
  linkUsed: 'Signing you in …',
  byPassword: 'Sign in with a password',

  // Items
  search: 'Search',
  searchHint: 'Reference or title',
  shortcutSlash: 'Press / to search',
  filterByState: 'Show by state',
  allStates: 'All',
  nothingYet: 'Nothing here yet',
  nothingYetLead:
    'An item is a poster, a pamphlet, a manuscript: one thing that readers will open. Give it its reference, drop its scans on it, and Recto checks each one.',
  addFirst: 'Add your first item',
  nothingFound: 'Nothing found',
  nothingFoundLead: 'No item answers to this. Look for less, or in every state.',
  clearSearch: 'Show everything',
  surfacesOf: (ready: number, total: number) =>
    total === 0 ? 'no scans yet' : ready === total ? `${total} ready` : `${ready} of ${total} ready`,
  stuckCount: (n: number) => (n === 1 ? '1 needs attention' : `${n} need attention`),
  pageOf: (from: number, to: number, total: number) => `${from}–${to} of ${total}`,
  previousPage: 'Previous',
  nextPage: 'Next',
  itemsFound: (n: number) => (n === 1 ? '1 item' : `${n} items`),
  revisionN: (n: number) => `revision ${n}`,

  // A new item
  newItemLead: 'Only the reference is needed now. Everything else can wait.',
  reference: 'Reference',
  referenceHint: 'As the archive writes it, for example ARCH00860.1. It must be unique.',
  kind: 'Kind',
  title: 'Title',
  titleHint: 'In the language of the thing itself, if you have it.',
  language: 'Language',
  languageHint: 'A language code such as nl, ar or zh',
  makeItem: 'Make the item',
  kinds: { poster: 'Poster', pamphlet: 'Pamphlet', manuscript: 'Manuscript' },

  // States
  itemStates: {
    registered: 'Waiting for scans',
    capturing: 'Scans at work',
    attention: 'Needs attention',
    in_qa: 'All scans ready',
    published: 'Published',
    withdrawn: 'Withdrawn',
  },
  surfaceStates: {
    expected: 'expected',
    captured: 'captured',
    passed: 'passed',
    rescan_requested: 'rescan asked for',
    missing: 'missing',
    suppressed: 'not shown',
  },
  fileStates: {
    received: 'Received',
    checking: 'Checking',
    accepted: 'Accepted',
    deriving: 'Making tiles',
    ready: 'Ready',
    rejected: 'Rejected',
    failed: 'Failed',
  },
  fileHelp: {
    rejected: 'Drop the new file here under the same name: it becomes the next version of this side.',
    failed: 'This is our fault, not the scan’s. Try again; if it stays so, tell your administrator.',
    refused: 'Drop the same file here again: it is sent anew.',
  },
  emptyFile: 'This file is empty. Copy it again from the camera or scanner, or scan it again.',

  // Files coming in
  files: 'Files',
  addFiles: 'Add files',
  addFolder: 'Add a folder',
  dropHere: 'Drop the scans anywhere on this page',
  dropHereLead:
    'TIFFs, one for each side. A file with a name that is here already becomes a new version of that side.',
  dropNow: 'Let go to add the scans',
  leftOut: (names: string) => `Left out, because they are no scans: ${names}`,
  phases: {
    waiting: 'Waiting',
    hashing: 'Taking its digest',
    sending: 'Sending',
    proving: 'Proving the digest',
    refused: 'Refused',
    failed: 'Not sent',
    done: 'Received',
  },
  filesDone: (done: number, total: number) => `${done} of ${total} files ready`,
  timeLeft: (time: string) => `about ${time} left`,
  speed: (size: string) => `${size}/s`,
  clearDone: 'Clear what is ready',
  stopFile: (name: string) => `Stop ${name}`,
  retryFile: (name: string) => `Try ${name} again`,
  refusedEarlier: 'Refused earlier',
  signedOutWhileSending: 'You were signed out. Sign in and drop the file again: it goes on where it stopped.',
  seconds: (n: number) => (n === 1 ? '1 second' : `${n} seconds`),
  minutes: (n: number) => (n === 1 ? '1 minute' : `${n} minutes`),
  hours: (n: number) => (n === 1 ? '1 hour' : `${n} hours`),

  // Surfaces
  surfaces: 'Sides and pages',
  surfacesHint:
    'Arrow keys choose, Alt+arrow moves, F2 labels, Enter opens. Or drag a side to another place.',
  noSurfaces: 'Each scan that arrives appears here, in the order of its file name.',
  surfaceAt: (n: number, total: number) => `${n} of ${total}`,
  movedTo: (name: string, n: number, total: number) => `${name} is now ${n} of ${total}`,
  orderUndone: 'The order is as it was',
  orderConflict: 'Somebody else changed this item. Theirs is shown now; your order was not kept.',
  keepMyOrder: 'Use my order',
  editLabel: 'Change the label',
  labelOf: (name: string) => `Label of ${name}`,
  moveEarlier: 'Move earlier',
  moveLater: 'Move later',
  leaveOut: 'Leave out',
  leaveOutHint: 'It is not published and stands in no way; its scans are kept.',
  showAgain: 'Show again',

  // One surface, large
  previous: 'Previous',
  next: 'Next',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  wholeImage: 'Whole image',
  noImageYet: 'There is nothing to see of this side yet.',
  versions: 'Versions',
  versionN: (n: number) => `Version ${n}`,
  current: 'shown',
  pixels: (width: number, height: number) => `${width} × ${height} pixels`,
  digestBy: { station: 'digest taken before sending', server: 'digest taken on arrival' },
  findings: 'Findings',
  noFindings: 'Nothing to remark.',
  expected: (value: string) => `expected: ${value}`,
  found: (value: string) => `found: ${value}`,

  table: tableEnglish,
  downloads: downloadsEnglish,
  watches: watchesEnglish,
  discovery: discoveryEnglish,
  compare: compareEnglish,
  desk: deskEnglish,
  describing: describingEnglish,
  labels: labelsEnglish,
  statistics: statisticsEnglish,
  sessions: sessionsEnglish,
  stand: standEnglish,
  batches: batchesEnglish,
  gates: gatesEnglish,
  profiles: profilesEnglish,
  rescans: rescansEnglish,
  samples: samplesEnglish,

  // Description
  description: 'Description',
  editDescription: 'Edit the description',
  titles: 'Titles',
  summary: 'Summary',
  rights: 'Rights',
  rightsUnknown: 'Nobody has decided yet',
  requiredStatement: 'Statement to show with it',
  requiredStatementHint: 'For example whom to thank, or whom to ask for reuse.',
  viewingDirection: 'Reading direction',
  directions: {
    'left-to-right': 'Left to right',
    'right-to-left': 'Right to left',
    'top-to-bottom': 'Top to bottom',
    'bottom-to-top': 'Bottom to top',
  },
  access: 'Who may see it once published',
  accesses: { open: 'Everybody', closed: 'Only staff' },
  addLanguage: 'Add a language',
  notSaid: 'not filled in',
  badLanguage: 'Every text needs a language code, such as nl or ar; “none” where it is not known.',
  conflictTitle: 'Somebody else changed this item while you were writing',
  conflictDetail: 'Choose whose words stay. Nothing has been overwritten yet.',
  reloadTheirs: 'Show theirs',
  keepMine: 'Keep mine',

  // Publishing
  publishing: 'Publishing',
  publish: 'Publish',
  publishAgain: 'Publish again',
  publishNote: 'Note on this revision',
  publishNoteHint: 'For colleagues: what is new, and why.',
  publishWhenReady: 'Publish as soon as everything is ready',
  willPublish: 'It is published by itself as soon as everything is ready.',
  cannotYet: 'Before it can be published:',
  canPublish: 'Everything is in place.',
  upToDate: 'Nothing has changed since it was published.',
  withdraw: 'Withdraw',
  withdrawLead:
    'From then on every address of it answers that it was withdrawn. The scans and the description stay here.',
  withdrawReason: 'Why it is withdrawn',
  publishedAs: (n: number) => `Published as revision ${n}`,
  withdrawnOn: (date: string) => `Withdrawn on ${date}`,
  revisions: 'Revisions',
  revisionBy: (by: string, date: string) => `${by}, ${date}`,
  viewerPage: 'Page for readers',
  manifest: 'IIIF manifest',
  links: 'Addresses',

  // Settings
  tokens: 'Stations and scripts',
  tokensLead: 'A token lets a scanning station or a script in, without anybody’s password.',
  tokenName: 'Name of the station or script',
  tokenRole: 'May do what this role may',
  makeToken: 'Make a token',
  tokenOnce: 'This is shown once. Copy it to the station now.',
  revoke: 'Revoke',
  revokeSure: (name: string) => `Revoke “${name}”? What uses it stops working at once.`,
  revoked: 'revoked',
  lastUsed: (date: string) => `last used ${date}`,
  neverUsed: 'never used',
  noTokens: 'No token yet.',
  users: 'People',
  usersLead: 'Everyone signs in with an e-mail address and a password of their own.',
  addUser: 'Add somebody',
  name: 'Name',
  role: 'Role',
  roles: { technician: 'Technician', curator: 'Curator', admin: 'Administrator' },
  linkOnce: 'Send this link: it works once, and asks for a password.',
} as const;
