import { expect } from 'chai';
import { Counter, Histogram, Registry } from 'prom-client';
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

  it('are those that the client library of Prometheus writes', async () => {
    const labels = ['plan', 'status'];
    const buckets = [0.001, 0.01, 0.1];
    const ours = createMetrics('test');
    const count = ours.counter({ name: 'recto_answers_total', help: 'Answers.', labels });
    const took = ours.histogram({ name: 'recto_answer_seconds', help: 'Time.', labels, buckets });
    const registry = new Registry();
    registry.setDefaultLabels({ process: 'test' });
    const registers = [registry];
    const counter = new Counter({
      name: 'recto_answers_total',
      help: 'Answers.',
      labelNames: labels,
      registers,
    });
    const histogram = new Histogram({
      name: 'recto_answer_seconds',
      help: 'Time.',
      labelNames: labels,
      buckets,
      registers,
    });
    const observations = [0.001, 0.0011, 0.5, 0, 0.01, 0.099, 7];
    for (const [index, seconds] of observations.entries()) {
      const values = {
        plan: index % 2 === 0 ? 'tile' : 'a "quoted" one',
        status: index % 3 === 0 ? 200 : 304,
      };
      count(values, index);
      counter.inc(values, index);
      took(seconds, values);
      histogram.observe(values, seconds);
    }
    const lines = async (text: Promise<string>) =>
      (await text)
        .split('\n')
        .filter((line) => line.includes('recto_'))
        .map((line) => line.replace(/\{(.*)\}/, (_all, inside: string) => inside.split(',').sort().join()))
        .sort();
    expect(await lines(ours.text())).to.deep.equal(await lines(registry.metrics()));
    ours.close();
  });

  it('add up over the processes of one server, but for what each process is', async () => {
    const [server, front] = [createMetrics('server'), createMetrics('front-1', 'server')];
    for (const [metrics, times] of [
      [server, 2],
      [front, 3],
    ] as const) {
      const count = metrics.counter({ name: 'recto_served_total', help: 'Answers.', labels: ['plan'] });
      const took = metrics.histogram({ name: 'recto_took_seconds', help: 'Time.', buckets: [0.1, 1] });
      for (let time = 0; time < times; time += 1) {
        count({ plan: 'tile' });
        took(0.5);
      }
    }
    front.counter({ name: 'recto_front_total', help: 'Of fronts alone.' })();
    const sent: unknown = JSON.parse(JSON.stringify(await front.read()));
    const text = await server.text([sent as Awaited<ReturnType<typeof front.read>>]);
    expect(text).to.contain('recto_served_total{plan="tile",process="server"} 5');
    expect(text).to.contain('recto_took_seconds_bucket{le="1",process="server"} 5');
    expect(text).to.contain('recto_took_seconds_sum{process="server"} 2.5');
    expect(text).to.contain('recto_front_total{process="server"} 1');
    expect(text).to.match(/^nodejs_eventloop_lag_p99_seconds\{process="server"\} \d/m);
    expect(text).to.match(/^nodejs_eventloop_lag_p99_seconds\{process="front-1"\} \d/m);
    expect(text).to.match(/^process_resident_memory_bytes\{process="front-1"\} \d/m);
    server.close();
    front.close();
  });

  it('take no label that was not named, and no name twice', () => {
    const metrics = createMetrics('test');
    const count = metrics.counter({ name: 'recto_served_total', help: 'Answers.', labels: ['plan'] });
    expect(() => count({ plan: 'tile', surface: 'x' })).to.throw('no label surface');
    expect(() => metrics.counter({ name: 'recto_served_total', help: 'Again.' })).to.throw('already');
    metrics.close();
  });
});
