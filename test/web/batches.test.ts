import { expect } from 'chai';
import type { BatchCounts } from '../../model/batch.ts';
import type { SampleView } from '../../model/sample.ts';
import { guessMapping, wholeMapping } from '../../web/batches/guess-mapping.ts';
import { objectionsTo } from '../../web/batches/objections.ts';

describe('what the columns of a table most likely mean', () => {
  it('is what somebody said of a table with these columns', () => {
    const mapping = { master: 'naam', reference: 'nr', prefix: 'ARCH00860.' };
    const kept = [
      { id: '1', name: 'other', mapping: { master: 'naam', reference: 'elsewhere' } },
      { id: '2', name: 'ours', mapping },
    ];
    expect(guessMapping(['nr', 'naam', 'ID'], kept)).to.equal(mapping);
  });

  it('is told by their names, in both languages, each column once', () => {
    const columns = ['Inventarisnummer', 'Bestands-naam', 'VOLGNR', 'Titel', 'what else', 'bestand'];
    expect(guessMapping(columns, [])).to.deep.equal({
      master: 'Bestands-naam',
      reference: 'Inventarisnummer',
      sequence: 'VOLGNR',
      title: 'Titel',
    });
  });

  it('is whole only with what it cannot do without, and leaves out what is empty', () => {
    expect(wholeMapping({ master: 'a', prefix: 'x' })).to.equal(undefined);
    expect(wholeMapping({ master: 'a', reference: 'b', prefix: '', title: undefined })).to.deep.equal({
      master: 'a',
      reference: 'b',
    });
  });
});

describe('what stands against accepting a delivery', () => {
  const good: BatchCounts = {
    expected: 3,
    arrived: 3,
    missing: 0,
    double: 0,
    unexpected: 0,
    misnamed: 0,
    aside: 0,
    unchecked: 0,
    findings: { error: 0, warning: 4 },
  };
  const sample = (
    verdict: SampleView['outcome']['verdict'],
    settledAt: number | null,
    { allowed = 0, misnamed = 0 } = {},
  ) => {
    const counts = { defects: 2, files: 10, looked: 7, misnamed };
    return { outcome: { verdict, allowed }, settledAt, counts } as SampleView;
  };
  const said = (counts: BatchCounts, samples: readonly SampleView[] = [], isAwaited = false) =>
    objectionsTo({ counts, isAwaited }, samples).map(({ kind, count }) => `${kind} ${count}`);

  it('is nothing where all came, under its name, without an error', () => {
    expect(said(good)).to.deep.equal([]);
    expect(said(good, [sample('accept', 1)])).to.deep.equal([]);
  });

  it('is each count that is not as it should be', () => {
    const bad = {
      ...good,
      missing: 1,
      double: 2,
      unexpected: 3,
      misnamed: 4,
      unchecked: 6,
      findings: { error: 5, warning: 0 },
    };
    expect(said(bad)).to.deep.equal([
      'errors 5',
      'missing 1',
      'misnamed 4',
      'double 2',
      'unexpected 3',
      'unchecked 6',
    ]);
    expect(said({ ...good, missing: 1 }, [], true)).to.deep.equal(['awaited 1']);
  });

  it('is a newest sample that is not settled, or beyond its tolerance', () => {
    expect(said(good, [sample('accept', null), sample('return', 1)])).to.deep.equal(['sample-open 3']);
    expect(said(good, [sample('return', 1), sample('accept', 1)])).to.deep.equal(['sample-return 2']);
  });

  it('says of a sample what puts it beyond its tolerance: defects, wrong names, or both', () => {
    const names = { allowed: 2, misnamed: 3 };
    expect(said(good, [sample('return', null, names)])).to.deep.equal(['sample-names 3']);
    const both = { allowed: 1.9, misnamed: 3 };
    expect(said(good, [sample('return', 1, both)])).to.deep.equal(['sample-return 2', 'sample-names 3']);
  });
});
