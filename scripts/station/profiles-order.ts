import { PROFILES, presetOf } from '../../intake/find-profile.ts';
import { readArgs, wrong } from './options.ts';
import { type Order, readOptions } from './orders.ts';

const HELP = `recto-station profiles [NAME]

Without a name: lists the capture profiles that this station knows, which \`recto-station check --profile\` takes.
With one: prints it as JSON, ready to be kept in a file and edited:

  recto-station profiles any > ours.json
  recto-station check ./scans --profile ours.json

docs/intake/profiles.md says what each field means.`;

/** `recto-station profiles`: what a good scan can be. */
export const profilesOrder: Order = {
  help: HELP,
  run: async (args) => {
    const lines = readOptions('profiles', () => linesFor(args));
    if (lines === undefined) return 2;
    for (const line of lines) console.log(line);
    return 0;
  },
};

function linesFor(args: readonly string[]): string[] {
  const [name, ...rest] = readArgs(args, {}).positionals;
  if (rest.length > 0) throw wrong(`One profile at a time; "${rest[0]}" is one too many.`);
  if (name !== undefined) return [JSON.stringify(presetOf(name), undefined, 2)];
  const cells = Math.max(...Object.keys(PROFILES).map((key) => key.length));
  return Object.entries(PROFILES).map(([key, profile]) => `${key.padEnd(cells)}  ${profile.name}`);
}
