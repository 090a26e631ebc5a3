import { expect } from 'chai';
import type { DescribingView } from '../../model/describing.ts';
import { openDesk } from '../fixtures/desk.ts';
import { readJson } from '../fixtures/server.ts';

describe('what there is to describe with, over HTTP', function () {
  this.timeout(30_000);
  const desk = openDesk();

  it('is fields, templates, rights and languages', async () => {
    const view = await readJson<DescribingView>(await desk.technician.ask('/api/describing'));
    expect(view.fields).to.deep.include({
      code: 'writer',
      label: { en: ['Writer'], nl: ['Schrijver'], de: ['Schreiber'] },
    });
    expect(view.templates.manuscript.slice(0, 3)).to.deep.equal(['writer', 'addressee', 'place']);
    expect(view.rights).to.have.length(20);
    expect(view.languages.find(({ tag }) => tag === 'ar')).to.deep.include({
      direction: 'rtl',
      script: 'Arab',
    });
  });

  it('is for who works here', async () => {
    expect((await fetch(`${desk.server.url}/api/describing`)).status).to.equal(401);
  });
});
