import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { Fault } from '../../../model/fault.ts';
import { createMetrics } from '../../../runtime/metrics.ts';
import { createRecentRefusals } from '../../../server/images/recent-refusals.ts';
import { sumOf } from '../../fixtures/counts.ts';

describe('recent refusals', () => {
  it('refuse what was refused a moment ago, in its lane alone, and count it', async () => {
    const metrics = createMetrics('test');
    const refusals = createRecentRefusals(metrics);
    refusals.check('large');
    refusals.note('large');
    expect(() => refusals.check('large'))
      .to.throw(Fault)
      .with.property('code', 'busy');
    refusals.check('normal');
    await pause(300);
    refusals.check('large');
    expect(sumOf(await metrics.text(), 'recto_renders_total', 'outcome="refused"')).to.equal(1);
    metrics.close();
  });
});
