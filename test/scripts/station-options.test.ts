import { expect } from 'chai';
import { Fault } from '../../model/fault.ts';
import { parseStationArgs, type SendOptions } from '../../scripts/station/options.ts';

const WHOLE = [
  'send',
  'scans',
  '--item',
  ' ARCH1.1 ',
  '--server',
  'https://recto.example.org/',
  '--token',
  'rct_x',
];

function parse(args: readonly string[], env: Record<string, string> = {}): SendOptions {
  const order = parseStationArgs(args, env);
  if (order.order !== 'send') throw new Error('It asked for help.');
  return order.send;
}

function complaint(args: readonly string[]): string {
  try {
    parseStationArgs(args, {});
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
    expect(parse(WHOLE.slice(0, 6), { RECTO_TOKEN: 'rct_env' }).token).to.equal('rct_env');
    expect(parse(WHOLE, { RECTO_TOKEN: 'rct_env' }).token).to.equal('rct_x');
  });

  it('ask for help whatever else is there', () => {
    expect(parseStationArgs(['--help'], {})).to.deep.equal({ order: 'help' });
  });

  it('say what is missing', () => {
    expect(complaint([])).to.include('send');
    expect(complaint(['send'])).to.include('folder');
    expect(complaint(['send', 'a', 'b', '--item', 'x'])).to.include('"b"');
    expect(complaint(['send', 'a'])).to.include('--item');
    expect(complaint(['send', 'a', '--item', 'x'])).to.include('--server');
    expect(complaint(['send', 'a', '--item', 'x', '--server', 'http://h'])).to.include('RECTO_TOKEN');
  });

  it('say what is wrong, and never show the token', () => {
    expect(complaint([...WHOLE, '--parallel', '17'])).to.include('1 to 16');
    expect(complaint([...WHOLE, '--kind', 'painting'])).to.include('painting');
    expect(complaint([...WHOLE, '--colour'])).to.include('--colour');
    expect(complaint(['send', 'a', '--item', 'x', '--server', 'ftp://h', '--token', 't'])).to.include(
      'ftp://h',
    );
    expect(complaint([...WHOLE.slice(0, 7), 'secret\nword'])).to.not.include('secret');
  });
});
