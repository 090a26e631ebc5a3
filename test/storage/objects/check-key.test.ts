import { join, relative, resolve } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { checkKey, checkPrefix } from '../../../storage/objects/check-key.ts';
import { masterKey, packKey, revisionKey } from '../../../storage/objects/keys.ts';

const ROOT = resolve('/srv/objects');

/** Whether a check lets something pass. */
function passes(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}

const piece = fc.oneof(fc.constantFrom('/', '.', '..', '\\', 'a', 'é', '%2f', '\0', ' '), fc.string());
const anyKey = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));

describe('the check of keys', () => {
  it('lets no key lead out of the store, or two keys to one file', () => {
    fc.assert(
      fc.property(anyKey, (key) => {
        if (!passes(() => checkKey(key))) return;
        expect(relative(ROOT, join(ROOT, key))).to.equal(key);
      }),
      { numRuns: 5_000 },
    );
  });

  it('takes every beginning of a key that ends within a name for a prefix', () => {
    const name = fc.stringMatching(/^[a-z0-9][a-z0-9.-]{0,8}$/);
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), fc.nat(), (names, cut) => {
        const key = names.join('/');
        checkKey(key);
        checkPrefix(key.slice(0, cut % (key.length + 1)));
      }),
    );
  });

  it('takes every key that Recto makes', () => {
    const sha256 = '0123456789abcdef'.repeat(4);
    const id = '01932b1e-7c4a-7def-8abc-0123456789ab';
    for (const key of [masterKey(sha256), packKey(id, 'tiles-1'), revisionKey(sha256)]) checkKey(key);
  });
});
