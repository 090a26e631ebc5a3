// npm run setup: installs what is missing. `--tests` also installs what only the tests need.
import { runProgram } from './setup/dependencies.mjs';

await runProgram(new URL('./setup.ts', import.meta.url).href);
