import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('..', import.meta.url);

/**
 * Runs one of Recto's programs: compiled, as in the container image, or from its TypeScript source, as in a
 * checkout. Where the packages are not installed yet, they are.
 */
export async function runBeside(name) {
  const compiled = ['', 'dist/'].map((folder) => new URL(`${folder}${name}.js`, root));
  const source = new URL(`${name}.ts`, root);
  if (existsSync(fileURLToPath(source))) {
    const { ensureDependencies } = await import('../scripts/setup/dependencies.mjs');
    ensureDependencies();
    const { register } = await import('tsx/esm/api');
    register();
    await import(source.href);
    return;
  }
  const found = compiled.find((url) => existsSync(fileURLToPath(url)));
  if (!found) throw new Error(`${name} is neither here as source nor compiled: run npm run build.`);
  await import(found.href);
}
