import { expect } from 'chai';
import type { DateReading } from '../../model/date-reading.ts';
import { openDesk } from '../fixtures/desk.ts';
import { readJson } from '../fixtures/server.ts';

describe('dates that are typed, over HTTP', function () {
  this.timeout(30_000);
  const desk = openDesk();
  const ask = (json: unknown) => desk.post('/api/dates', json, desk.technician);

  it('are answered as they are kept, for timelines, and for people', async () => {
    const answer = await ask({ text: 'ca. mei 1917' });
    expect(await readJson<DateReading>(answer)).to.deep.equal({
      edtf: '1917-05~',
      navDate: '1917-05-01T00:00:00Z',
      words: { en: ['about May 1917'], nl: ['omstreeks mei 1917'], de: ['um Mai 1917'] },
    });
  });

  it('are answered with examples in both languages where they are not sure', async () => {
    const reading = await readJson<DateReading>(await ask({ text: 'ooit' }));
    expect('fault' in reading && reading.fault.nl).to.match(/^"ooit" is geen datum die zeker begrepen wordt/);
  });

  it('are refused where they are too long, and of strangers', async () => {
    expect((await ask({ text: '1'.repeat(201) })).status).to.equal(400);
    expect((await fetch(`${desk.server.url}/api/dates`, { method: 'POST' })).status).to.equal(401);
  });

  it('are only kept of an item as EDTF', async () => {
    const { id, edition } = await desk.technician.makeItem();
    const keep = (date: string) =>
      desk.change('PATCH', `/api/items/${id}/desk`, { description: { date } }, `"${edition}"`);
    const refused = await keep('ca. 1917');
    expect([refused.status, await desk.detailOf(refused)]).to.deep.equal([
      400,
      'description.date: must be a date in EDTF, like 1917-05, 1917~ or 1917/1919.',
    ]);
    expect((await keep('1917~')).status).to.equal(200);
  });
});
