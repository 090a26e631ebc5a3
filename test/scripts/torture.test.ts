import { expect } from 'chai';
import { LOCK_NAME } from '../../scripts/station/watch/lock-file.ts';
import type { Found, FoundVersion } from '../../scripts/torture/found.ts';
import { plannedKill } from '../../scripts/torture/kills.ts';
import { parseTortureArgs } from '../../scripts/torture/options.ts';
import { bytesOf, digestOf, type PlannedFile, plannedFile } from '../../scripts/torture/plan.ts';
import { violationsOf } from '../../scripts/torture/prove.ts';
import { masterKey } from '../../storage/objects/keys.ts';

const SEED = '5';
const FILES = 60;
const planned = Array.from({ length: FILES }, (_, index) => plannedFile(SEED, index));

function versionOf(file: PlannedFile): FoundVersion {
  const sha256 = digestOf(bytesOf(SEED, file));
  const isReady = file.end === 'ready';
  return {
    id: `v${file.index}`,
    reference: file.reference,
    page: file.name.replace('.tif', ''),
    state: file.end,
    sha256,
    masterKey: masterKey(sha256),
    previewKey: null,
    derivatives: isReady ? [`packs/${file.index}.zip`] : [],
    events: isReady ? ['creation', 'validation', 'ingestion'] : ['validation', 'ingestion'],
  };
}

/** What a run leaves in which nothing went wrong. */
function foundWell(): Found {
  const versions = planned.map(versionOf);
  const folder = planned.flatMap(({ reference, name, way, end }) => {
    if (way === 'put') return [];
    if (end === 'rejected') return [`${reference}/${name}`, `${reference}/${name}.findings.txt`];
    const done = `${reference}/done/${name}`;
    return way === 'twice' ? [done, done.replace('.tif', ' (2).tif')] : [done];
  });
  const objects = new Map<string, string | undefined>(
    versions.flatMap(({ masterKey: key, sha256, derivatives }) => [
      [key, sha256] as const,
      ...derivatives.map((pack) => [pack, undefined] as const),
    ]),
  );
  return { versions, folder, objects, dueSteps: 0, openUploads: [], scratch: [] };
}

function violations(change: (found: Found) => Partial<Found>): string[] {
  const found = foundWell();
  return violationsOf(SEED, FILES, { ...found, ...change(found) });
}

describe('the plan of a torture', () => {
  it('is the same for the same seed, and has files of every kind and way', () => {
    expect(planned.map(({ index }) => plannedFile(SEED, index))).to.deep.equal(planned);
    expect(planned.map((_, index) => plannedFile('6', index))).not.to.deep.equal(planned);
    expect(new Set(planned.map(({ way }) => way))).to.have.keys('watch', 'twice', 'put');
    expect(new Set(planned.map(({ end }) => end))).to.have.keys('ready', 'rejected');
    const numbers = planned.map(({ content }) => content.number);
    expect(new Set(numbers).size).to.be.below(FILES);
    const places = planned.map(({ reference, name }) => `${reference}/${name}`);
    expect(new Set(places).size).to.equal(FILES);
    expect(plannedKill(SEED, 3, 1_000)).to.deep.equal(plannedKill(SEED, 3, 1_000));
  });

  it('reads its options, and says which is wrong', () => {
    expect(parseTortureArgs(['--files', '12', '--seed', 'x', '--every', '0.5'])).to.deep.include({
      files: 12,
      seed: 'x',
      everyMs: 500,
    });
    for (const args of [['--files', '0'], ['--every', 'x'], ['--fil']])
      expect(() => parseTortureArgs(args))
        .to.throw()
        .with.property('code', 'bad-request');
  });
});

describe('the proof of a torture', () => {
  it('finds nothing where nothing is wrong', () => {
    expect(violations(() => ({}))).to.deep.equal([]);
  });

  it('takes the lock of a station that was killed last for none of its files, and nothing like it elsewhere', () => {
    const lying = (name: string) => violations(({ folder }) => ({ folder: [...folder, name] }));
    expect(lying(LOCK_NAME)).to.deep.equal([]);
    for (const name of [`TORTURE-00001/${LOCK_NAME}`, `${LOCK_NAME}.tmp`])
      expect(lying(name)).to.deep.equal([`${name} lies in the folder.`]);
  });

  it('finds every kind of wrong', () => {
    const first = versionOf(planned.find(({ end }) => end === 'ready')!);
    const inFirst = (change: Partial<FoundVersion>) => (found: Found) => ({
      versions: found.versions.map((version) =>
        version.id === first.id ? { ...version, ...change } : version,
      ),
    });
    const wrong: Record<string, (found: Found) => Partial<Found>> = {
      'is missing': ({ versions }) => ({ versions: versions.slice(1) }),
      '2 times': ({ versions }) => ({ versions: [...versions, { ...first, id: 'again' }] }),
      'was never sent': ({ versions }) => ({ versions: [...versions, { ...first, page: '9999' }] }),
      'has to be ready': inFirst({ state: 'deriving' }),
      'other bytes': inFirst({ sha256: 'f'.repeat(64) }),
      'has these events': inFirst({ events: [...first.events, 'validation'] }),
      '2 derivatives': inFirst({ derivatives: [...first.derivatives, 'packs/other.zip'] }),
      'is not in the store': () => ({ objects: new Map() }),
      'another digest': ({ objects }) => ({ objects: new Map(objects).set(first.masterKey, 'f'.repeat(64)) }),
      'belongs to nothing': ({ objects }) => ({ objects: new Map(objects).set('packs/x.zip', undefined) }),
      'is not in the folder': ({ folder }) => ({ folder: folder.slice(1) }),
      'lies in the folder': ({ folder }) => ({ folder: [...folder, 'TORTURE-00001/0001.tif.part'] }),
      'was left over': () => ({ scratch: ['worker-scratch/x'] }),
      'An upload was left over': () => ({ openUploads: ['0001.tif (receiving)'] }),
      'still due': () => ({ dueSteps: 1 }),
    };
    for (const [what, change] of Object.entries(wrong))
      expect(violations(change).join('\n'), what).to.include(what);
  });
});
