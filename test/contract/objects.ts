import type { Objects } from '../../storage/objects/objects.ts';
import { describeInterruptions } from './objects-interruptions.ts';
import { describeKeys } from './objects-keys.ts';
import { describeReads } from './objects-reads.ts';
import { describeWrites } from './objects-writes.ts';
import { openStore } from './store-under-test.ts';

/**
 * What every store of bytes has to do, run against each. `open` gives an empty store, or one that is shared:
 * every test keeps to a prefix of its own. `dir` is a directory for the store, removed in the end.
 */
export function describeObjects(name: string, open: (dir: string) => Promise<Objects>): void {
  describe(`objects in ${name}`, function () {
    this.timeout(60_000);
    const store = openStore(open);
    describeWrites(store);
    describeReads(store);
    describeKeys(store);
    describeInterruptions(store);
  });
}
