/** Every sentence of the copy stand, and of originals. */
export const standEnglish = {
  // Of an original
  original: 'The original',
  handlingNotes: 'Handling notes',
  handlingNotesHint: 'Shown large at the copy stand: fragile, loose leaves, do not open beyond 90°.',
  expectedCount: 'How many sides',
  widthCm: 'Width (cm)',
  heightCm: 'Height (cm)',
  noSize: 'Type a size in centimetres, like 14.8 or 14,8.',
  roundedSize: (cm: string) => `Kept to the millimetre: ${cm} cm`,
  sides: (n: number) => (n === 1 ? '1 side' : `${n} sides`),

  // The station
  title: 'Copy stand',
  whichStation: 'Which station is this?',
  whichStationLead: 'It is asked once, and remembered on this device.',
  noStations: 'There is no station yet',
  noStationsLead: 'A curator adds one. Then it can be chosen here.',
  toStations: 'To the stations',
  noSuchStation: 'This station is not there any more. Choose another.',
  otherStation: 'Another station',
  operator: (name: string, device: string) => `${name} · ${device}`,
  noSession: 'No session is open here',
  targets: { pass: 'Target passed', fail: 'Target failed', none: 'No target yet' },
  mute: 'Mute',
  unmute: 'Sound on',

  // Finding an item
  scan: 'Scan or type a reference',
  find: 'Find',
  notKnown: (reference: string) => `${reference} is not known here`,
  notKnownLead: 'Check the reference. If it is right, register it now; the description comes later.',
  similar: 'Or is it one of these?',
  register: (reference: string) => `Register ${reference}`,
  start: 'Start',
  notThis: 'Not this one',
  elsewhere: (station: string) => `It is on the stand at ${station} as well.`,
  nothingOn: 'Nothing is on the stand',
  nothingOnLead: 'Scan the barcode of an item, or type its reference and press Enter.',

  // The item
  profile: (name: string, version: number) => `Judged by ${name}, version ${version}`,
  profileBy: {
    item: (_delivery: string) => 'as this item asks',
    delivery: (delivery: string) => `by delivery ${delivery}`,
    default: (_delivery: string) => 'the default',
  },
  size: (width: string, height: string) => `${width} × ${height} cm`,
  again: 'To be scanned again',
  count: (received: number, expected: number | null) =>
    expected === null ? String(received) : `${received} of ${expected}`,
  countWords: 'sides are there and good',
  missing: (names: string, more: number) => `${names}${more > 0 ? ` and ${more} more` : ''} missing`,
  setCount: 'Set',
  correctCount: 'Correct the number of sides',
  finish: 'Finish item',
  notYet: 'Not finished yet:',
  allThere: 'Every side is there and good.',
  finished: (by: string, time: string) => `Finished by ${by}, ${time}`,
  putBack: 'The original can go back in its box.',

  reopened: 'Open again',
  openAgain: {
    came: (reference: string, file: string) =>
      `${reference} is open again: ${file} arrived after it was finished.`,
    'taken-back': (reference: string, file: string) =>
      `${reference} is open again: ${file} was taken back after it was finished.`,
  },
  toReopened: (reference: string) => `Show ${reference}`,
  seen: 'Seen',

  // What comes in
  waitingForScans: 'Waiting for the first scan',
  strip: 'What came in',
  words: { good: 'Good', goodBut: 'Good, but look at it', bad: 'Not good', wait: 'Checking …' },
  states: {
    receiving: 'on its way',
    received: 'waiting to be checked',
    checking: 'being checked',
    accepted: 'good',
    deriving: 'good',
    ready: 'good',
    rejected: 'rejected',
    failed: 'not checked',
    refused: 'arrived damaged',
  },
  version: (n: number) => `version ${n}`,
  fates: { replaced: 'replaced', 'taken-back': 'taken back', 'left-out': 'left out' },
  takeBack: (name: string) => `Take ${name} back`,
  takeBackToo: (name: string) => `Press again to take ${name} back as well`,
  keepIt: (name: string) => `Keep ${name}`,
  wasTakenBack: (name: string) => `${name} was taken back.`,
  countAgain: (name: string) => `Let ${name} count again`,
  addScans: 'Add scans from this device',
  sendingHere: (done: number, total: number) => `${done} of ${total} files sent from here`,
  notSent: (name: string) => `${name} was not sent`,

  // Connection
  stale: (time: string) => `No connection since ${time}`,
  staleLead:
    'What you see may be old. Nothing here is sure until the connection is back; it comes back by itself.',

  // Around it
  queueNone: 'Nothing waits to be checked',
  queue: (own: number, before: number) =>
    `${own} of this item to be checked${before > 0 ? `, ${before} of others before` : ''}`,
  queueAll: (n: number) => (n === 1 ? '1 scan waits to be checked' : `${n} scans wait to be checked`),
  about: (time: string) => `about ${time}`,
  toItem: 'The item',
  rescansHere: (n: number) => `To be scanned again here: ${n}`,

  // The end of the day
  endOfDay: 'End of day',
  back: 'Back to the copy stand',
  day: 'Day',
  safe: 'Everything is safe: the card may be wiped',
  safeSoFar: 'All that came in is safe. Now compare the card',
  allStored: (n: number, size: string) =>
    `${n === 1 ? '1 scan' : `${n} scans`}, ${size}, each stored, its digest proved, and good, replaced or taken back.`,
  mayBeWiped: (n: number) =>
    n === 1 ? 'The one compared file is in the archive.' : `All ${n} compared files are in the archive.`,
  onlyKnown:
    'Of a file that was never sent nothing is known here. Choose the folder below: it says whether the card may be wiped.',
  notSafe: 'Do not wipe the card yet',
  nothingToday: 'Nothing came in from this station on this day',
  digests: 'Digests',
  digestsLead: 'The SHA-256 of every file as it is stored: the proof of what was received.',
  download: 'Download as CSV',
  print: 'Print',
  digestColumns: {
    name: 'File',
    reference: 'Item',
    state: 'State',
    size: 'Size',
    sha256: 'SHA-256',
    at: 'Received',
  },
  compare: 'Compare with the card itself',
  compareLead:
    'Choose the folder on the card. The digest of each file in it is taken here, without sending anything, and looked for in the archive.',
  chooseFolder: 'Choose the folder',
  comparing: (done: number, total: number) => `${done} of ${total} files compared`,
  allKept: (n: number) =>
    n === 1 ? 'The one file is in the archive.' : `All ${n} files are in the archive.`,
  notKept: (n: number) => (n === 1 ? '1 file is not in the archive' : `${n} files are not in the archive`),
  emptyFolder: 'There is no file in this folder.',
  unreadable: 'The folder could not be read to its end. Nothing is proved.',
} as const;
