import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect } from 'chai';
import { loadConfig } from '../../../runtime/config.ts';
import { createPublicBase } from '../../../server/http/public-base.ts';
import { createTrust } from '../../../server/http/trust.ts';

/** The base of an answer to a request from an address, with these headers after `X-Forwarded-`. */
function baseOf(env: Record<string, string>, peer: string | undefined, forwarded: Record<string, string>) {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: peer });
  const req = new IncomingMessage(socket);
  for (const [name, value] of Object.entries(forwarded)) req.headers[`x-forwarded-${name}`] = value;
  return createPublicBase(loadConfig(env))(req);
}

const HERE = 'http://localhost:8080';
const TRUSTING = { RECTO_TRUST_PROXY: 'loopback, 10.1.0.0/16' };

describe('the public base', () => {
  for (const [forwarded, base] of [
    [{}, HERE],
    [{ proto: 'https', host: 'scans.example.org' }, 'https://scans.example.org'],
    [{ proto: 'https, http', host: 'scans.example.org, inner' }, 'https://scans.example.org'],
    [{ proto: 'https', host: 'Scans.example.org', port: '443' }, 'https://scans.example.org'],
    [{ proto: 'https', host: 'scans.example.org', port: '8443' }, 'https://scans.example.org:8443'],
    [{ proto: 'http', host: 'scans.example.org:81', port: '443' }, 'http://scans.example.org:81'],
    [{ host: 'scans.example.org', prefix: '/archive/' }, 'http://scans.example.org/archive'],
    [{ host: '[2001:db8::1]:8443', proto: 'https' }, 'https://[2001:db8::1]:8443'],
    [{ proto: 'https' }, HERE],
    [{ host: 'a"b.org' }, HERE],
    [{ host: 'user@evil.org' }, HERE],
    [{ host: 'evil.org/x?' }, HERE],
    [{ host: 'scans.example.org', proto: 'javascript' }, HERE],
    [{ host: 'scans.example.org', proto: 'toString' }, HERE],
    [{ host: 'scans.example.org', port: '70000' }, HERE],
    [{ host: 'scans.example.org:0' }, HERE],
    [{ host: 'scans.example.org', prefix: '/a/../b' }, HERE],
    [{ host: 'scans.example.org', prefix: '//evil.org' }, HERE],
    [{ host: 'scans.example.org', prefix: '/a<b' }, HERE],
  ] as const) {
    it(`is ${base} for ${JSON.stringify(forwarded)} from a proxy that is trusted`, () => {
      expect(baseOf(TRUSTING, '127.0.0.1', forwarded)).to.equal(base);
    });
  }

  const forwarded = { proto: 'https', host: 'scans.example.org' };
  for (const [setting, peer, trusted] of [
    [TRUSTING, '::ffff:127.0.0.1', true],
    [TRUSTING, '::1', true],
    [TRUSTING, '10.1.255.3', true],
    [TRUSTING, '10.2.0.1', false],
    [TRUSTING, '2001:db8::1', false],
    [{ RECTO_TRUST_PROXY: 'true' }, '192.0.2.1', true],
    [{ RECTO_TRUST_PROXY: 'false' }, '127.0.0.1', false],
    [{}, '127.0.0.1', false],
    [TRUSTING, undefined, false],
  ] as const) {
    it(`${trusted ? 'believes' : 'does not believe'} ${peer ?? 'who has hung up'} under ${JSON.stringify(setting)}`, () => {
      expect(baseOf(setting, peer, forwarded)).to.equal(trusted ? 'https://scans.example.org' : HERE);
    });
  }

  it('is what the configuration says, whatever comes', () => {
    const env = { RECTO_PUBLIC_URL: 'https://fixed.example.org/', RECTO_TRUST_PROXY: 'true' };
    expect(baseOf(env, '127.0.0.1', forwarded)).to.equal('https://fixed.example.org');
  });
});

describe('createTrust', () => {
  it('believes one hop and no more where it is told only that there is a proxy', () => {
    const trust = createTrust(loadConfig({ RECTO_TRUST_PROXY: 'true' }));
    expect([trust('192.0.2.1', 0), trust('192.0.2.2', 1)]).to.deep.equal([true, false]);
  });
  it('refuses to begin with a setting that is neither', () => {
    for (const odd of [
      'yes',
      '10.0.0.0/33',
      '10.0.0',
      'true, 10.0.0.1',
      'proxy.example.org',
      '::1/129',
      '1.2.3.4/',
    ]) {
      expect(() => loadConfig({ RECTO_TRUST_PROXY: odd }), odd).to.throw(/RECTO_TRUST_PROXY/);
    }
  });
});
