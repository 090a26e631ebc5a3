import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

/** The sections of the list of edge cases, and the last item of each. */
const SECTIONS = { '3.1': 6, '3.2': 10, '3.3': 21, '3.4': 25, '3.5': 34 } as const;

describe('the list of edge cases', () => {
  it('has a test for each of its 34 items', () => {
    const here = import.meta.dirname;
    const files = readdirSync(here).filter((name) => /^edge-cases-.*\.test\.ts$/.test(name));
    const text = files.map((name) => readFileSync(join(here, name), 'utf8')).join('\n');
    const named = new Set([...text.matchAll(/it\([`'](§[\d.]+ item \d+):/g)].map(([, item]) => item));
    let item = 1;
    for (const [section, last] of Object.entries(SECTIONS)) {
      for (; item <= last; item += 1) expect(named).to.include(`§${section} item ${item}`);
    }
    expect(named.size).to.equal(34);
  });
});
