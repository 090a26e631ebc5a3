import { expect } from 'chai';
import { createMetrics } from '../../runtime/metrics.ts';

describe('the numbers of a process', () => {
  it('are counted, spread over buckets and read when asked for', async () => {
    const metrics = createMetrics('test');
    const served = metrics.counter({ name: 'recto_served_total', help: 'Answers.', labels: ['plan'] });
    const took = metrics.histogram({ name: 'recto_took_seconds', help: 'Time.', buckets: [0.1, 1] });
    let waiting = 3;
    metrics.gauge({
      name: 'recto_waiting',
      help: 'Steps.',
      labels: ['lane'],
      read: () => [{ value: waiting, labels: { lane: 'station' } }],
    });
    served({ plan: 'tile' });
    served({ plan: 'tile' }, 2);
    took(0.5);
    expect(await metrics.text()).to.contain('recto_waiting{lane="station",process="test"} 3');
    waiting = 4;
    const text = await metrics.text();
    expect(text).to.contain('recto_served_total{plan="tile",process="test"} 3');
    expect(text).to.contain('recto_took_seconds_bucket{le="1",process="test"} 1');
    expect(text).to.contain('recto_waiting{lane="station",process="test"} 4');
    expect(text).to.contain('nodejs_eventloop_lag');
    metrics.close();
  });
});
