/** Every sentence about folders that are watched at a station. */
export const watchesEnglish = {
  watched: (folder: string) => `Folder ${folder} is being watched`,
  away: (folder: string) => `Folder ${folder} cannot be read`,
  gone: (time: string) => `No folder is watched since ${time}`,
  never: 'No folder is watched here',
  coming: (n: number) => `${n} on the way`,
  comingWords: (n: number) =>
    n === 1 ? '1 file is on its way from the folder' : `${n} files are on their way from the folder`,
  held: 'Held back',
  heldCount: (n: number) => (n === 1 ? '1 file is held back' : `${n} files are held back`),
  why: 'Why, and what to do, stands below.',
  finishComing: (n: number) =>
    n === 1
      ? '1 file is still on its way from the folder, and may be of this item. Wait for it.'
      : `${n} files are still on their way from the folder, and may be of this item. Wait for them.`,
  finishLeft: (n: number) =>
    n === 1
      ? '1 file waits in a folder that is not watched any more, and may be of this item. Start the program there again.'
      : `${n} files wait in a folder that is not watched any more, and may be of this item. Start the program there again.`,
  finishHeld: (n: number) =>
    n === 1
      ? '1 file of the folder is held back. See first that it is not of this item.'
      : `${n} files of the folder are held back. See first that none is of this item.`,
  finishAway: 'The folder cannot be read. A scan of this item may still lie in it.',
  inFolder: (folder: string) => `In ${folder}:`,
  leftIn: (folder: string, time: string) => `${folder} is not watched any more. When last heard of, ${time}:`,
  wereWaiting: (n: number) => (n === 1 ? '1 file was waiting' : `${n} files were waiting`),
  wasUnread: 'it could not be read',
  since: (time: string) => `since ${time}`,
  more: (n: number) => `and ${n} more`,
  forget: 'Forget this folder',
  forgetTitle: (folder: string) => `Forget ${folder}?`,
  forgetLead:
    'Only where it will not be watched again, and somebody has seen to the files that lie in it. Nothing there is changed. That you did it is kept.',
} as const;
