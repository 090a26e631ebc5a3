import { expect } from 'chai';
import type { SafeFile } from '../../model/copy-stand.ts';
import { addFolder, type ComparedFolder, isPutAway, proofOf } from '../../web/copy-stand/compared.ts';
import { createComparedMemory } from '../../web/copy-stand/kept-compared.ts';

const folder = (name: string, digests: readonly string[], strangers = 0): ComparedFolder => ({
  ...{ name, digests, strangers, total: digests.length + strangers, at: 1 },
  named: Array.from({ length: strangers }, (_, n) => `${name}/${n}.tif`),
  unknown: Array.from({ length: strangers }, (_, n) => `unknown ${n}`),
});
const scan = (sha256: string, isCurrent = true) => ({ sha256, isCurrent, name: sha256 }) as SafeFile;

describe('the cards of a day', () => {
  const files = [scan('a'), scan('b'), scan('old', false)];
  const absent = (folders: readonly ComparedFolder[]) =>
    proofOf(folders, files).absent.map(({ name }) => name);

  it('prove nothing together but what lies on them, by digest', () => {
    expect(absent([])).to.deep.equal(['a', 'b']);
    expect(absent([folder('HOLIDAY', ['x', 'y'])])).to.deep.equal(['a', 'b']);
    expect(absent([folder('CARD', ['a'])])).to.deep.equal(['b']);
  });

  it('add up, those of one name too', () => {
    const noon = addFolder([], folder('DCIM', ['a']));
    const both = addFolder(noon, folder('DCIM', ['b']));
    expect(both).to.have.length(2);
    expect(proofOf(both, files)).to.deep.equal({ total: 2, strangers: 0, absent: [] });
  });

  it('are taken for the same again where they hold all that they held', () => {
    const before = [folder('DCIM', ['a']), folder('OTHER', ['c'])];
    const again = addFolder(before, folder('DCIM', ['a', 'b']));
    expect(again.map(({ name, digests }) => `${name} ${digests.join('')}`)).to.deep.equal([
      'OTHER c',
      'DCIM ab',
    ]);
    const unwhole = addFolder(again, folder('CARD', ['x'], 2));
    expect(proofOf(unwhole, files).strangers).to.equal(2);
    const sent = addFolder(unwhole, folder('CARD', ['x', 'unknown 0', 'unknown 1']));
    expect(proofOf(sent, files).strangers).to.equal(0);
  });

  it('are not forgotten with what was never sent, when another card of that name is whole', () => {
    const unsent = addFolder([], folder('DCIM', [], 2));
    const both = addFolder(unsent, folder('DCIM', ['a', 'b']));
    expect(proofOf(both, files)).to.deep.equal({ total: 4, strangers: 2, absent: [] });
  });

  it('are remembered by this page where the device keeps nothing', () => {
    const memory = createComparedMemory(() => {
      throw new Error('full');
    });
    memory.keep({ stationId: 's', day: '2026-11-22', folders: [folder('DCIM', [], 2)] });
    expect(memory.recall('s', '2026-11-22')).to.have.length(1);
    expect(memory.recall('s', '2026-11-21')).to.have.length(0);
  });

  it('are none of those folders that a watch puts away what it has sent', () => {
    expect(['done', 'Done', 'done 2', 'DCIM'].map(isPutAway)).to.deep.equal([true, true, false, false]);
  });
});
