import { expect } from 'chai';
import { LANGUAGES } from '../../manifests/languages.ts';
import { nameRights, parseRights } from '../../manifests/rights.ts';
import { RIGHTS_LIST } from '../../manifests/rights-list.ts';
import { isLanguageTag } from '../../model/language.ts';

describe('what there is to describe with', () => {
  it("has every statement of rightsstatements.org and today's licences, as they are kept, each explained", () => {
    const uris = RIGHTS_LIST.map(({ uri }) => uri);
    expect(new Set(uris).size).to.equal(20);
    expect(uris.map(parseRights)).to.deep.equal(uris);
    expect(uris.filter((uri) => uri.includes('rightsstatements'))).to.have.length(12);
    for (const { uri, name, meaning } of RIGHTS_LIST) {
      expect(name.en).to.equal(nameRights(uri)).and.not.equal(uri);
      for (const line of [name.nl, meaning.en, meaning.nl]) expect(line.length).to.be.within(3, 120);
      expect(meaning.en).to.not.equal(meaning.nl);
    }
  });

  it('has languages by tags as they are written, each with a name, its direction and script', () => {
    const tags = LANGUAGES.map(({ tag }) => tag);
    expect(new Set(tags).size).to.equal(tags.length);
    expect(tags.filter((tag) => !isLanguageTag(tag))).to.deep.equal([]);
    expect(LANGUAGES.filter(({ tag, name }) => name.en === tag || name.nl === tag)).to.deep.equal([]);
    const known = (tag: string) => LANGUAGES.find((language) => language.tag === tag);
    expect(known('ota')).to.deep.include({ direction: 'rtl', script: 'Arab' });
    expect(known('ota-Latn')).to.deep.include({ direction: 'ltr', script: 'Latn' });
    expect(known('yi')).to.deep.equal({
      tag: 'yi',
      name: { en: 'Yiddish', nl: 'Jiddisch' },
      direction: 'rtl',
      script: 'Hebr',
    });
    expect(known('mul')?.script).to.equal('');
    expect(tags).to.include.members(['nl', 'zh-Hans', 'zh-Latn-pinyin', 'ru-Latn', 'sr-Cyrl', 'id', 'ms']);
  });
});
