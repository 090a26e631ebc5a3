import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { z } from 'zod';
import { SETTINGS } from '../../runtime/config.ts';
import { configurationPage, environmentExample } from '../../scripts/docs/configuration.ts';
import { wrongDecisions } from '../../scripts/docs/decisions.ts';
import { wrongLinks } from '../../scripts/docs/pages.ts';
import { wrongDocs } from '../../scripts/docs.ts';

describe('the documentation', () => {
  it('is current: generated pages, decisions, links', () => {
    expect(wrongDocs(fileURLToPath(new URL('../..', import.meta.url)))).to.deep.equal([]);
  });
});

describe('the page of settings', () => {
  const settings = {
    PORT: z.coerce.number().default(8080).describe('Port of the web server.'),
    SECRET: z.string().optional().describe('Either this | that.'),
  };

  it('has every variable with its default and its meaning', () => {
    const page = configurationPage(settings);
    expect(page).to.include('| `PORT` | `8080` | Port of the web server. |');
    expect(page).to.include('| `SECRET` | – | Either this \\| that. |');
  });

  it('has no value of the machine that it is written on, where the meaning tells the default', () => {
    const cores = z.number().default(availableParallelism()).describe('At once. Default: the cores.');
    expect(configurationPage({ CORES: cores })).to.include('| `CORES` | – | At once. Default: the cores. |');
  });

  it('has an example that sets nothing', () => {
    const example = environmentExample(settings);
    expect(example).to.include('# Port of the web server.\n#PORT=8080\n');
    expect(example.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).to.deep.equal([]);
  });
});

describe('the check of decisions', () => {
  const page = (name: string, text: string) => new Map([[`docs/decisions/${name}.md`, text]]);

  it('passes a numbered one with a title and a status, however the status is set', () => {
    for (const status of [
      'Status: accepted',
      '## Status\n\nAccepted',
      '**Status:** accepted (2026-11-20)',
      '- Status: proposed',
    ]) {
      expect(wrongDecisions(page('0001-a-title', `# 0001. A title\n\n${status}\n`))).to.deep.equal([]);
    }
  });

  it('finds a wrong name, number, title, status and successor', () => {
    const good = '# 1. T\n\nStatus: accepted\n';
    expect(wrongDecisions(page('no-number', good))[0]).to.include('should be called NNNN');
    expect(wrongDecisions(page('0002-t', good.replace('1', '2')))[0]).to.include(
      'should have the number 0001',
    );
    expect(wrongDecisions(page('0001-t', good.replace('1', '3')))[0]).to.include(
      'should begin with "# 0001. "',
    );
    expect(wrongDecisions(page('0001-t', '# 1. T\n'))[0]).to.include('should say its status');
    expect(wrongDecisions(page('0001-t', '# 1. T\n\nStatus: superseded by 0009\n'))[0]).to.include('0009');
  });
});

describe('the check of links', () => {
  const exists = (path: string) => ['README.md', 'docs/a.md', 'docs/my page.md'].includes(path);
  const check = (text: string) => wrongLinks(new Map([['README.md', text]]), exists);

  it('passes what is there, the world outside, and code', () => {
    const good =
      '# Top\n[a](docs/a.md) [b](#top) [c](https://example.org/x) [d](docs/my%20page.md) `[e](f.md)`\n';
    expect(check(`${good}\`\`\`\n[g](h.md)\n\`\`\`\n`)).to.deep.equal([]);
  });

  it('finds a missing file and a missing heading', () => {
    expect(check('[a](docs/b.md)')).to.deep.equal(['README.md links to docs/b.md, which is not there']);
    expect(check('# Top\n[a](#bottom)')[0]).to.include('has no such heading');
  });
});

describe('the container image and its composition', () => {
  const root = new URL('../../', import.meta.url);
  const read = (name: string) => readFileSync(new URL(name, root), 'utf8');

  it('set nothing that Recto does not know', () => {
    const recto = read('compose.yaml').split('\n  redis:\n')[0] ?? '';
    const composed = [...recto.matchAll(/^ {4,6}([A-Z][A-Z0-9_]+): /gm)].map(([, name]) => name);
    const built = [...read('Dockerfile').matchAll(/^(?:ENV|) +([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name);
    expect(composed).to.include.members(['REDIS_URL', 'DATABASE_URL', 'S3_ENDPOINT']);
    expect(built).to.include.members(['HOST', 'PORT', 'RECTO_DATA']);
    const others = /^(NODE_|MALLOC_|AWS_SDK_JS_NODE_VERSION)/;
    for (const name of [...composed, ...built]) {
      if (!others.test(name ?? '')) expect(Object.keys(SETTINGS)).to.include(name);
    }
  });

  it('give the workers no database and no password of a person', () => {
    const workers = read('compose.yaml').split('\n  workers:\n')[1]?.split('\n  redis:\n')[0] ?? '';
    expect(workers)
      .to.include('workers/main.js')
      .and.not.to.match(/DATABASE_URL|ADMIN/);
  });
});
