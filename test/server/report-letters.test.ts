import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { faceOf } from '../../pdf/faces.ts';

const INTAKE = join(import.meta.dirname, '../../intake');

/** The letters in which programs of a folder are written, sentences and all; each with one that has it. */
async function lettersOf(isMeant: (name: string) => boolean): Promise<ReadonlyMap<string, string>> {
  const letters = new Map<string, string>();
  for (const name of await readdir(INTAKE, { recursive: true })) {
    if (!name.endsWith('.ts') || !isMeant(name)) continue;
    const text = await readFile(join(INTAKE, name), 'utf8');
    for (const letter of text.replace(/\s/g, ' ')) letters.set(letter, name);
  }
  return letters;
}

describe('the words that a report as a PDF may have to say', () => {
  it('are letters of its text, and no drawings that nobody can search for', async () => {
    const letters = await lettersOf((name) => /^(delivery-|sample-counts|sampling)/.test(name));
    expect([...letters.keys()]).to.include.members(['A', 'é', '%']);
    expect([...letters].filter(([letter]) => faceOf(letter).isDrawn)).to.deep.equal([]);
  });

  it('are written in letters that its fonts have, what rules say of a scan too', async () => {
    // What the software of a target writes is read, and never said.
    const letters = await lettersOf((name) => !name.startsWith('target-'));
    const missing = [...letters].filter(([letter]) =>
      faceOf(letter)
        .font.layout(letter)
        .glyphs.some(({ id }) => id === 0),
    );
    expect(missing).to.deep.equal([]);
  }).timeout(30_000);
});
