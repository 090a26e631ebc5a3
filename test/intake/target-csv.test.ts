import { expect } from 'chai';
import fc from 'fast-check';
import { readTarget } from '../../intake/target-csv.ts';
import { keepsLimit } from '../../intake/target-limits.ts';

/** A reading that went well. */
function read(text: string) {
  const found = readTarget(text);
  if ('line' in found) throw new Error(`line ${found.line}: ${found.message.en}`);
  return found;
}

/** The line of what cannot be read, and the sentence in English. */
function trouble(text: string): readonly [number, string] {
  const found = readTarget(text);
  if (!('line' in found)) throw new Error('it was read');
  expect(found.message.nl).to.not.equal(found.message.en);
  return [found.line, found.message.en];
}

describe('target values from a file', () => {
  it('come from OpenDICE, with aim and verdict', () => {
    const text =
      'OpenDICE 2.0,,,,\n\nMetric,Measured,Aim,Tolerance,Pass/Fail\nDelta E 2000,1.84,0,<= 3,Pass\n';
    expect(read(text)).to.deep.equal({
      source: 'OpenDICE',
      result: 'pass',
      values: [{ name: 'Delta E 2000', value: '1.84', limit: '<= 3', pass: true }],
    });
  });

  it('come from GoldenThread, whose verdict outweighs the limit that is beside it', () => {
    const text =
      'GoldenThread Object Level Target\r\n"Parameter","Value","Spec","Status"\r\n"SFR 10%","92 %","see sheet","Fail"\r\n';
    const { source, result, values } = read(text);
    expect([source, result]).to.deep.equal(['GoldenThread', 'fail']);
    expect(values).to.deep.equal([{ name: 'SFR 10%', value: '92 %', limit: 'see sheet', pass: false }]);
  });

  it('come from iQ-Analyzer, with semicolons and decimal commas', () => {
    const text = 'iQ-Analyzer;;\nParameter;Value (CIE);Limit\nΔE mean;1,84;3\nΔL;-2,1;±2\n';
    const { source, result, values } = read(text);
    expect([source, result]).to.deep.equal(['iQ-Analyzer', 'fail']);
    expect(values.map(({ pass }) => pass)).to.deep.equal([true, false]);
  });

  it('come plainly, with a header in Dutch or with none, and with no limit at all', () => {
    expect(read('\ufeffNaam;Waarde;Grens\nRuis;3,9;4\n').result).to.equal('pass');
    expect(read('noise,4.1,4\n').values[0]).to.include({ name: 'noise', pass: false });
    expect(read('noise,4.1\n').result).to.equal(null);
  });

  it('are told with their line where they cannot be read', () => {
    const header = 'iQ-Analyzer report\nParameter,Value,Limit,Pass/Fail\n';
    expect(trouble(`${header}Noise,1,4,\n\nGain,,4,\n`)).to.deep.equal([5, 'Gain has no value.']);
    expect(trouble(`${header},1,4,\n`)[0]).to.equal(3);
    expect(trouble(`${header}Noise,1,4,maybe\n`)).to.deep.equal([3, '"maybe" says neither pass nor fail.']);
    expect(trouble(`${header}Noise,1,a lot,\n`)[1]).to.contain('the limit "a lot"');
    expect(trouble(`${header}Noise,1,4,\n"open,1\n`)[0]).to.equal(4);
    expect(trouble('')).to.deep.equal([1, 'There are no values in this file.']);
    expect(trouble('Dear colleague\nthe target was fine\n')[0]).to.equal(1);
    expect(trouble(`${header}${'Noise,1,4,\n'.repeat(501)}`)[0]).to.equal(503);
  });

  it('keep to limits of every kind, at exactly the limit', () => {
    const cases = [
      ['4', '4', true],
      ['4.0001', '<= 4', false],
      ['4', '< 4', false],
      ['0,3', '>= 0.3', true],
      ['0,3', '> 0.3', false],
      ['0.5', '0.3 - 0.5', true],
      ['0.51', '0,3–0,5', false],
      ['-3 %', '±3', true],
      ['-3.1', '+/-3', false],
      ['1.84 ΔE', '≤ 4 ΔE', true],
      ['−2', '-3..-1', true],
      ['about 4', '4', 'unreadable'],
      ['4', 'four', 'unreadable'],
      ['4', '', null],
    ] as const;
    for (const [value, limit, kept] of cases)
      expect(keepsLimit(value, limit), `${value} | ${limit}`).to.equal(kept);
  });

  it('never make it throw, whatever the file, nor fail where no value does', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('Metric', 'Value', 'Limit', '1', '<= 4', 'pass'));
    const text = fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 8 });
    fc.assert(
      fc.property(text, fc.constantFrom(',', ';', '\t'), (rows, separator) => {
        const found = readTarget(rows.map((cells) => cells.join(separator)).join('\n'));
        if ('line' in found) return found.line >= 1;
        return (found.result === 'fail') === found.values.some(({ pass }) => pass === false);
      }),
    );
  });
});
