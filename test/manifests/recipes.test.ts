import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '@iiif/presentation-3';
import { expect } from 'chai';
import { buildTopCollection } from '../../manifests/collection.ts';
import { buildPresentation2, formatPresentation2 } from '../../manifests/presentation-2.ts';
import { wrongPresentation2 } from '../fixtures/presentation-2.ts';
import { wrongPresentation } from '../fixtures/presentation-3.ts';
import { BASE, ITEM, manifestOf, type Recipe, sideId } from '../fixtures/recipe.ts';
import { PAGE_RECIPES } from './recipes/page-recipes.ts';
import { TEXT_RECIPES } from './recipes/text-recipes.ts';

const PART = { as: 'part', region: { x: 10, y: 20, width: 300, height: 400 } } as const;
const FOLDER = join(import.meta.dirname, 'golden');
const RECIPES = { ...TEXT_RECIPES, ...PAGE_RECIPES };

/** Everything that is written otherwise in 2.1, in one item. */
const RICH: Recipe = {
  ...PAGE_RECIPES['0024-table-of-contents'],
  sides: [
    ...(PAGE_RECIPES['0033-choice']?.sides ?? []),
    ...(PAGE_RECIPES['0035-foldouts']?.sides.slice(2) ?? []),
    { ...PAGE_RECIPES['0036-composition']?.sides[1], placement: { ...PART, on: sideId(4) } },
    ...(PAGE_RECIPES['0283-missing-image']?.sides.slice(1, 2) ?? []),
  ],
  item: {
    ...TEXT_RECIPES['0008-rights']?.item,
    ...TEXT_RECIPES['0118-multiple-values']?.item,
    summary: { en: ['<p>A leaflet.</p>'], nl: ['<p>Een vlugschrift.</p>'] },
    behavior: 'paged',
    viewingDirection: 'right-to-left',
    startSurfaceId: sideId(2),
    links: [
      ...(TEXT_RECIPES['0047-homepage']?.item?.links ?? []),
      ...(TEXT_RECIPES['0053-see-also']?.item?.links ?? []),
    ],
  },
  downloads: ['pdf'],
  env: { ...TEXT_RECIPES['0234-provider']?.env },
};

/** On purpose alone: TEST_WRITE_GOLDEN=true npm test -- test/manifests/recipes.test.ts */
const isToBeWritten = process.env['TEST_WRITE_GOLDEN'] === 'true';

/** Compares with what was looked at and kept, or keeps it anew. */
function compareWithGolden(name: string, made: unknown): void {
  const file = join(FOLDER, `${name}.json`);
  if (isToBeWritten) writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`);
  expect(existsSync(file), `${file} is not there`).to.equal(true);
  expect(made).to.deep.equal(JSON.parse(readFileSync(file, 'utf8')));
}

describe('the recipes of the IIIF cookbook', () => {
  for (const [name, recipe] of Object.entries(RECIPES))
    it(`${name}`, () => {
      const made = manifestOf(recipe);
      expect(wrongPresentation(made)).to.deep.equal([]);
      const older = buildPresentation2(made as Manifest, { itemId: ITEM, base: BASE, id: `${BASE}/2` });
      expect(wrongPresentation2(JSON.parse(JSON.stringify(older)))).to.deep.equal([]);
      compareWithGolden(name, made);
    });

  it('0032-collection', () => {
    const entries = [ITEM, sideId(1)].map((id, index) => ({ id, label: { nl: [`Affiche ${index + 1}`] } }));
    const made = buildTopCollection(entries, { name: 'An Archive', url: undefined }, BASE);
    expect(wrongPresentation(made)).to.deep.equal([]);
    compareWithGolden('0032-collection', made);
  });

  it('0057-presentation-2', () => {
    const made = manifestOf(RICH) as Manifest;
    expect(wrongPresentation(made)).to.deep.equal([]);
    const place = { itemId: ITEM, base: BASE, id: `${BASE}/iiif/presentation/2/${ITEM}/manifest` };
    const older: unknown = JSON.parse(formatPresentation2(JSON.stringify(made), place));
    expect(wrongPresentation2(older)).to.deep.equal([]);
    compareWithGolden('0057-presentation-2', older);
  });

  it('has no golden file that no recipe makes', () => {
    const kept = readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ''));
    const made = [...Object.keys(RECIPES), '0032-collection', '0057-presentation-2'];
    expect(kept.filter((name) => !made.includes(name))).to.deep.equal([]);
  });
});
