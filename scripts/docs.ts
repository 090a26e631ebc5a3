import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SETTINGS } from '../runtime/config.ts';
import { defectsPage } from './defects/page.ts';
import { configurationPage, environmentExample } from './docs/configuration.ts';
import { wrongDecisions } from './docs/decisions.ts';
import { readPages, wrongLinks } from './docs/pages.ts';
import { ROOT } from './setup/places.ts';

const HELP = `npm run docs [-- --check]

Writes docs/configuration.md and .env.example from runtime/config.ts, and docs/intake/defects.md from scripts/defects,
then checks the numbers, titles and states of docs/decisions and every link from one page of the repository to another.

  --check   write nothing; say what is not current`;

/** What is written by this program: path from the root, and text. */
export function generatedDocs(): Readonly<Record<string, string>> {
  return {
    'docs/configuration.md': configurationPage(SETTINGS),
    '.env.example': environmentExample(SETTINGS),
    'docs/intake/defects.md': defectsPage(),
  };
}

/** Everything that is wrong with the documentation, a sentence each. */
export function wrongDocs(root: string): string[] {
  const stale = Object.entries(generatedDocs()).filter(([path, text]) => {
    const file = join(root, path);
    return !existsSync(file) || readFileSync(file, 'utf8') !== text;
  });
  const pages = readPages(root);
  return [
    ...stale.map(([path]) => `${path} is not current: npm run docs`),
    ...wrongDecisions(pages),
    ...wrongLinks(pages, (path) => existsSync(join(root, path))),
  ];
}

function main(): void {
  const { values } = parseArgs({
    options: { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  if (!values.check) {
    for (const [path, text] of Object.entries(generatedDocs())) writeFileSync(join(ROOT, path), text);
  }
  const wrong = wrongDocs(ROOT);
  for (const line of wrong) console.error(line);
  process.exitCode = wrong.length > 0 ? 1 : 0;
}

if (process.argv[1]?.endsWith('docs.ts')) main();
