import { expect } from 'chai';
import { wishFor } from '../../../server/http/accept.ts';

describe('wishFor', () => {
  for (const [accept, weight, exactness] of [
    [undefined, 1, 1],
    ['', 0, 0],
    ['*/*', 1, 1],
    ['application/*;q=0.3', 0.3, 2],
    ['application/json', 1, 3],
    ['Application/JSON; q=0.4, */*', 0.4, 3],
    ['application/json;q=0, */*', 0, 3],
    ['application/json;charset="a,b;q=0.1";q=0.7', 0.7, 3],
    ['application/json;q=much', 0, 3],
    ['text/html, text/*', 0, 0],
    ['text/html;x="application/json, application/json"', 0, 0],
    ['application/json;q=0.2, application/json;profile="x";q=0.6', 0.6, 3],
  ] as const) {
    it(`reads ${JSON.stringify(accept)}`, () => {
      expect(wishFor('application/json', accept)).to.deep.equal({ weight, exactness });
    });
  }
});
