import { expect } from 'chai';
import { coresOf } from '../../../runtime/cores.ts';
import { renderersNow } from '../../fixtures/processes.ts';
import { makeStudio, type OpenStudio, type Studio } from '../../fixtures/studio.ts';
import { until } from '../../fixtures/until.ts';

const LARGE = 'full/%5E6001,/0/default.png';
const SMALL = 'full/1001,/0/default.jpg';

describe('a renderer', function () {
  this.timeout(60_000);
  let studio: Studio;
  let renders: OpenStudio;
  before(async () => {
    studio = await makeStudio(3001, 2003);
    renders = studio.open({ RECTO_RENDER_MEMORY_MB: '2048' });
  });
  after(() => studio?.close());

  const madeIn = (lane: string) => renders.count('recto_renders_total', `lane="${lane}",outcome="made"`);
  /** Of the one renderer; a second one would add its own. */
  const itsCores = () => renderersNow().flatMap((pid) => coresOf(pid));

  it('leaves the first core to tiles while it makes a large picture, and takes all for a small one', async () => {
    const all = coresOf();
    const others = all.length > 1 ? all.slice(1) : all;
    await renders.draw(LARGE);
    expect(await madeIn('large')).to.equal(1);
    await until(() => String(itsCores()) === String(others));
    await renders.draw(SMALL);
    expect(await madeIn('normal')).to.equal(1);
    await until(() => String(itsCores()) === String(all));
  });
});
