import { expect } from 'chai';
import { planRendering } from '../../manifests/rendering-plan.ts';
import { STORED_BASE } from '../../manifests/uris.ts';
import { newId } from '../../model/ids.ts';

type Manifest = Parameters<typeof planRendering>[0];

const SIDES = Array.from({ length: 4 }, () => newId());
const bodyOf = (surface: string, version = 1) => ({
  id: `${STORED_BASE}/iiif/3/${surface}~${version}/full/max/0/default.jpg`,
  type: 'Image',
  service: [{ id: `${STORED_BASE}/iiif/3/${surface}~${version}`, type: 'ImageService3', profile: 'level2' }],
});
const canvasOf = (number: number, bodies: readonly object[], more: object = {}) => ({
  id: `c${number}`,
  type: 'Canvas',
  label: { none: [`${number}r`] },
  ...more,
  items: [{ type: 'AnnotationPage', items: bodies.map((body) => ({ type: 'Annotation', body })) }],
});

const MANIFEST = {
  id: `${STORED_BASE}/m`,
  type: 'Manifest',
  label: { nl: ['Brieven'] },
  metadata: [
    { label: { en: ['Reference'] }, value: { none: ['COLL1'] } },
    { label: { en: ['Writer'] }, value: { en: ['<p>Rosa<br/>Luxemburg &amp; others</p>'] } },
  ],
  rights: 'http://creativecommons.org/publicdomain/mark/1.0/',
  provider: [{ id: 'https://iisg.amsterdam', type: 'Agent', label: { none: ['IISH'] } }],
  homepage: [{ id: `${STORED_BASE}/view/1`, type: 'Text', label: {} }],
  viewingDirection: 'right-to-left',
  items: [
    canvasOf(1, [{ type: 'Choice', items: [bodyOf(SIDES[0]!, 2), bodyOf(SIDES[1]!)] }]),
    canvasOf(2, [], { summary: { nl: ['Gesloten'] } }),
    canvasOf(3, [bodyOf(SIDES[2]!), bodyOf(SIDES[3]!)]),
    canvasOf(4, [bodyOf(newId())]),
  ],
  structures: [
    {
      id: 'r1',
      type: 'Range',
      label: { nl: ['Aan Kautsky'] },
      items: [
        { id: 'c3#xywh=0,0,1,1', type: 'Canvas' },
        {
          id: 'r2',
          type: 'Range',
          label: { nl: ['Bijlage'] },
          items: [{ type: 'SpecificResource', source: 'c4' }],
        },
        { id: 'r3', type: 'Range', label: { nl: ['Leeg'] }, items: [] },
      ],
    },
    { id: 'r4', type: 'Range', behavior: ['sequence'], label: {}, items: [{ id: 'c1', type: 'Canvas' }] },
  ],
} as unknown as Manifest;

describe('the plan of a file to take away', () => {
  const image = (fileVersionId: string) => ({
    ...{ fileVersionId, name: 'p', packKey: 'k', directoryOffset: 0, directoryBytes: 1 },
    ...{ width: 4000, height: 3000, ppi: 300 },
  });
  const images = new Map([
    [`${SIDES[0]}~2`, image('a')],
    [`${SIDES[1]}~1`, image('b')],
    [`${SIDES[2]}~1`, image('c')],
    [`${SIDES[3]}~1`, image('d')],
  ]);
  const plan = planRendering(MANIFEST, {
    ...{ reference: 'COLL1', revision: 2, publishedAt: 5, base: 'https://example.org', images },
    fullSize: ({ width, height }) => ({ width: width / 2, height: height / 2 }),
  });

  it('has the pages that the manifest shows: of a choice the first, of a whole of parts each, of nothing a sentence', () => {
    expect(plan.pages.map((page) => page.image?.fileVersionId)).to.deep.equal([
      'a',
      undefined,
      'c',
      'd',
      undefined,
    ]);
    expect(plan.pages[0]?.image?.full).to.deep.equal({ width: 2000, height: 1500 });
    expect(plan.pages[1]).to.deep.equal({
      label: { none: ['2r'] },
      image: null,
      statement: { nl: ['Gesloten'] },
    });
  });

  it('has its parts where they begin, and no other order of the same pages', () => {
    expect(plan.outline).to.deep.equal([
      {
        label: { nl: ['Aan Kautsky'] },
        page: 2,
        parts: [{ label: { nl: ['Bijlage'] }, page: 4, parts: [] }],
      },
    ]);
  });

  it('says in plain words what it is, whose, and where it is found', () => {
    expect(plan).to.deep.include({
      metadata: [{ label: { en: ['Writer'] }, value: { en: ['Rosa\nLuxemburg & others'] } }],
      rights: {
        uri: 'http://creativecommons.org/publicdomain/mark/1.0/',
        name: 'Public Domain Mark 1.0',
      },
      institution: { none: ['IISH'] },
      address: 'https://example.org/view/1',
      isRightToLeft: true,
      requiredStatement: null,
    });
  });
});
