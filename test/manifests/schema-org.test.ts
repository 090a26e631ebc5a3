import { expect } from 'chai';
import { buildDataset, buildItemSchema, type DescribedManifest } from '../../manifests/schema-org.ts';
import { parsePid, resolverOf } from '../../model/pid.ts';

const BASE = 'https://scans.example.org';
const SERVICE = `${BASE}/iiif/3/surface~1`;
const MANIFEST: DescribedManifest = {
  id: `${BASE}/iiif/presentation/item/manifest`,
  label: { nl: ['Aan alle arbeiders'], ar: ['إلى العمال'], none: ['Untagged'] },
  summary: { nl: ['Een vlugschrift.'] },
  rights: 'http://creativecommons.org/publicdomain/mark/1.0/',
  metadata: [
    { label: { en: ['Reference'] }, value: { none: ['X 1'] } },
    { label: { en: ['Language'], nl: ['Taal'] }, value: { nl: ['Nederlands', 'Arabisch'] } },
  ],
  navDate: '1917-05-01T00:00:00Z',
  thumbnail: [{ id: `${SERVICE}/full/200,300/0/default.jpg`, service: [{ id: SERVICE }] }],
};
const institution = { name: 'IISH', url: 'https://iisg.amsterdam/' };
const item = { id: 'item', kind: 'pamphlet', date: '1917-05~' } as const;

describe('an item as search engines read it', () => {
  it('is a thing of the archive with its names, its picture and whose it is', () => {
    const pids = ['X 1', '10622/ARCH1.2'];
    const schema = buildItemSchema({ manifest: MANIFEST, item, pids, institution }, BASE);
    expect(schema).to.deep.include({
      '@context': 'https://schema.org',
      '@id': `${BASE}/id/X%201`,
      '@type': ['Book', 'ArchiveComponent'],
      identifier: 'X 1',
      name: [
        { '@value': 'Aan alle arbeiders', '@language': 'nl' },
        { '@value': 'إلى العمال', '@language': 'ar' },
        'Untagged',
      ],
      description: [{ '@value': 'Een vlugschrift.', '@language': 'nl' }],
      inLanguage: ['Nederlands', 'Arabisch'],
      license: 'http://creativecommons.org/publicdomain/mark/1.0/',
      dateCreated: '1917-05',
      url: `${BASE}/view/item`,
      image: `${SERVICE}/full/max/0/default.jpg`,
      thumbnailUrl: `${SERVICE}/full/200,300/0/default.jpg`,
      sameAs: [`${BASE}/id/10622/ARCH1.2`, 'https://hdl.handle.net/10622/ARCH1.2'],
    });
    expect(schema.holdingArchive).to.deep.equal({
      '@type': 'ArchiveOrganization',
      '@id': 'https://iisg.amsterdam/',
      name: 'IISH',
      url: 'https://iisg.amsterdam/',
    });
  });

  it('says nothing that is not known, and no date that was not published', () => {
    const bare = { id: MANIFEST.id, label: { none: ['X'] } };
    const schema = buildItemSchema({ manifest: bare, item, pids: ['X'], institution }, BASE);
    for (const name of [
      'description',
      'inLanguage',
      'license',
      'dateCreated',
      'image',
      'thumbnailUrl',
      'sameAs',
    ])
      expect(schema, name).to.not.have.property(name);
    for (const date of ['1918', '191X', '1917/1919', null])
      expect(
        buildItemSchema({ manifest: MANIFEST, item: { ...item, date }, pids: ['X'], institution }, BASE),
      ).to.not.have.property('dateCreated');
  });

  it('is one of a dataset that registers can find the parts of', () => {
    const dataset = buildDataset(
      { institution, license: undefined, email: 'scans@example.org', isil: 'NL-AmISG', modifiedAt: 0 },
      BASE,
    );
    expect(dataset).to.not.have.property('license');
    expect(dataset.publisher).to.deep.include({
      '@id': institution.url,
      name: 'IISH',
      identifier: 'NL-AmISG',
    });
    expect(dataset.distribution.map(({ contentUrl }) => contentUrl)).to.include(
      `${BASE}/iiif/discovery/activities`,
    );
    const license = 'http://creativecommons.org/publicdomain/zero/1.0/';
    const free = buildDataset(
      { institution, license, email: undefined, isil: undefined, modifiedAt: null },
      BASE,
    );
    expect(free).to.include({ license });
    expect(free.distribution[0]).to.include({ license });
  });
});

describe('a name for the world', () => {
  it('is taken out of the address that it was copied with', () => {
    expect(parsePid(' https://hdl.handle.net/10622/A.1 ')).to.equal('10622/A.1');
    expect(parsePid('hdl:10622/A.1')).to.equal('10622/A.1');
    expect(parsePid('https://doi.org/10.1000/182')).to.equal('10.1000/182');
    expect(parsePid('https://n2t.net/ark:/12148/btv1b')).to.equal('ark:/12148/btv1b');
    expect(parsePid('https://example.org/10622/A.1')).to.equal(undefined);
  });

  it('is known to the world where it is a handle, a DOI or an ARK', () => {
    expect(resolverOf('10.1000/182')).to.equal('https://doi.org/10.1000/182');
    expect(resolverOf('10622/A.1')).to.equal('https://hdl.handle.net/10622/A.1');
    expect(resolverOf('ark:/12148/btv1b')).to.equal('https://n2t.net/ark:/12148/btv1b');
    expect(resolverOf('ARCH00860.1')).to.equal(undefined);
  });
});
