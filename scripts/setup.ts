import { parseArgs } from 'node:util';
import { fetchMirador } from './setup/mirador.ts';
import { partsFor, setUp } from './setup/set-up.ts';

const HELP = `npm run setup [-- --tests | --viewer]

Installs what npm start needs (the packages, Redis, the viewer), without root and without a system service.

  --tests   also what only npm test needs: PostgreSQL, an S3 server, Chromium, TIFF tools, ImageMagick
  --viewer  the viewer alone, as the container image needs it`;

function main(): void {
  const { values } = parseArgs({
    options: {
      tests: { type: 'boolean' },
      viewer: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  fetchMirador(console.log);
  if (values.viewer) return;
  const parts = partsFor(values.tests ? 'tests' : 'start');
  setUp({ parts, say: console.log });
  for (const part of parts) console.log(`${part.name.padEnd(12)} ${part.find()}`);
}

main();
