import { expect } from 'chai';
import { FIELDS, labelOfField, TEMPLATES } from '../../manifests/templates.ts';
import { ITEM_KINDS } from '../../model/item.ts';

describe('templates of descriptions', () => {
  it('are there for each kind, with fields that have a name in three languages, each once', () => {
    expect(Object.keys(TEMPLATES)).to.have.members([...ITEM_KINDS]);
    for (const codes of Object.values(TEMPLATES)) {
      expect(new Set(codes).size).to.equal(codes.length);
      expect(FIELDS).to.include.keys(...codes);
    }
    for (const code of Object.keys(FIELDS)) expect(labelOfField(code)).to.have.all.keys('en', 'nl', 'de');
  });

  it('have no name for what is no field', () => {
    expect(['', 'Maker', 'toString', '__proto__'].map(labelOfField)).to.deep.equal(Array(4).fill(undefined));
  });
});
