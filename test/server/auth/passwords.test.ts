import { expect } from 'chai';
import { hashPassword, isPassword } from '../../../server/auth/passwords.ts';
import { createRateLimit } from '../../../server/auth/rate-limit.ts';

describe('a password', () => {
  it('is known again by its hash, which says at what cost it was made', async () => {
    const hash = await hashPassword('correct horse battery');
    expect(hash).to.match(/^scrypt\$32768\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(await isPassword('correct horse battery', hash)).to.equal(true);
    expect(await isPassword('correct horse batterY', hash)).to.equal(false);
    expect(await hashPassword('correct horse battery')).to.not.equal(hash);
  });

  it('is the same however a keyboard spells its letters', async () => {
    expect(await isPassword('cafe\u0301 au lait', await hashPassword('caf\u00e9 au lait'))).to.equal(true);
  });

  it('is never right for a hash that cannot be read', async () => {
    for (const hash of [
      '',
      'plain',
      'scrypt$32768$8$1$$',
      'scrypt$1e99$8$1$AAAA$AAAA',
      'md5$1$1$1$AAAA$AAAA',
    ])
      expect(await isPassword('anything', hash), hash).to.equal(false);
  });
});

describe('a rate limit', () => {
  it('lets so many pass in its window, each key for itself', () => {
    let now = 0;
    const limit = createRateLimit({ tries: 2, windowMs: 10_000, keys: 10, now: () => now });
    expect([limit.take('a'), limit.take('a'), limit.take('a'), limit.take('b')]).to.deep.equal([0, 0, 10, 0]);
    now = 9_500;
    expect(limit.take('a')).to.equal(1);
    now = 10_000;
    expect(limit.take('a')).to.equal(0);
  });

  it('forgets a key that was right, and the longest known where there are too many', () => {
    const limit = createRateLimit({ tries: 1, windowMs: 10_000, keys: 2, now: () => 0 });
    for (const key of ['a', 'b', 'c']) limit.take(key);
    expect([limit.take('c'), limit.take('a')]).to.deep.equal([10, 0]);
    limit.forget('c');
    expect(limit.take('c')).to.equal(0);
  });
});
