import { expect } from 'chai';
import { Fault } from '../../model/fault.ts';
import { parseSendArgs, type SendOptions } from '../../scripts/station/send-options.ts';

const WHOLE = ['scans', '--item', ' ARCH1.1 ', '--server', 'https://recto.example.org/', '--token', 'rct_x'];

function parse(args: readonly string[], env: Record<string, string> = {}): SendOptions {
  return parseSendArgs(args, env);
}

function complaint(args: readonly string[]): string {
  try {
    parseSendArgs(args, {});
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === 'bad-request') return thrown.detail;
    throw thrown;
  }
  throw new Error('It was accepted.');
}

describe('the options of the station', () => {
  it('are read whole', () => {
    const send = parse([
      ...WHOLE,
      ...['--session', '0192f0c1-7a3e-7000-8000-000000000001'],
      '--publish',
      '--json',
      '--parallel',
      '5',
      '--patience',
      '2',
      '--kind',
      'poster',
    ]);
    expect(send).to.deep.equal({
      dir: 'scans',
      reference: 'ARCH1.1',
      server: 'https://recto.example.org',
      token: 'rct_x',
      session: '0192f0c1-7a3e-7000-8000-000000000001',
      publish: true,
      json: true,
      parallel: 5,
      patienceMs: 120_000,
      kind: 'poster',
    });
  });

  it('read labels by language, and without one', () => {
    const { label } = parse([...WHOLE, '--label', 'nl=Een affiche', '--label', 'a = b', '--label', 'Plain']);
    expect(label).to.deep.equal({ nl: ['Een affiche'], none: ['a = b', 'Plain'] });
  });

  it('take the token from the environment, but rather the one that is given', () => {
    expect(parse(WHOLE.slice(0, 5), { RECTO_TOKEN: 'rct_env' }).token).to.equal('rct_env');
    expect(parse(WHOLE, { RECTO_TOKEN: 'rct_env' }).token).to.equal('rct_x');
  });

  it('say what is missing', () => {
    expect(complaint([])).to.include('folder');
    expect(complaint([...WHOLE, '--session', 'today'])).to.include('--session today is no id');
    expect(complaint(['a', 'b', '--item', 'x'])).to.include('"b"');
    expect(complaint(['a'])).to.include('--item');
    expect(complaint(['a', '--item', 'x'])).to.include('--server');
    expect(complaint(['a', '--item', 'x', '--server', 'http://h'])).to.include('RECTO_TOKEN');
  });

  it('say what is wrong, and never show the token', () => {
    expect(complaint([...WHOLE, '--parallel', '17'])).to.include('1 to 16');
    expect(complaint([...WHOLE, '--kind', 'painting'])).to.include('painting');
    expect(complaint([...WHOLE, '--colour'])).to.include('--colour');
    expect(complaint(['a', '--item', 'x', '--server', 'ftp://h', '--token', 't'])).to.include('ftp://h');
    expect(complaint([...WHOLE.slice(0, 6), 'secret\nword'])).to.not.include('secret');
  });
});
