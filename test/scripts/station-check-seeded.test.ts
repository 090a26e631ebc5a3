import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { PROFILES } from '../../scripts/defects/kind.ts';
import { makeScans, type SeededScan } from '../../scripts/defects/kinds.ts';
import { GOOD_NEIGHBOURS, NEIGHBOURS } from '../../scripts/defects/neighbours.ts';
import { writeSet } from '../../scripts/defects/write-set.ts';
import type { CheckedFile } from '../../scripts/station/check/check-file.ts';
import { checkFolder } from '../../scripts/station/check/check-folder.ts';

const SEED = 11;
const KINDS = [...NEIGHBOURS, ...GOOD_NEIGHBOURS];
const scans = (await makeScans(KINDS, SEED)).filter(({ elsewhere }) => elsewhere === undefined);

let dir: string;
before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'station-seeded-'));
  await writeSet(dir, KINDS, SEED);
});
after(() => rm(dir, { recursive: true, force: true }));

async function checkItemOf(scan: SeededScan): Promise<readonly CheckedFile[]> {
  const { files } = await checkFolder(join(dir, scan.kind), {
    profile: PROFILES[scan.profile],
    originalMm: scan.original,
    signal: new AbortController().signal,
    openProgress: () => ({ file: () => ({ read: () => {}, ended: () => {} }), close: () => {} }),
  });
  return files;
}

describe('a folder that stands for an item', () => {
  it('is one of several kinds', () => {
    expect(scans.length).to.be.at.least(8);
  });

  for (const scan of scans) {
    it(`has said of a scan what its item would: ${scan.kind}`, async () => {
      const files = await checkItemOf(scan);
      const found = files.find(({ name }) => name === scan.fileName);
      expect(found?.findings.map(({ rule, severity }) => `${severity} of ${rule}`)).to.deep.equal(
        scan.expects.map(({ rule, severity }) => `${severity} of ${rule}`),
      );
      for (const [at, { says }] of scan.expects.entries())
        expect(found?.findings[at]?.message.en).to.match(says);
      // Whatever is wrong with one page is no error of those that it is not mixed up with.
      const touched = [scan.fileName, found?.findings.map(({ value }) => value).join() ?? ''].join();
      for (const { name, findings } of files)
        if (!touched.includes(name))
          expect(findings.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
    });
  }
});
