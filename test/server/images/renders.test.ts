import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { costOf } from '../../../image/cost.ts';
import { asFault } from '../../../model/fault.ts';
import { createFoundRenders } from '../../../server/images/renders.ts';
import { renderersNow } from '../../fixtures/processes.ts';
import { makeStudio, type OpenStudio, type Studio } from '../../fixtures/studio.ts';
import { until } from '../../fixtures/until.ts';

const WIDTH = 3001;
const HEIGHT = 2003;
/** Of those, 71 megapixels: seconds of work, and of memory some 400 MB. */
const LARGE = 'full/%5E10337,/0/default.png';

const codeOf = (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => undefined,
    (thrown: unknown) => asFault(thrown).code,
  );

describe('pictures that stand in no pack', function () {
  this.timeout(120_000);
  let studio: Studio;
  let closers: (() => Promise<void>)[] = [];
  before(async () => {
    studio = await makeStudio(WIDTH, HEIGHT);
  });
  afterEach(async () => {
    await Promise.all(closers.map((close) => close()));
    closers = [];
    expect(renderersNow()).to.deep.equal([]);
  });
  after(() => studio?.close());

  function open(env: Record<string, string> = {}): OpenStudio {
    const opened = studio.open({ RECTO_RENDER_SECONDS: '600', ...env });
    closers.push(opened.close);
    return opened;
  }

  const running = (opened: OpenStudio, lane: string) =>
    opened.count('recto_render_queue', `lane="${lane}",state="running"`);
  const ended = (opened: OpenStudio, outcome: string) =>
    opened.count('recto_renders_total', `outcome="${outcome}"`);

  it('are made once for a hundred who ask at the same moment', async () => {
    const renders = open();
    const ask = () => renders.draw('full/1001,/0/default.jpg');
    const drawn = await Promise.all(Array.from({ length: 100 }, ask));
    const [first] = drawn;
    expect(drawn.every(({ bytes }) => first?.bytes.equals(bytes))).to.equal(true);
    expect(drawn.filter(({ from }) => from === 'made')).to.have.length(1);
    expect(drawn.filter(({ from }) => from === 'joined')).to.have.length(99);
    expect([await ended(renders, 'made'), await renders.count('recto_cache_entries')]).to.deep.equal([1, 1]);
  });

  it('are made once for every way to ask for them, in both versions', async () => {
    const renders = open();
    const drawn = [
      await renders.draw('0,0,2000,2000/1000,/0/default.webp'),
      await renders.draw('0,0,2000,2000/1000,1000/0/color.webp'),
      await renders.draw('0,0,2000,2000/!1000,1000/360/default.webp'),
      await renders.draw('0,0,2000,2000/pct:50/0/default.webp', 2),
      await renders.draw('0,0,2000,2000/,1000/0/color.webp', 2),
    ];
    expect(drawn.map(({ from }) => from)).to.deep.equal(['made', 'cache', 'cache', 'cache', 'cache']);
    expect(drawn.every(({ bytes }) => drawn[0]?.bytes.equals(bytes))).to.equal(true);
    expect(await ended(renders, 'made')).to.equal(1);
  });

  it('are found after a restart, and by a process that makes none', async () => {
    const renders = open();
    const { bytes } = await renders.draw('full/1002,/0/default.jpg');
    await renders.close();
    const later = open();
    const again = await later.draw('full/1002,/0/default.jpg');
    expect([again.from, again.bytes.equals(bytes), await ended(later, 'made')]).to.deep.equal([
      'cache',
      true,
      0,
    ]);
    const front = createFoundRenders({ dataDir: studio.dataDir });
    const found = await front.find(studio.plan('full/1002,/0/default.jpg'), studio.image);
    expect(Buffer.concat((await found?.read().toArray()) ?? []).equals(bytes)).to.equal(true);
    expect(await front.find(studio.plan('full/1003,/0/default.jpg'), studio.image)).to.equal(undefined);
  });

  it('are not kept where nothing is to be kept', async () => {
    const renders = open({ RECTO_CACHE_MB: '0' });
    for (let time = 0; time < 2; time += 1) {
      expect((await renders.draw('full/1004,/0/default.png')).from).to.equal('made');
    }
    expect(await renders.count('recto_cache_bytes')).to.equal(0);
  });

  it('wait for one large one at a time, are refused at once when that queue is full, and go on if they are small', async () => {
    const renders = open();
    const stop = new AbortController();
    const ask = (n: number) => renders.draw(`full/%5E${10_337 - n},/0/default.png`, 3, stop.signal);
    const waiting = Array.from({ length: 5 }, (_, n) => codeOf(ask(n)));
    await until(async () => (await running(renders, 'large')) === 1);
    expect(await codeOf(ask(5))).to.equal('busy');
    expect((await renders.draw('full/1005,/0/default.jpg')).from).to.equal('made');
    expect(await running(renders, 'large')).to.equal(1);
    expect(await ended(renders, 'refused')).to.equal(1);
    stop.abort(new Error('gone'));
    expect(await Promise.all(waiting)).to.deep.equal(waiting.map(() => 'internal'));
    await until(async () => (await ended(renders, 'given_up')) === 5);
  });

  it('take together no more memory than they may', async () => {
    const renders = open({ RECTO_RENDER_MEMORY_MB: '128', RECTO_RENDERERS: '4', RECTO_CACHE_MB: '0' });
    const asked = Array.from({ length: 6 }, (_, n) => `full/${1_000 + n},/0/default.avif`);
    const least = Math.min(...asked.map((request) => costOf(studio.plan(request), studio.image.index).bytes));
    const fit = Math.floor(128_000_000 / least);
    expect(fit, 'or there is nothing to be seen').to.be.within(1, 3);
    let most = 0;
    let left = asked.length;
    const all = asked.map((request) =>
      renders.draw(request).finally(() => {
        left -= 1;
      }),
    );
    while (left > 0) {
      most = Math.max(most, await running(renders, 'normal'));
      await sleep(5);
    }
    await Promise.all(all);
    expect(most).to.be.within(1, fit);
    expect(await ended(renders, 'made')).to.equal(asked.length);
  });

  it('are refused where they would never fit into memory, in words that say what would', async () => {
    const renders = open({ RECTO_RENDER_MEMORY_MB: '512' });
    const refused = await renders.draw('full/%5E10000,/0/default.avif').catch(asFault);
    if (!('detail' in refused)) throw new Error('It was made.');
    expect(refused.code).to.equal('bad-request');
    expect(refused.detail).to.match(/not enough memory .* as jpg/);
    const width = Number(/avif up to (\d+) pixels/.exec(refused.detail)?.[1]);
    expect(width).to.be.within(1_000, 9_999);
    const abort = new AbortController();
    const smaller = codeOf(renders.draw(`full/%5E${width},/0/default.avif`, 3, abort.signal));
    await until(async () => (await running(renders, 'large')) === 1);
    abort.abort(new Error('gone'));
    expect(await smaller).to.equal('internal');
  });

  it('are sent to slow readers from the disk', async () => {
    const renders = open();
    const ask = () => renders.render(studio.plan(LARGE), studio.image, new AbortController().signal);
    const readers = await Promise.all(Array.from({ length: 20 }, ask));
    const [one] = readers;
    if (one === undefined) throw new Error('nothing was made');
    expect(one.sizeBytes).to.be.greaterThan(20_000_000);
    const before = process.memoryUsage().arrayBuffers;
    const streams = readers.map((reader) => reader.read());
    for (const stream of streams) await new Promise((resolve) => stream.once('readable', resolve));
    expect(process.memoryUsage().arrayBuffers - before).to.be.lessThan(one.sizeBytes);
    for (const stream of streams) stream.destroy();
  });
});
