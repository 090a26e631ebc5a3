import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readProfileFile } from '../../intake/profile-file.ts';
import { GOOD } from '../../scripts/defects/good.ts';
import { PROFILES, sha256Of } from '../../scripts/defects/kind.ts';
import { DEFECTS, makeScans } from '../../scripts/defects/kinds.ts';
import { writeSet } from '../../scripts/defects/write-set.ts';
import { findingsOf } from '../fixtures/judge-seeded.ts';

const SEED = 7;
const defects = await makeScans(DEFECTS, SEED);

describe('a seeded defect', () => {
  it('is of at least forty kinds, each with a name of its own', () => {
    expect(new Set([...DEFECTS, ...GOOD].map(({ kind }) => kind)).size).to.equal(
      DEFECTS.length + GOOD.length,
    );
    expect(DEFECTS.length).to.be.at.least(40);
  });

  for (const scan of defects) {
    it(`is found, for the right reason and no other: ${scan.kind}`, async () => {
      const findings = await findingsOf(scan);
      expect(
        findings.map(({ rule, severity }) => `${severity} of ${rule}`),
        findings.map(({ message }) => message.en).join('\n'),
      ).to.deep.equal(scan.expects.map(({ rule, severity }) => `${severity} of ${rule}`));
      for (const [at, { says, region }] of scan.expects.entries()) {
        expect(findings[at]?.message.en).to.match(says);
        expect(findings[at]?.message.nl)
          .to.match(/^\P{Ll}.*\.$/su)
          .and.not.equal(findings[at]?.message.en);
        if (region !== undefined) expect(findings[at]?.region).to.deep.equal(region);
      }
    });
  }
});

describe('a seeded good scan', () => {
  const ours = GOOD.filter(({ writer }) => writer === 'own bytes');
  // Other programs take a second to start, and are the same whatever the page is.
  const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((seed) => ({ seed, kinds: seed > 2 ? ours : GOOD }));
  for (const { seed, kinds } of seeds) {
    it(`has nothing said against it, whatever its form: ${kinds.length} of seed ${seed}`, async () => {
      for (const scan of await makeScans(kinds, seed))
        expect(await findingsOf(scan), scan.kind).to.deep.equal([]);
    }).timeout(60_000);
  }
});

describe('seeded scans', () => {
  it('are the same for the same seed, whatever else is made, and others for another', async () => {
    const isAgain = (_: unknown, at: number): boolean => at % 3 === 0;
    const digestsOf = async (seed: number): Promise<string[]> =>
      (await makeScans(DEFECTS.filter(isAgain), seed)).map(({ bytes }) => sha256Of(bytes));
    const first = defects.filter(isAgain).map(({ bytes }) => sha256Of(bytes));
    expect(await digestsOf(SEED)).to.deep.equal(first);
    const other = new Set(await digestsOf(SEED + 1));
    expect(first.filter((digest) => !other.has(digest)).length).to.be.above(30);
  }).timeout(60_000);

  it('are written with what has to be found in them, beside the others of their item', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'recto-seeded-'));
    try {
      await writeSet(
        dir,
        [...DEFECTS, ...GOOD].filter(({ kind }) => /^(name-copy|shot-again|zeros-turned)$/.test(kind)),
        SEED,
      );
      expect(await readdir(join(dir, 'shot-again'))).to.have.length(6);
      const { scans } = JSON.parse(await readFile(join(dir, 'expected.json'), 'utf8'));
      expect(scans.map(({ kind }: { kind: string }) => kind)).to.deep.equal([
        'name-copy',
        'zeros-turned',
        'shot-again',
      ]);
      for (const scan of scans) {
        expect(sha256Of(await readFile(join(dir, scan.file)))).to.equal(scan.sha256);
        expect(await readProfileFile(join(dir, `${scan.profile}.json`))).to.deep.equal(
          PROFILES[scan.profile as 'any'],
        );
      }
      expect(scans[1].expects[0]).to.include({ rule: 'bands', severity: 'error' });
      expect(scans[1].expects[0].region).to.include({ x: 0, y: 0 });
    } finally {
      await rm(dir, { recursive: true });
    }
  });
});
