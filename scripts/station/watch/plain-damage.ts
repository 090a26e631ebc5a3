import { anythingIiifCanShow } from '../../../intake/profile.ts';
import { judge } from '../../../intake/rules/table.ts';
import type { Finding } from '../../../model/finding.ts';
import type { Scan } from '../scans.ts';
import { readStructure } from './read-structure.ts';

/** Rules that look at the file alone and that no profile of Recto's is milder about. */
const PLAIN: readonly string[] = ['empty', 'structure'];
const PROFILE = anythingIiifCanShow(Number.MAX_SAFE_INTEGER);

/**
 * What is wrong with a file as far as its header tells, in the words of Recto's own rules: that it is empty, or that
 * it ends before its pixels do. Takes milliseconds, so that nobody waits for the server to hear of it.
 *
 * @throws an error of the file system where the file cannot be read.
 */
export async function findPlainDamage({ name, path }: Scan): Promise<readonly Finding[]> {
  const structure = await readStructure(path);
  const facts = {
    ...structure,
    originalName: name,
    sha256: '',
    promised: { sizeBytes: structure.sizeBytes, sha256: '' },
    technical: undefined,
    decoding: undefined,
    look: undefined,
    resolutionUnit: undefined,
  };
  return judge(facts, PROFILE).filter(({ rule }) => PLAIN.includes(rule));
}
