import { expect } from 'chai';
import type { LabelPreview } from '../../model/label-plan.ts';
import { openDesk } from '../fixtures/desk.ts';
import { readJson } from '../fixtures/server.ts';

describe('the preview of labels, over HTTP', function () {
  this.timeout(30_000);
  const desk = openDesk();
  const ask = (json: unknown) => desk.post('/api/labels', json, desk.technician);

  it('answers with one label for each page, null where it keeps its own', async () => {
    const plan = [
      { kind: 'part', parts: ['front-cover'] },
      { kind: 'keep', count: 1 },
      { kind: 'none', count: 1 },
      { kind: 'folio', prefix: 'f. ', signs: 'r-v' },
    ];
    const answer = await ask({ plan, count: 5 });
    expect(answer.status).to.equal(200);
    expect(await readJson<LabelPreview>(answer)).to.deep.equal({
      labels: [
        { en: ['Front cover'], nl: ['Voorplat'], de: ['Vorderdeckel'] },
        null,
        {},
        { none: ['f. 1r'] },
        { none: ['f. 1v'] },
      ],
    });
  });

  it('says in both languages where there are no such numbers', async () => {
    const plan = [{ kind: 'number', style: 'roman-lower', start: 3_990 }];
    const preview = await readJson<{ fault?: { en: string; nl: string } }>(await ask({ plan, count: 30 }));
    expect(preview.fault?.en).to.match(/above 3999/);
    expect(preview.fault?.nl).to.match(/boven 3999/);
  });

  it('refuses what is no plan, with a sentence, and strangers', async () => {
    const number = { kind: 'number', style: 'arabic' };
    const refusals: [unknown, RegExp][] = [
      [{ plan: [], count: 1 }, /plan: must have a step/],
      [{ plan: [number], count: 20_001 }, /count: must be at most 20000/],
      [{ plan: [{ ...number, start: 100_001 }], count: 1 }, /plan\.0\.start: must be at most 100000/],
      [{ plan: [{ ...number, style: 'braille' }], count: 1 }, /plan\.0\.style: must be one of arabic, roman/],
      [{ plan: [{ kind: 'tally' }], count: 1 }, /must be one of number, folio, part/],
      [{ plan: [number, { kind: 'folio' }], count: 1 }, /only the last takes all/],
      [{ plan: [{ ...number, perSurface: 1e9 }], count: 1 }, /perSurface: must be at most 12/],
      [{ plan: [{ ...number, language: 'nl_BE' }], count: 1 }, /language: is not a language tag/],
      [{ plan: Array(201).fill({ ...number, count: 1 }), count: 1 }, /at most 200 steps/],
    ];
    for (const [question, says] of refusals) {
      const answer = await ask(question);
      expect(answer.status).to.equal(400);
      expect(await desk.detailOf(answer)).to.match(says);
    }
    const stranger = await fetch(`${desk.server.url}/api/labels`, { method: 'POST' });
    expect(stranger.status).to.equal(401);
  });
});
