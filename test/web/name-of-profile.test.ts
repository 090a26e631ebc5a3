import { expect } from 'chai';
import { PRESETS } from '../../intake/presets.ts';
import { dutch } from '../../web/language/dutch.ts';
import { english } from '../../web/language/english.ts';
import { nameOfProfile } from '../../web/profiles/name-of-profile.ts';

describe('the name of a profile', () => {
  const called = (name: string, preset: string | null) =>
    [english, dutch].map(({ profiles }) => nameOfProfile({ name, preset }, profiles));

  it('is in the reader’s language where it came with Recto, and else its own', () => {
    const { any } = PRESETS;
    expect(called(any.name, 'any')).to.deep.equal([
      'Anything that IIIF can show',
      'Alles wat IIIF kan tonen',
    ]);
    expect(called('Atelier 3', 'any')).to.deep.equal(['Atelier 3', 'Atelier 3']);
    expect(called(any.name, null)).to.deep.equal([any.name, any.name]);
    const light = PRESETS['metamorfoze-light'].name;
    expect(called(light, 'metamorfoze-light')).to.deep.equal([light, light]);
  });
});
