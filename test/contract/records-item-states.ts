import { expect } from 'chai';
import fc from 'fast-check';
import { FILE_STATES, type FileState } from '../../model/file-version.ts';
import { type Item, itemState } from '../../model/item.ts';
import { SURFACE_STATES, type Surface, type SurfaceState } from '../../model/surface.ts';
import { insertFileVersion, moveState } from '../../storage/records/file-versions.ts';
import { findItem, insertItem, setPublication, summarise } from '../../storage/records/items.ts';
import type { Records, Rows } from '../../storage/records/records.ts';
import { searchItems } from '../../storage/records/search-items.ts';
import { insertSurface, updateSurface } from '../../storage/records/surfaces.ts';
import { makeFile, makeItem, makeSurface } from '../fixtures/holdings.ts';

const SIDES = 2;
const side = fc.nat({ max: SIDES - 1 });
const fileState = fc.constantFrom(...FILE_STATES);

/** What may happen to an item, one after the other. */
const act = fc.oneof(
  fc.record({ does: fc.constant('side' as const), side, state: fc.constantFrom(...SURFACE_STATES) }),
  fc.record({ does: fc.constant('scan' as const), side, state: fileState, first: fc.boolean() }),
  fc.record({ does: fc.constant('move' as const), side, state: fileState }),
  fc.record({ does: fc.constant('older' as const), side, state: fileState }),
  fc.record({ does: fc.constant('publish' as const), withdrawn: fc.boolean() }),
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

interface Scan {
  readonly id: string;
  state: FileState;
}

/** An item as it should be counted: what was done, and nothing read from the records. */
class Expected {
  readonly sides: { readonly surface: Surface; state: SurfaceState; scans: Scan[] }[] = [];
  published: { publishedRevision: number | null; withdrawnAt: number | null } = {
    publishedRevision: null,
    withdrawnAt: null,
  };

  get counts() {
    const counted = this.sides.filter(
      ({ state, scans }) => state !== 'suppressed' && !(state === 'missing' && scans.length === 0),
    );
    const inStates = (states: readonly FileState[]) =>
      counted.filter(({ scans }) => states.includes(scans.at(-1)?.state ?? 'received')).length;
    return { total: counted.length, ready: inStates(['ready']), stuck: inStates(['rejected', 'failed']) };
  }
}

async function perform(rows: Rows, item: Item, expected: Expected, one: Act): Promise<void> {
  if (one.does === 'publish') {
    expected.published = { publishedRevision: 1, withdrawnAt: one.withdrawn ? 9 : null };
    return setPublication(rows, item.id, { publishedRevision: 1, withdrawnAt: one.withdrawn ? 9 : null }, 9);
  }
  const side = expected.sides[one.side];
  if (side === undefined) {
    const surface = makeSurface(item.id, `p${expected.sides.length}`);
    expected.sides.push({ surface, state: surface.state, scans: [] });
    return insertSurface(rows, surface);
  }
  const { surface, scans } = side;
  if (one.does === 'side') {
    side.state = one.state;
    return updateSurface(rows, surface.id, { state: one.state });
  }
  if (one.does === 'scan') {
    const number = scans.length + 1;
    const file = makeFile(surface, { version: number, state: one.state, sha256: `${number}`.repeat(64) });
    scans.push({ id: file.id, state: one.state });
    const point = () => updateSurface(rows, surface.id, { latestVersionId: file.id });
    if (one.first) await point();
    await insertFileVersion(rows, file);
    return one.first ? undefined : point();
  }
  const scan = one.does === 'move' ? scans.at(-1) : scans.at(-2);
  if (scan === undefined) return;
  await moveState(rows, scan.id, [scan.state], { state: one.state, at: 5 });
  scan.state = one.state;
}

/** What the database keeps by itself of items. */
export function describeItemStates(records: () => Records): void {
  it('counts the sides of an item and knows its state, whatever was done in whatever order', async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 30 }), async (acts) => {
        const item = makeItem();
        const expected = await records().write(async (rows) => {
          await insertItem(rows, item);
          const expected = new Expected();
          for (const one of acts) await perform(rows, item, expected, one);
          return expected;
        });
        const found = await records().read(async (rows) => ({
          summaries: await summarise(rows, [(await findItem(rows, item.id)) ?? item]),
          listed: await searchItems(rows, {
            query: item.reference,
            state: itemState(expected.published, expected.counts),
            limit: 5,
            offset: 0,
          }),
        }));
        expect(found.summaries[0]?.counts).to.deep.equal(expected.counts);
        expect(found.listed.items.map((one) => one.item.id)).to.deep.equal([item.id]);
        expect(found.listed.total).to.equal(1);
      }),
      { numRuns: 40 },
    );
  });
}
