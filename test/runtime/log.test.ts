import { expect } from 'chai';
import { Fault } from '../../model/fault.ts';
import { createLog, hideCredentials } from '../../runtime/log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void, level = 'info'): string {
  const lines: string[] = [];
  write(createLog('test', level, { write: (line) => void lines.push(line) }));
  return lines.join('');
}

describe('the log', () => {
  it('hides whatever is named like a secret, at any depth, in children and in lists', () => {
    const text = logged((log) => {
      const part = log.child({ part: 'http', sessionToken: 'hush-1' });
      part.info({
        req: { headers: { authorization: 'Bearer hush-2', Cookie: 'sid=hush-3', host: 'recto' } },
      });
      log.info({ users: [{ email: 'a@b.c', password: 'hush-4' }], S3_SECRET_ACCESS_KEY: 'hush-5' }, 'made');
    });
    expect(text).not.to.contain('hush');
    expect(text).to.contain('recto').and.contain('a@b.c').and.contain('"part":"http"');
  });

  it('hides users and passwords of URLs in fields, messages, errors and their causes', () => {
    const url = 'redis://user:hush@redis.example:6379/0';
    const text = logged((log) => {
      log.warn({ url, err: new Error(`no ${url}`, { cause: new Error(`inner ${url}`) }) }, `lost ${url}`);
      log.error(new Error(`bare ${url}`));
      log.info('formatted %s', url);
    });
    expect(text).not.to.contain('hush');
    expect(text.match(/redis\.example/g)?.length).to.be.greaterThan(5);
    expect(hideCredentials('see https://recto.example/a@b:c')).to.equal('see https://recto.example/a@b:c');
  });

  it('writes a fault with its code, its sentence and its cause', () => {
    const fault = new Fault('unavailable', 'Not just now.', { cause: new Error('ECONNREFUSED') });
    const line = JSON.parse(logged((log) => log.error({ err: fault }, 'failed'))) as { err: unknown };
    expect(line).to.include({ name: 'test', msg: 'failed' });
    expect(line.err).to.deep.include({ type: 'Fault', code: 'unavailable', detail: 'Not just now.' });
    expect(JSON.stringify(line.err)).to.contain('ECONNREFUSED');
  });

  it('is not put off by a thing that holds itself', () => {
    const thing: { name: string; self?: unknown } = { name: 'loop' };
    thing.self = thing;
    expect(logged((log) => log.info({ thing }))).to.contain('loop');
  });

  it('keeps quiet below its level', () => {
    expect(logged((log) => log.info('chatter'), 'warn')).to.equal('');
  });
});
