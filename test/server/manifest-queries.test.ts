import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect } from 'chai';
import type { KyselyPlugin } from 'kysely';
import { formatDraft } from '../../server/items/draft.ts';
import { readHoldings } from '../../server/items/holdings.ts';
import { createPresenting } from '../../server/items/presented.ts';
import type { Records, Rows } from '../../storage/records/records.ts';
import { openDesk } from '../fixtures/desk.ts';

/** Wraps records so that every query that is asked of them is counted, with the tables that it names. */
function counting(records: Records): { records: Records; asked: string[] } {
  const asked: string[] = [];
  const note: KyselyPlugin = {
    transformQuery({ node }) {
      asked.push(JSON.stringify(node));
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const read: Records['read'] = (work) => records.read((rows: Rows) => work(rows.withPlugin(note) as Rows));
  return { records: { ...records, read }, asked };
}

describe('the queries of a manifest', function () {
  this.timeout(30_000);
  const desk = openDesk();

  it('are as many for two hundred pages as for two, while it is a draft', async () => {
    const counts: number[] = [];
    for (const pages of [2, 200]) {
      const { id } = await desk.readyItem(Array.from({ length: pages }, () => ({})));
      const { records, asked } = counting(desk.server.parts.records);
      const found = await records.read((rows) => readHoldings(rows, id));
      const draft = found && formatDraft(found, desk.server.parts.config, 'https://scans.example.org');
      expect(draft?.split('"type":"Canvas"')).to.have.length(pages + 1);
      expect(asked.join(), 'what the test looks for').to.match(/"surfaces"/);
      counts.push(asked.length);
    }
    expect(counts[0]).to.equal(counts[1]).and.to.be.lessThan(8);
  });

  it('look at no page once it is published: it comes from its revision', async () => {
    const { id } = await desk.readyItem(Array.from({ length: 20 }, () => ({})));
    await desk.publish(id);
    const { records, asked } = counting(desk.server.parts.records);
    const presenting = createPresenting({ ...desk.server.parts, records });
    const presented = await presenting.present(new IncomingMessage(new Socket()), id);
    expect((await presented.json()).split('"type":"Canvas"')).to.have.length(21);
    expect(asked.length).to.be.greaterThan(0);
    for (const query of asked) expect(query).to.not.match(/"(surfaces|file_versions|derivatives)"/);
  });
});
