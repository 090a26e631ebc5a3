import { parseArgs } from 'node:util';
import { partsFor, setUp } from './setup/set-up.ts';
import { fetchViewer, MIRADOR, UNIVERSAL_VIEWER } from './setup/viewers.ts';

const HELP = `npm run setup [-- --tests | --viewer]

Installs what npm start needs (the packages, Redis, the viewer), without root and without a system service.

  --tests   also what only npm test needs: PostgreSQL, an S3 server, Chromium, TIFF tools,
            ImageMagick, Universal Viewer
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
  fetchViewer(MIRADOR, console.log);
  if (values.viewer) return;
  if (values.tests) fetchViewer(UNIVERSAL_VIEWER, console.log);
  const parts = partsFor(values.tests ? 'tests' : 'start');
  setUp({ parts, say: console.log });
  for (const part of parts) console.log(`${part.name.padEnd(12)} ${part.find()}`);
}

main();
