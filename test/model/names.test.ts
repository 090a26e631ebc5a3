import { expect } from 'chai';
import { type AccessFacts, visibilityOf } from '../../model/access.ts';
import { itemState, parseReference } from '../../model/item.ts';
import { canonicalTag, directionOf, isLanguageTag, scriptOf } from '../../model/language.ts';
import { parseFileName, sortKeyOf, surfaceNameOf } from '../../model/surface.ts';
import { parseSha256 } from '../../model/upload.ts';
import { includesRole } from '../../model/user.ts';

describe('names and words', () => {
  it('name a surface by its file, without folder and extension', () => {
    const names = ['p1.tif', 'C:\\scans\\p1.TIFF', 'a/b/p1.tif', 'p1', '.hidden', 'ARCH00860.1_0005.tif'];
    expect(names.map(surfaceNameOf)).to.deep.equal(['p1', 'p1', 'p1', 'p1', '.hidden', 'ARCH00860.1_0005']);
  });

  it('sort digits by their value', () => {
    const names = ['p10', 'p9', 'p009b', 'P1', 'p2v', 'p2r'];
    expect([...names].sort((a, b) => (sortKeyOf(a) < sortKeyOf(b) ? -1 : 1))).to.deep.equal([
      ...['P1', 'p2r', 'p2v', 'p9', 'p009b', 'p10'],
    ]);
  });

  it('refuse what no file or reference is called', () => {
    expect(['', '..', '.', 'a/', 'x'.repeat(256), 'a\u0000b'].map(parseFileName)).to.deep.equal(
      Array(6).fill(undefined),
    );
    expect(parseFileName('map/scan 1.tif')).to.equal('scan 1.tif');
    expect(['', '   ', 'x'.repeat(201), 'a\nb'].map(parseReference)).to.deep.equal(Array(4).fill(undefined));
    expect(parseReference(' ARCH00860.1 ')).to.equal('ARCH00860.1');
  });

  it('read digests in either case, and nothing else as one', () => {
    expect(parseSha256('AB'.repeat(32))).to.equal('ab'.repeat(32));
    expect(['', 'ab', 'zz'.repeat(32), 'ab'.repeat(33)].map(parseSha256)).to.deep.equal(
      Array(4).fill(undefined),
    );
  });

  it('know languages, their direction, and which text to show', () => {
    const tags = [
      'nl',
      'zh-Hant',
      'zh-Hans',
      'sr-Latn',
      'none',
      'ar-EG',
      'zh-Latn-pinyin',
      'x-private',
      'ota',
      'nl-x-iish',
    ];
    expect(tags.filter((tag) => !isLanguageTag(tag))).to.deep.equal([]);
    const wrong = [
      '',
      'NL',
      'n',
      'nl_BE',
      'nl--',
      'zh-hans',
      'X-private',
      'x-',
      'x',
      'dutch',
      'None',
      'nl-',
      'é',
      `nl${'-x'.repeat(60)}`,
    ];
    expect(wrong.filter(isLanguageTag)).to.deep.equal([]);
    const written = [
      'NL',
      'zh-hans',
      'SR-LATN',
      'iw',
      'X-Private',
      'zh-latn-PINYIN',
      'none',
      'dutch',
      'x',
      '',
    ].map(canonicalTag);
    expect(written).to.deep.equal([
      'nl',
      'zh-Hans',
      'sr-Latn',
      'he',
      'x-private',
      'zh-Latn-pinyin',
      'none',
      undefined,
      undefined,
      undefined,
    ]);
    const right = ['ar', 'he-IL', 'yi', 'fa', 'ota', 'ur', 'az-Arab', 'ku-Arab', 'dv', 'syr', 'iw'];
    expect(right.map(directionOf)).to.deep.equal(right.map(() => 'rtl'));
    const left = ['nl', 'arn', 'ar-Latn', 'yi-Latn', 'ota-Latn', 'zh-Hant', 'none', 'x-private', '', '-'];
    expect(left.map(directionOf)).to.deep.equal(left.map(() => 'ltr'));
    expect(['ru', 'ru-Latn', 'zh-Hant', 'none'].map(scriptOf)).to.deep.equal([
      'Cyrl',
      'Latn',
      'Hant',
      undefined,
    ]);
  });

  it('derive what an item is doing, and who may see it', () => {
    const item = { publishedRevision: null, withdrawnAt: null, embargoUntil: null };
    const seen = (of: Partial<AccessFacts>, at = 5) => visibilityOf({ ...item, access: 'open', ...of }, at);
    const state = (total: number, ready: number, stuck: number, of = {}) =>
      itemState({ ...item, ...of }, { total, ready, stuck });
    expect(state(0, 0, 0)).to.equal('registered');
    expect(state(2, 1, 0)).to.equal('capturing');
    expect(state(2, 1, 1)).to.equal('attention');
    expect(state(2, 2, 0)).to.equal('in_qa');
    expect(state(2, 2, 0, { publishedRevision: 1 })).to.equal('published');
    expect(state(2, 2, 0, { publishedRevision: 1, withdrawnAt: 1 })).to.equal('withdrawn');
    expect(seen({})).to.equal('staff-only');
    expect(seen({ publishedRevision: 1 })).to.equal('public');
    expect(seen({ access: 'closed', publishedRevision: 1 })).to.equal('closed');
    expect(seen({ access: 'closed' })).to.equal('staff-only');
    expect(seen({ publishedRevision: 1, withdrawnAt: 1 })).to.equal('withdrawn');
    const embargoed = { publishedRevision: 1, embargoUntil: 7 };
    expect([6, 7].map((at) => seen(embargoed, at))).to.deep.equal(['closed', 'public']);
    expect(seen({ ...embargoed, access: 'closed' }, 7), 'a person closed it').to.equal('closed');
    expect(seen({ ...embargoed, withdrawnAt: 1 }, 7)).to.equal('withdrawn');
  });

  it('let a role do what the roles below it may', () => {
    expect(includesRole('admin', 'technician')).to.equal(true);
    expect(includesRole('technician', 'curator')).to.equal(false);
  });
});
