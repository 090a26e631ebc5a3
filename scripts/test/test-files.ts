import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every test file below `test/`, as paths from the root, in the order of their names. */
export function testFiles(root: string): string[] {
  const names = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join('test', name))
    .sort();
}
