import { expect } from 'chai';
import { asFault, Fault } from '../../../model/fault.ts';
import { cpuSecondsOf, hasBegun, renderersNow } from '../../fixtures/processes.ts';
import { makeStudio, type OpenStudio, type Studio } from '../../fixtures/studio.ts';
import { until } from '../../fixtures/until.ts';

/** Seconds of work each, of 80 megapixels. */
const LARGE = ['full/%5E10954,/0/default.avif', 'full/%5E10954,/0/default.png'];
const SMALL = 'full/1001,/0/default.jpg';

describe('the making of a picture', function () {
  this.timeout(120_000);
  let studio: Studio;
  let renders: OpenStudio;
  before(async () => {
    studio = await makeStudio(3001, 2003);
  });
  afterEach(async () => {
    await renders.close();
    expect(renderersNow()).to.deep.equal([]);
  });
  after(() => studio?.close());

  function open(env: Record<string, string> = {}): void {
    renders = studio.open({
      RECTO_RENDER_MEMORY_MB: '4096',
      RECTO_RENDER_SECONDS: '600',
      RECTO_CACHE_MB: '0',
      ...env,
    });
  }

  const ended = (outcome: string) => renders.count('recto_renders_total', `outcome="${outcome}"`);
  const running = () => renders.count('recto_render_queue', 'lane="large",state="running"');
  const faultOf = (work: Promise<unknown>) => work.then(() => undefined, asFault);

  /** The process that makes it, once it has worked for so long since its start-up, which alone can take a second. */
  async function renderer(cpuSeconds = 0): Promise<number> {
    await until(async () => (await running()) === 1 && renderersNow().length === 1);
    const [pid] = renderersNow();
    if (pid === undefined) throw new Error('nothing runs');
    if (cpuSeconds === 0) return pid;
    await until(() => hasBegun(pid));
    const begunAt = cpuSecondsOf(pid);
    await until(() => cpuSecondsOf(pid) >= begunAt + cpuSeconds, 90_000);
    return pid;
  }

  for (const request of LARGE) {
    it(`stops with its process when the last who waits hangs up: ${request}`, async () => {
      open();
      const clients = [new AbortController(), new AbortController()];
      const asked = clients.map(({ signal }) => faultOf(renders.draw(request, 3, signal)));
      // By then it is past its beginning, and libvips cannot be interrupted.
      const pid = await renderer(2);
      clients[0]?.abort(new Fault('busy', 'one'));
      expect((await asked[0])?.detail).to.equal('one');
      expect([renderersNow(), await running()]).to.deep.equal([[pid], 1]);
      clients[1]?.abort(new Fault('busy', 'two'));
      expect((await asked[1])?.detail).to.equal('two');
      await until(() => renderersNow().length === 0);
      await until(async () => (await ended('given_up')) === 1 && (await running()) === 0);
      expect((await renders.draw(SMALL)).from).to.equal('made');
    });
  }

  it('stops when it takes too long', async () => {
    open({ RECTO_RENDER_SECONDS: '2' });
    const late = await faultOf(renders.draw('full/%5E10954,/0/default.avif'));
    expect([late?.code, await ended('late')]).to.deep.equal(['busy', 1]);
    expect(late?.detail).to.match(/too long/);
    expect(renderersNow()).to.deep.equal([]);
  });

  it('stops when the server does', async () => {
    open();
    const asked = faultOf(renders.draw('full/%5E10954,/0/default.png'));
    await renderer();
    await renders.close();
    expect((await asked)?.code).to.equal('internal');
    expect(renderersNow()).to.deep.equal([]);
  });

  it('goes on when all processes are told to stop at once, as a terminal does: the server lets it finish', async () => {
    open();
    const asked = renders.draw('full/%5E5500,/0/default.png');
    const pid = await renderer(1);
    for (const signal of ['SIGINT', 'SIGTERM']) process.kill(pid, signal);
    expect((await asked).from).to.equal('made');
    expect(renderersNow()).to.deep.equal([pid]);
  });

  it('fails alone when its process is killed, and the next goes on in another', async () => {
    open();
    for (let time = 1; time <= 3; time += 1) {
      const asked = faultOf(renders.draw('full/%5E10954,/0/default.png'));
      process.kill(await renderer(), 'SIGKILL');
      expect((await asked)?.code).to.equal('internal');
      expect(await ended('failed')).to.equal(time);
    }
    expect((await renders.draw(SMALL)).from).to.equal('made');
    expect(renderersNow()).to.have.length(1);
  });
});
