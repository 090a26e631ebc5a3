// npm test: installs what is missing, then runs every check and every test.
import { runProgram } from './setup/dependencies.mjs';

await runProgram(new URL('./test.ts', import.meta.url).href);
