import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { hasApt, unpackPackages } from '../../scripts/setup/apt.ts';
import { PARTS, type Part } from '../../scripts/setup/parts.ts';
import { onPath, ROOT } from '../../scripts/setup/places.ts';
import { hint, partsFor, setUp } from '../../scripts/setup/set-up.ts';
import {
  checkArchive,
  fetchViewer,
  MIRADOR,
  UNIVERSAL_VIEWER,
  viewerFolder,
} from '../../scripts/setup/viewers.ts';
import { webDigest } from '../../scripts/setup/web.ts';

const dependencies = new URL('../../scripts/setup/dependencies.mjs', import.meta.url).href;
const quiet = () => {};

describe('the set-up', function () {
  this.timeout(120_000);
  let dir: string;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'recto-setup-test-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('finds every part that the tests need', () => {
    for (const part of PARTS) expect(part.find(), hint(part)).to.be.a('string');
  });

  it('asks for Redis alone to start', () => {
    expect(partsFor('start').map((part) => part.name)).to.deep.equal(['Redis']);
    expect(partsFor('tests')).to.deep.equal(PARTS);
  });

  it('has a line that installs each part, on Debian and on a Mac', () => {
    for (const part of PARTS) {
      expect(hint(part, 'apt'), part.name).to.match(/apt-get install -y \S/);
      expect(hint(part, 'brew'), part.name).to.match(/brew install \S|set S3_TEST_ENDPOINT/);
    }
  });

  it('fetches what can be fetched, and does it once', () => {
    let fetched = 0;
    const part: Part = {
      name: 'Thing',
      neededBy: 'start',
      find: () => (fetched > 0 ? 'there' : undefined),
      fetch: () => {
        fetched += 1;
      },
      packages: {},
    };
    if (!hasApt()) fetched = 1;
    setUp({ parts: [part], say: quiet });
    setUp({ parts: [part], say: quiet });
    expect(fetched).to.equal(1);
  });

  it('ends with the line that installs what it could not get, and why it could not', () => {
    const part: Part = {
      name: 'Thing',
      neededBy: 'start',
      find: () => undefined,
      fetch: () => {
        throw new Error('the registry is closed');
      },
      packages: {},
      otherwise: 'set THING_URL to one that runs elsewhere',
    };
    expect(() => setUp({ parts: [part], say: quiet })).to.throw(
      /^Thing is missing\. Install it by hand; or set THING_URL to one that runs elsewhere\./,
    );
  });

  it('unpacks a package without installing it', function () {
    if (!hasApt()) {
      expect(onPath('brew')).to.not.equal(undefined, 'neither apt nor Homebrew');
      this.timeout(0);
      return;
    }
    unpackPackages(['hostname'], join(dir, 'unpacked'), []);
    const program = [join(dir, 'unpacked/bin/hostname'), join(dir, 'unpacked/usr/bin/hostname')].find(
      existsSync,
    );
    expect(program).to.be.a('string');
    expect(spawnSync(program ?? '').status).to.equal(0);
  });

  it('has the viewers, and takes no other file for one', () => {
    fetchViewer(MIRADOR, quiet);
    fetchViewer(UNIVERSAL_VIEWER, quiet);
    expect(existsSync(join(viewerFolder(MIRADOR), 'mirador.min.js'))).to.equal(true);
    expect(existsSync(join(viewerFolder(UNIVERSAL_VIEWER), 'umd/UV.js'))).to.equal(true);
    const other = join(dir, 'mirador-4.0.0.tgz');
    writeFileSync(other, 'something else');
    expect(() => checkArchive(MIRADOR, other)).to.throw('is not the file that was chosen');
  });

  it('knows a web app that was built from other sources', () => {
    mkdirSync(join(dir, 'web', 'dist'), { recursive: true });
    writeFileSync(join(dir, 'package-lock.json'), '{}');
    writeFileSync(join(dir, 'web', 'main.tsx'), 'one');
    const before = webDigest(dir);
    writeFileSync(join(dir, 'web', 'dist', 'main.js'), 'built');
    expect(webDigest(dir)).to.equal(before);
    writeFileSync(join(dir, 'web', 'main.tsx'), 'two');
    expect(webDigest(dir)).to.not.equal(before);
  });
});

describe('the packages', () => {
  let root: string;
  let isInstalled: (root: string) => boolean;

  before(async () => {
    ({ isInstalled } = (await import(dependencies)) as { isInstalled: (root: string) => boolean });
  });
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'recto-packages-test-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function write(file: string, packages: object): void {
    mkdirSync(join(root, 'node_modules'), { recursive: true });
    writeFileSync(join(root, file), JSON.stringify({ packages }));
  }
  const LOCK = 'package-lock.json';
  const PRESENT = join('node_modules', '.package-lock.json');
  const a = { version: '1.0.0', integrity: 'sha512-a' };

  it('are installed if they are what the lock file says, whatever is for other machines', () => {
    write(LOCK, { '': {}, 'node_modules/a': a, 'node_modules/mac': { ...a, optional: true } });
    write(PRESENT, { 'node_modules/a': a });
    expect(isInstalled(root)).to.equal(true);
  });

  it('are not if there are none, or one is missing or another', () => {
    write(LOCK, { '': {}, 'node_modules/a': a });
    expect(isInstalled(root)).to.equal(false);
    write(PRESENT, {});
    expect(isInstalled(root)).to.equal(false);
    write(PRESENT, { 'node_modules/a': { ...a, version: '1.0.1' } });
    expect(isInstalled(root)).to.equal(false);
  });

  it('of this checkout are installed', () => {
    expect(isInstalled(ROOT)).to.equal(true);
  });
});

describe('the commands', function () {
  this.timeout(60_000);

  for (const name of ['recto-token', 'recto-station']) {
    it(`npx ${name} --help answers at once, without installing anything`, () => {
      const done = spawnSync('npx', ['--offline', name, '--help'], {
        cwd: fileURLToPath(new URL('../..', import.meta.url)),
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      expect(done.stdout, done.stderr).to.include(name);
      expect(done.status).to.equal(0);
    });
  }
});
