import { expect } from 'chai';
import { FAULT_CODES, Fault } from '../../model/fault.ts';
import { classify } from '../../workers/retry.ts';

describe('whether a step is tried again', () => {
  const again = FAULT_CODES.filter((code) => classify(new Fault(code, 'Words.')).again);

  it('is decided for every fault: what is away may come back, what is wrong stays wrong', () => {
    expect(again).to.deep.equal([
      'not-found',
      'conflict',
      'digest-mismatch',
      'busy',
      'unavailable',
      'internal',
    ]);
  });

  it('is yes for what nobody foresaw, and its words are not shown', () => {
    const { again: yes, reason } = classify(new Error('ENOENT /srv/secret'));
    expect(yes).to.equal(true);
    expect(reason).not.to.contain('secret');
  });

  it('gives the sentence of the fault as the reason', () => {
    expect(classify(new Fault('bad-image', 'It is broken.')).reason).to.equal('It is broken.');
  });
});
