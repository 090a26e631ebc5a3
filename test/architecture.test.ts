import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import {
  FOLDERS,
  PACKAGES,
  readSources,
  type Sources,
  wrongEnvironment,
  wrongFolders,
  wrongLengths,
  wrongPackages,
} from './architecture.ts';

const sources = readSources(fileURLToPath(new URL('..', import.meta.url)));

describe('the architecture: who may import whom', () => {
  for (const [folder, may] of Object.entries(FOLDERS)) {
    it(`${folder.padEnd(10)} ${may.join(', ') || '–'}`, () => {
      expect(wrongFolders(sources, folder)).to.deep.equal([]);
    });
  }
});

describe('the architecture: what lives in one place', () => {
  for (const [name, rule] of Object.entries(PACKAGES)) {
    it(`${name.padEnd(33)} ${rule.in.join(', ')}`, () => {
      expect(wrongPackages(sources, name)).to.deep.equal([]);
    });
  }
  it('process.env                       runtime/config.ts, scripts, tests', () => {
    expect(wrongEnvironment(sources)).to.deep.equal([]);
  });
  it('no file is longer than 300 lines, tests included', () => {
    expect(wrongLengths(sources)).to.deep.equal([]);
  });
});

describe('the architecture test itself', () => {
  const planted = (path: string, text: string): Sources => new Map([[path, text]]);

  it('reads the whole house', () => {
    const folders = new Set([...sources.keys()].map((path) => path.split('/')[0]));
    expect([...folders]).to.include.members([...Object.keys(FOLDERS), 'test']);
  });

  it('fails on a forbidden import, and says who imports what and what would be allowed', () => {
    const upward = planted('model/item.ts', "import { createApp } from '../server/app.ts';\n");
    expect(wrongFolders(upward, 'model')).to.deep.equal([
      'model/item.ts imports server/app.ts, but model may import nothing',
    ]);
    const rows = planted(
      'workers/steps/cut.ts',
      "import {\n  items,\n} from '../../storage/records/items.ts';\n",
    );
    expect(wrongFolders(rows, 'workers')).to.have.lengthOf(1);
    const lazy = planted('server/app.ts', "const later = await import('../workers/main.ts');\n");
    expect(wrongFolders(lazy, 'server')).to.have.lengthOf(1);
    const again = planted('image/plan.ts', "export { x } from '../storage/objects/keys.ts';\n");
    expect(wrongFolders(again, 'image')).to.have.lengthOf(1);
    const routes = planted('scripts/demo.ts', "import { routes } from '../server/routes/items.ts';\n");
    expect(wrongFolders(routes, 'scripts')).to.have.lengthOf(1);
    const test = planted('server/app.ts', "import { stub } from '../test/fixtures/s3-stub.ts';\n");
    expect(wrongFolders(test, 'server')).to.have.lengthOf(1);
  });

  it('lets the web app have types of the model, and nothing more', () => {
    const types = planted('web/src/item.ts', "import type { Item } from '../../model/item.ts';\n");
    expect(wrongFolders(types, 'web')).to.deep.equal([]);
    const values = planted('web/src/item.ts', "import { newId } from '../../model/ids.ts';\n");
    expect(wrongFolders(values, 'web')).to.have.lengthOf(1);
  });

  it('allows what the table allows', () => {
    const allowed = planted('workers/main.ts', "import { openFiles } from '../storage/objects/files.ts';\n");
    expect(wrongFolders(allowed, 'workers')).to.deep.equal([]);
  });

  it('fails on a package outside its place, even when only its types are taken', () => {
    const pixels = planted('server/images.ts', "import sharp from 'sharp';\n");
    expect(wrongPackages(pixels, 'sharp')[0]).to.match(
      /^server\/images\.ts imports sharp, which belongs in image/,
    );
    const client = planted('server/app.ts', "import type { S3Client } from '@aws-sdk/client-s3';\n");
    expect(wrongPackages(client, '@aws-sdk')).to.have.lengthOf(1);
  });

  it('fails on the environment read where it may not be, and on a file that is too long', () => {
    expect(wrongEnvironment(planted('server/app.ts', 'const port = process.env.PORT;\n'))).to.have.lengthOf(
      1,
    );
    expect(wrongLengths(planted('model/item.ts', 'x\n'.repeat(301)))).to.have.lengthOf(1);
    expect(wrongLengths(planted('test/model/ids.test.ts', 'x\n'.repeat(301)))).to.have.lengthOf(1);
    expect(wrongLengths(planted('model/item.ts', 'x\n'.repeat(300)))).to.deep.equal([]);
  });
});
