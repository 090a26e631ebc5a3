// npm start: installs what is missing, then hands over to start.ts.
import { runProgram } from './setup/dependencies.mjs';

await runProgram(new URL('./start.ts', import.meta.url).href);
