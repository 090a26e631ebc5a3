import { once } from 'node:events';
import { expect } from 'chai';
import { environmentFor, loadConfig } from '../../runtime/config.ts';
import { forkProgram } from '../../runtime/fork.ts';

/** What `fixtures/telling.ts` says of itself. */
interface Told {
  readonly niceness: number;
  readonly port: string | undefined;
  readonly password: string | undefined;
}

async function tell(niceness?: number): Promise<Told> {
  const config = loadConfig({ PORT: '8123', RECTO_ADMIN_PASSWORD: 'a long password' });
  const child = forkProgram(import.meta.url, '../fixtures/telling', {
    env: environmentFor(config, ['RECTO_ADMIN_PASSWORD']),
    ...(niceness !== undefined && { niceness }),
  });
  const [told] = (await once(child, 'message')) as [Told];
  await once(child, 'exit');
  return told;
}

describe('a program that is forked', () => {
  it('is found beside its caller, and knows the settings that it is given', async () => {
    const told = await tell();
    expect([told.port, told.password]).to.deep.equal(['8123', undefined]);
  });

  it('gives way to others where it is to', async () => {
    const own = (await tell()).niceness;
    expect((await tell(Math.min(own + 5, 19))).niceness).to.equal(Math.min(own + 5, 19));
  });
});
