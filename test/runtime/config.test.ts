import { resolve } from 'node:path';
import { expect } from 'chai';
import { Fault } from '../../model/fault.ts';
import { environmentFor, imageLimits, loadConfig } from '../../runtime/config.ts';

/** What is said of a wrong environment. */
function complaintOf(env: Record<string, string>): string {
  try {
    loadConfig(env);
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === 'bad-request') return thrown.detail;
    throw thrown;
  }
  throw new Error('it was taken');
}

describe('the configuration', () => {
  it('needs nothing: everything embedded, on this machine alone', () => {
    const config = loadConfig({});
    expect(config).to.include({
      PORT: 8080,
      HOST: '127.0.0.1',
      publicUrl: 'http://localhost:8080',
      RECTO_TRUST_PROXY: false,
    });
    expect(config.dataDir).to.equal(resolve('data'));
    expect([config.DATABASE_URL, config.REDIS_URL, config.S3_BUCKET]).to.deep.equal([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(loadConfig({ PORT: '', RECTO_PUBLIC_URL: '' }).publicUrl).to.equal('http://localhost:8080');
  });

  it('has a profile by its name, or by the path of a file from the folder that it started in', () => {
    const profileIn = (given: string) => loadConfig({ RECTO_PROFILE: given }).RECTO_PROFILE;
    expect(loadConfig({}).RECTO_PROFILE).to.equal('any');
    expect(profileIn('fadgi-3')).to.equal('fadgi-3');
    expect(profileIn('ours/letters.JSON')).to.equal(resolve('ours/letters.JSON'));
    expect(profileIn('/etc/recto/letters.json')).to.equal(resolve('/etc/recto/letters.json'));
  });

  it('cannot be changed once it has been read', () => {
    expect(Object.isFrozen(loadConfig({}))).to.equal(true);
  });

  it('names every variable that is wrong, at once', () => {
    const complaint = complaintOf({
      PORT: 'eighty',
      DATABASE_URL: 'mysql://x',
      RECTO_ADMIN_PASSWORD: 'short',
    });
    for (const name of ['PORT', 'DATABASE_URL', 'RECTO_ADMIN_PASSWORD']) expect(complaint).to.include(name);
  });

  it('has limits of pictures that admit a tile and that a JPEG can hold', () => {
    expect(imageLimits(loadConfig({}))).to.deep.equal({
      maxWidth: 65_500,
      maxHeight: 65_500,
      maxArea: 100_000_000,
      refuseLargerBox: false,
    });
    const complaint = complaintOf({
      RECTO_MAX_WIDTH: '511',
      RECTO_MAX_HEIGHT: '65501',
      RECTO_MAX_AREA_MP: '0',
    });
    for (const name of ['RECTO_MAX_WIDTH', 'RECTO_MAX_HEIGHT', 'RECTO_MAX_AREA_MP'])
      expect(complaint).to.include(name);
  });

  it('has a public address without a slash at its end', () => {
    expect(loadConfig({ RECTO_PUBLIC_URL: 'https://scans.example.org/archive/' }).publicUrl).to.equal(
      'https://scans.example.org/archive',
    );
  });

  for (const url of [
    'scans.example.org',
    'ftp://example.org',
    'https://example.org?x=1',
    'https://me:secret@example.org',
  ]) {
    it(`refuses ${url} as a public address`, () => {
      expect(complaintOf({ RECTO_PUBLIC_URL: url })).to.include('RECTO_PUBLIC_URL');
    });
  }

  it('can be handed on to a child process as it is, but for what that has no use for', () => {
    const config = loadConfig({
      PORT: '0',
      RECTO_DATA: 'somewhere',
      RECTO_TRUST_PROXY: 'loopback, 10.1.0.0/16',
      RECTO_PUBLIC_URL: 'https://scans.example.org/recto/',
      RECTO_ADMIN_PASSWORD: 'a long password',
    });
    const { RECTO_DATA, RECTO_ADMIN_PASSWORD, ...rest } = loadConfig(
      environmentFor(config, ['RECTO_ADMIN_PASSWORD']),
    );
    const { RECTO_DATA: relative, RECTO_ADMIN_PASSWORD: kept, ...same } = config;
    expect(rest).to.deep.equal(same);
    expect([relative, kept, RECTO_DATA, RECTO_ADMIN_PASSWORD]).to.deep.equal([
      'somewhere',
      'a long password',
      resolve('somewhere'),
      undefined,
    ]);
  });
});
