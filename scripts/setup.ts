import { parseArgs } from 'node:util';
import { fetchMirador } from './setup/mirador.ts';
import { partsFor, setUp } from './setup/set-up.ts';

const HELP = `npm run setup [-- --tests]

Installs what npm start needs (the packages, Redis, the viewer), without root and without a system service.

  --tests   also what only npm test needs: PostgreSQL, an S3 server, Chromium, TIFF tools, ImageMagick`;

function main(): void {
  const { values } = parseArgs({
    options: { tests: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const parts = partsFor(values.tests ? 'tests' : 'start');
  setUp({ parts, say: console.log });
  fetchMirador(console.log);
  for (const part of parts) console.log(`${part.name.padEnd(12)} ${part.find()}`);
}

main();
