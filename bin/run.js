import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('..', import.meta.url);

/**
 * Runs the `main(args)` of one of Recto's programs and ends with the exit code that it returns: compiled, as in
 * the container image, or from its TypeScript source, as in a checkout. Where the packages are not installed yet,
 * they are.
 */
export async function runProgram(name) {
  const source = new URL(`${name}.ts`, root);
  const compiled = ['', 'dist/'].map((folder) => new URL(`${folder}${name}.js`, root));
  const found = [source, ...compiled].find((url) => existsSync(fileURLToPath(url)));
  if (!found) throw new Error(`${name} is neither here as source nor compiled: run npm run build.`);
  if (found === source) await readTypeScript();
  const { main } = await import(found.href);
  process.exitCode = await main(process.argv.slice(2));
}

async function readTypeScript() {
  const { ensureDependencies } = await import('../scripts/setup/dependencies.mjs');
  ensureDependencies();
  const { register } = await import('tsx/esm/api');
  register();
}
