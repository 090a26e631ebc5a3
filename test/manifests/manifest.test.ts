import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import type { CanvasInput } from '../../manifests/canvas.ts';
import { buildTopCollection } from '../../manifests/collection.ts';
import { buildManifest, type ManifestInput } from '../../manifests/manifest.ts';
import { newId } from '../../model/ids.ts';
import { idsIn, wrongPresentation } from '../fixtures/presentation-3.ts';

const BASE = 'https://scans.example.org';
const ITEM = '01930000-0000-7000-8000-000000000001';
const INSTITUTION = { name: 'An Archive', url: 'https://archive.example.org/' };

const canvas = (
  number: number,
  patch: Partial<CanvasInput['surface']> = {},
): CanvasInput & { readonly image: object } => ({
  surface: {
    id: `01930000-0000-7000-8000-0000000001${String(number).padStart(2, '0')}`,
    itemId: ITEM,
    label: {},
    canvasWidth: null,
    canvasHeight: null,
    behavior: null,
    ...patch,
  },
  number,
  image: { version: 1, width: 2000 + number, height: 3001 },
});

const input = (
  patch: Partial<ManifestInput['item']> = {},
  canvases: CanvasInput[] = [canvas(1), canvas(2), canvas(3)],
) =>
  ({
    item: {
      id: ITEM,
      reference: 'ARCH00860.1',
      kind: 'pamphlet',
      label: { nl: ['Aan alle arbeiders'], en: ['To all workers'] },
      summary: { nl: ['Een vlugschrift.'], en: [''] },
      metadata: [],
      date: null,
      behavior: null,
      startSurfaceId: null,
      links: [],
      rights: 'http://creativecommons.org/licenses/by/4.0/',
      requiredStatement: { en: ['An Archive, Amsterdam'] },
      viewingDirection: 'left-to-right',
      ...patch,
    },
    canvases,
    ranges: [],
    institution: INSTITUTION,
  }) satisfies ManifestInput;

describe('a manifest', () => {
  it('is, byte for byte, what it was when this was written', () => {
    const labelled = [canvas(1, { label: { none: ['Cover'] } }), canvas(2), canvas(3)];
    const built = `${JSON.stringify(buildManifest(input({}, labelled), BASE), null, 2)}\n`;
    const golden = new URL('../fixtures/pamphlet.manifest.json', import.meta.url);
    expect(built).to.equal(readFileSync(golden, 'utf8'));
  });

  it('is what the Presentation 3.0 validator asks for', () => {
    const variants = [
      input(),
      input({ rights: null, requiredStatement: {}, summary: {}, label: {} }),
      input({ kind: 'poster', viewingDirection: 'right-to-left' }, [canvas(1)]),
    ];
    for (const variant of variants) {
      expect(wrongPresentation(buildManifest(variant, BASE))).to.deep.equal([]);
    }
  });

  it('gives every thing an id of its own, under the base alone', () => {
    const ids = idsIn(buildManifest(input(), BASE));
    expect(ids).to.have.length(1 + 3 * 3);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(ids.filter((id) => !id.startsWith(`${BASE}/iiif/presentation/${ITEM}/`))).to.deep.equal([]);
  });

  it('is called by its reference where nobody has given it a title', () => {
    expect(buildManifest(input({ label: { nl: [' '] } }), BASE).label).to.deep.equal({
      none: ['ARCH00860.1'],
    });
  });

  it('says nothing of what nobody has said', () => {
    const built = buildManifest(input({ rights: null, summary: { en: [''] }, requiredStatement: {} }), BASE);
    expect(built).to.not.have.any.keys('rights', 'summary', 'requiredStatement');
  });

  it('is paged for a pamphlet of more than a sheet, else one by one', () => {
    const behaviorOf = (kind: 'pamphlet' | 'poster' | 'manuscript', pages: number) =>
      buildManifest(
        input(
          { kind },
          Array.from({ length: pages }, (_, index) => canvas(index + 1)),
        ),
        BASE,
      ).behavior;
    expect(behaviorOf('pamphlet', 3)).to.deep.equal(['paged']);
    expect(behaviorOf('pamphlet', 2)).to.deep.equal(['individuals']);
    expect(behaviorOf('manuscript', 30)).to.deep.equal(['individuals']);
    expect(behaviorOf('poster', 3)).to.deep.equal(['individuals']);
  });

  it('shows a rescan of another size on the canvas as it was', () => {
    const before = buildManifest(input({}, [canvas(1)]), BASE).items[0];
    const frozen = canvas(1, { canvasWidth: 2001, canvasHeight: 3001 });
    const rescanned = { ...frozen, image: { version: 2, width: 4100, height: 6000 } };
    const after = buildManifest(input({}, [rescanned]), BASE).items[0];
    expect([after?.id, after?.width, after?.height]).to.deep.equal([before?.id, 2001, 3001]);
    expect(JSON.stringify(after)).to.include('~2/full/max/0/default.jpg').and.not.include('~1/');
    expect(JSON.stringify(after?.items)).to.include('"width":4100,"height":6000');
  });

  it('never moves a canvas, however pages are put in order, added, or scanned again', () => {
    const surface = fc.record({ version: fc.integer({ min: 1, max: 9 }), rank: fc.integer() });
    const property = fc.property(
      fc.array(surface, { minLength: 1, maxLength: 12 }),
      fc.nat(),
      (pages, at) => {
        const ids = pages.map(() => newId());
        const first = pages.map((_, index) => toCanvas(ids[index] ?? '', index + 1, 1));
        const later = pages
          .map((page, index) => ({ ...page, id: ids[index] ?? '' }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ id, version }, index) => toCanvas(id, index + 1, version));
        later.splice(at % (later.length + 1), 0, toCanvas(newId(), 99, 1));
        const of = (canvases: CanvasInput[]) => {
          const { items } = buildManifest(input({}, canvases), BASE);
          return new Map(canvases.map(({ surface: { id } }, index) => [id, idsIn(items[index])]));
        };
        const [before, after] = [of(first), of(later)];
        for (const id of ids) expect(after.get(id)).to.deep.equal(before.get(id));
      },
    );
    fc.assert(property, { numRuns: 100 });
  });
});

function toCanvas(id: string, number: number, version: number): CanvasInput {
  const one = canvas(number, { id, itemId: ITEM });
  return { ...one, image: { ...one.image, version } };
}

describe('the top collection', () => {
  it('is what the Presentation 3.0 validator asks for, with and without items', () => {
    const entries = [{ id: ITEM, label: { nl: ['Aan alle arbeiders'] } }];
    for (const listed of [entries, []]) {
      const built = buildTopCollection(listed, { ...INSTITUTION, url: undefined }, BASE);
      expect(wrongPresentation(built)).to.deep.equal([]);
      expect(built.items).to.have.length(listed.length);
    }
  });
});
