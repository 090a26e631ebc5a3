import { expect } from 'chai';
import type { FileVersion, TechnicalFacts } from '../../model/file-version.ts';
import { uuidv7 } from '../../model/ids.ts';
import type { Item } from '../../model/item.ts';
import type { Look } from '../../model/look.ts';
import type { Surface } from '../../model/surface.ts';
import { insertFileVersion, moveState } from '../../storage/records/file-versions.ts';
import { insertItem } from '../../storage/records/items.ts';
import { scansAside, scansOfSameBytes } from '../../storage/records/places.ts';
import type { Records } from '../../storage/records/records.ts';
import { insertSurface, updateSurface } from '../../storage/records/surfaces.ts';
import { goodHeader } from '../fixtures/good-facts.ts';
import { makeFile, makeItem, makeSurface } from '../fixtures/holdings.ts';

const LOOK: Look = {
  dHash: '0123456789abcdef'.repeat(4),
  mean: 127.5,
  deviation: 30.25,
  bands: [{ axis: 'rows', from: 10, length: 20, level: 0 }],
};
const FACTS: TechnicalFacts = { ...goodHeader, width: 2_100, height: 2_970, iccProfile: null };

/** Ids that sort as they were asked for, in one millisecond too. */
let made = 0;
function nextId(): string {
  const random = crypto.getRandomValues(new Uint8Array(10));
  made += 1;
  return uuidv7(1_700_000_000_000 + made, random);
}

function digest(): string {
  return nextId().replaceAll('-', '').padEnd(64, '0');
}

/** Where a scan stands among others. */
export function describePlaces(records: () => Records): void {
  async function makeItemOf(names: readonly string[], patch: Partial<Surface> = {}) {
    const item = makeItem();
    const surfaces = names.map((name) => makeSurface(item.id, name, patch));
    await records().write(async (rows) => {
      await insertItem(rows, item);
      for (const surface of surfaces) await insertSurface(rows, surface);
    });
    return { item, surfaces };
  }

  /** Adds a scan that was checked, as the page's latest. */
  async function scanOf(
    surface: Surface,
    patch: Partial<FileVersion> = {},
    checked: { look?: Look | null; width?: number; state?: FileVersion['state'] } = {},
  ): Promise<FileVersion> {
    const file = makeFile(surface, { id: nextId(), sha256: digest(), ...patch });
    const { look = LOOK, width = FACTS.width, state = 'accepted' } = checked;
    await records().write(async (rows) => {
      await insertFileVersion(rows, file);
      await updateSurface(rows, surface.id, { latestVersionId: file.id });
      await moveState(rows, file.id, ['received'], { state, facts: { ...FACTS, width }, look, at: 2 });
    });
    return file;
  }

  const aside = (surface: Surface) => records().read((rows) => scansAside(rows, surface));
  const namesAside = async (surface: Surface) => {
    const { before, after } = await aside(surface);
    return [before.map((scan) => scan?.name), after.map((scan) => scan?.name)];
  };
  const update = (surface: Surface, patch: Parameters<typeof updateSurface>[2]) =>
    records().write((rows) => updateSurface(rows, surface.id, patch));

  it('has the scans beside a page, the nearest first, and how each looks as it was said', async () => {
    const { surfaces } = await makeItemOf(['p1', 'p2', 'p3', 'p10', 'p11']);
    const scans = [];
    for (const surface of surfaces) scans.push(await scanOf(surface));
    expect(await namesAside(surfaces[2]!)).to.deep.equal([
      ['p2.tif', 'p1.tif'],
      ['p10.tif', 'p11.tif'],
    ]);
    const { sha256 } = scans[1]!;
    const [nearest] = (await aside(surfaces[2]!)).before;
    expect(nearest).to.deep.equal({ name: 'p2.tif', sha256, facts: FACTS, look: LOOK });
  });

  it('follows the order that a person gave, where one did', async () => {
    const { item, surfaces } = await makeItemOf([]);
    const ordered = ['a', 'b', 'c'].map((name, index) => makeSurface(item.id, name, { position: 3 - index }));
    await records().write(async (rows) => {
      for (const surface of ordered) await insertSurface(rows, surface);
    });
    for (const surface of ordered) await scanOf(surface);
    expect(surfaces).to.be.empty;
    expect(await namesAside(ordered[1]!)).to.deep.equal([['c.tif'], ['a.tif']]);
  });

  it('has of a page the newest scan that was let in, or nothing, and passes over what was put aside', async () => {
    const { surfaces } = await makeItemOf(['p1', 'p2', 'p3', 'p4', 'p5']);
    const [p1, p2, p3, p4, p5] = surfaces as [Surface, Surface, Surface, Surface, Surface];
    const shown = await scanOf(p1, { originalName: 'shown.tif' });
    await update(p1, { currentVersionId: shown.id });
    await scanOf(p1, { version: 2, originalName: 'broken.tif' }, { state: 'rejected' });
    await scanOf(p3);
    await update(p3, { state: 'suppressed' });
    await scanOf(p5, {}, { look: null });
    expect(await namesAside(p4)).to.deep.equal([[undefined, 'shown.tif'], ['p5.tif']]);
    expect((await aside(p4)).after[0]?.look).to.equal(null);
    await scanOf(p1, { version: 3, originalName: 'newest.tif' });
    expect(await namesAside(p2)).to.deep.equal([['newest.tif'], [undefined, 'p5.tif']]);
  });

  it('reads fifty pages each way of an item that has more', async () => {
    const { surfaces } = await makeItemOf(Array.from({ length: 120 }, (_, index) => `p${index + 1}`));
    const [before, after] = await namesAside(surfaces[59]!);
    expect([before?.length, after?.length]).to.deep.equal([50, 50]);
  });

  const sameAs = (surface: Surface, file: FileVersion) =>
    records().read((rows) =>
      scansOfSameBytes(rows, { fileVersionId: file.id, surface, sha256: file.sha256 }),
    );
  const told = (name: string, { id, reference }: Item) => ({ name, reference, itemId: id });

  it('finds the bytes of a scan on other pages that had them before, those of its item first', async () => {
    const sha256 = digest();
    const other = await makeItemOf(['x1']);
    const { item, surfaces } = await makeItemOf(['p1', 'p2', 'p3']);
    const [p1, p2, p3] = surfaces as [Surface, Surface, Surface];
    await scanOf(other.surfaces[0]!, { sha256 });
    await scanOf(p1, { sha256 });
    const mine = await scanOf(p2, { sha256 });
    await scanOf(p3, { sha256 });
    expect(await sameAs(p2, mine)).to.deep.equal([told('p1.tif', item), told('x1.tif', other.item)]);
  });

  it('finds them only where they are shown or came last, were let in, and were not put aside', async () => {
    const sha256 = digest();
    const { item, surfaces } = await makeItemOf(['gone', 'shown', 'rejected', 'aside', 'mine']);
    const [gone, shown, rejected, away, mine] = surfaces as [Surface, Surface, Surface, Surface, Surface];
    await scanOf(gone, { sha256 });
    await scanOf(gone, { version: 2 });
    await update(shown, { currentVersionId: (await scanOf(shown, { sha256 })).id });
    await scanOf(shown, { version: 2 });
    await scanOf(rejected, { sha256 }, { state: 'rejected' });
    await scanOf(away, { sha256 });
    await update(away, { state: 'suppressed' });
    const file = await scanOf(mine, { sha256 });
    expect(await sameAs(mine, file)).to.deep.equal([told('shown.tif', item)]);
    expect(await sameAs(shown, file)).to.deep.equal([]);
  });
}
