import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { parseWatchArgs, type WatchOptions } from '../../../scripts/station/watch-options.ts';

const WHOLE = ['scans', '--item', 'ARCH1.1', '--server', 'https://recto.example.org/', '--token', 'rct_x'];

const BY_NAME = ['scans', ...WHOLE.slice(3)];

function complaint(args: readonly string[]): unknown {
  try {
    return parseWatchArgs(args, {});
  } catch (thrown) {
    return thrown;
  }
}

describe('the options of watch', () => {
  it('are read whole', () => {
    const session = ['--session', '0192f0c1-7a3e-7000-8000-000000000001'];
    const more = [...session, '--steady', '2.5', '--once', '--parallel', '5', '--patience', '2'];
    expect(parseWatchArgs([...WHOLE, ...more], {})).to.deep.equal({
      dir: 'scans',
      reference: 'ARCH1.1',
      names: undefined,
      register: false,
      server: 'https://recto.example.org',
      token: 'rct_x',
      session: '0192f0c1-7a3e-7000-8000-000000000001',
      steadyMs: 2_500,
      once: true,
      parallel: 5,
      patienceMs: 120_000,
    } satisfies WatchOptions);
  });

  it('may leave it to folders and names whose a scan is', () => {
    const names = '{archive}.{item}_{sequence:5}';
    expect(parseWatchArgs([...BY_NAME, '--names', names, '--register'], {})).to.deep.include({
      reference: undefined,
      names,
      register: true,
    });
  });

  it('wait for a server without end, unless they end after once', () => {
    expect(parseWatchArgs(WHOLE, {})).to.include({ patienceMs: Number.POSITIVE_INFINITY, steadyMs: 10_000 });
    expect(parseWatchArgs([...WHOLE, '--once'], {})).to.include({ patienceMs: 900_000 });
  });

  it('say what is missing or wrong', () => {
    for (const args of [
      WHOLE.slice(1),
      WHOLE.slice(0, 5),
      [...WHOLE, '--register'],
      [...BY_NAME, '--names', 'page_{sequence}'],
      [...BY_NAME, '--names', '{item'],
      [...BY_NAME, '--item', ' '],
      [...WHOLE, '--steady', '0'],
      [...WHOLE, '--parallel', '99'],
      [...WHOLE, '--publish'],
    ])
      expect(complaint(args), args.join(' ')).to.have.property('code', 'bad-request');
  });

  it('are told of in a plain sentence where there is no such option', () => {
    const [profile, other] = ['--profile', '--publish'].map((name) => complaint([...WHOLE, name]));
    expect(profile).to.have.property(
      'detail',
      '--profile is an option of check; the server judges by a profile of its own.',
    );
    expect(other).to.have.property('detail', 'There is no option --publish.');
  });

  it('are what the systemd unit gives', async () => {
    const unit = await readFile('scripts/systemd/recto-station@.service', 'utf8');
    const command = /^ExecStart=.*recto-station\.js watch (.*)$/m.exec(unit)?.[1] ?? '';
    const env: Record<string, string> = {
      FOLDER: '/scans/stand 1',
      OPTIONS: '--item ARCH1.1',
      SERVER: 'http://recto:3000',
    };
    const args = command
      .split(' ')
      .flatMap((word) => (word === '$OPTIONS' ? (env['OPTIONS'] ?? '').split(' ') : [word]))
      .map((word) => word.replace(/^\$\{(\w+)\}$/, (_, name) => env[name] ?? ''));
    expect(parseWatchArgs(args, { RECTO_TOKEN: 'rct_x' })).to.include({
      dir: '/scans/stand 1',
      reference: 'ARCH1.1',
      server: 'http://recto:3000',
      token: 'rct_x',
    });
  });
});
