import { expect } from 'chai';
import { createLog } from '../../runtime/log.ts';
import { keepFront } from '../../server/fronts/keep-front.ts';
import { until } from '../fixtures/until.ts';

describe('a front that the system does not start', () => {
  const { execPath } = process;
  afterEach(() => {
    process.execPath = execPath;
  });

  for (const [how, prepare, args] of [
    ['says so later', () => (process.execPath = '/nowhere/node'), []],
    ['says so at once', () => undefined, ['\0']],
  ] as const) {
    it(`is tried again, and can be closed, where it ${how}`, async () => {
      const lines: string[] = [];
      const log = createLog('server', 'info', { write: (line) => void lines.push(line) });
      prepare();
      const nothing = () => undefined;
      const front = keepFront({ name: 'front-1', env: {}, args, log, onFree: nothing, onReturn: nothing });
      await until(() => lines.length >= 2);
      expect(front.isReady).to.equal(false);
      await front.close();
      expect(lines.join('')).to.include('is started again');
    });
  }
});
