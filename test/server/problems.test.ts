import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { Fault, type FaultCode } from '../../model/fault.ts';
import { createLog } from '../../runtime/log.ts';
import { sendProblem } from '../../server/problems.ts';
import { askAlone } from '../fixtures/plain-http.ts';

describe('what goes wrong with a request', () => {
  for (const [code, levels] of [
    ['internal', [50]],
    ['unavailable', [40]],
    ['busy', []],
    ['bad-request', []],
    ['not-found', []],
  ] as const satisfies readonly (readonly [FaultCode, readonly number[]])[]) {
    it(`is logged where somebody here can mend it, and not where strangers would fill the log: ${code}`, async () => {
      const lines: string[] = [];
      const log = createLog('server', 'info', { write: (line) => void lines.push(line) });
      const server = createServer((req, res) => sendProblem(req, res, new Fault(code, 'Words.'), log));
      await once(server.listen(0, '127.0.0.1'), 'listening');
      const { status } = await askAlone(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      server.close();
      expect(status).to.be.at.least(400);
      expect(lines.map((line) => JSON.parse(line).level)).to.deep.equal(levels);
    });
  }
});
