import { expect } from 'chai';
import { planLabels } from '../../../manifests/labels/plan-labels.ts';
import { readLabelLine } from '../../../manifests/labels/read-line.ts';

function labelled(text: string, count: number): (string | null)[] {
  const read = readLabelLine(text);
  if ('fault' in read) throw new Error(read.fault.en);
  const preview = planLabels(read.plan, count);
  if ('fault' in preview) throw new Error(preview.fault.en);
  return preview.labels.map((label) => label && (Object.values(label)[0]?.[0] ?? ''));
}

describe('a plan of labels that is typed', () => {
  it('goes on from the first label of each step, in its own form', () => {
    const cases: [string, string[]][] = [
      ['1r', ['1r', '1v', '2r']],
      ['12v', ['12v', '13r', '13v']],
      ['f. [3]', ['f. [3]', 'f. [4]', 'f. [5]']],
      ['p. 2–3', ['p. 2–3', 'p. 4–5', 'p. 6–7']],
      ['1v–2r', ['1v–2r', '2v–3r', '3v–4r']],
      ['xi', ['xi', 'xii', 'xiii']],
      ['IV', ['IV', 'V', 'VI']],
      ['C', ['C', 'D', 'E']],
      ['١٢', ['١٢', '١٣', '١٤']],
      ['1و', ['1و', '1ظ', '2و']],
      ['12bis', ['12bis', '13bis', '14bis']],
      ['12 skip 13, 14', ['12', '15', '16']],
      ['voorplat, rug, back cover', ['Front cover', 'Spine', 'Back cover']],
    ];
    for (const [text, labels] of cases) expect(labelled(text, 3), text).to.deep.equal(labels);
  });

  it('has as many steps as are typed, and numbers go on after what has none', () => {
    expect(labelled('cover; i x2; 1r x3 zonder 2; - x1; folios x2; keep x1; none', 11)).to.deep.equal([
      ...['Front cover', 'i', 'ii', '1r', '1v', '3r', '[unnumbered]', '3v', '4r', null, ''],
    ]);
  });

  it('says what is not understood, and where it is not said for how many', () => {
    const fault = (text: string) => {
      const read = readLabelLine(text);
      return 'fault' in read ? read.fault.en : '';
    };
    expect(fault('hello there')).to.match(/“hello there” is not understood/);
    for (const text of ['[12', '2r–5r', '9–2', '0', 'i x0'])
      expect(fault(text), text).to.match(/not understood/);
    expect(fault('1r; 2 x4')).to.match(/for how many pages “1r” is/);
    expect(fault(' ; ')).to.match(/Type the first label/);
  });
});
