import { expect } from 'chai';
import { isNotModified } from '../../../server/http/conditional.ts';

const ETAG = '"abc.1"';
const AT = Date.UTC(2026, 0, 2, 3, 4, 5, 678);

describe('a conditional request', () => {
  const cases: [string, Record<string, string>, boolean][] = [
    ['holds the same tag', { 'if-none-match': '"abc.1"' }, true],
    ['holds it weakly, because a proxy compressed it', { 'if-none-match': 'W/"abc.1"' }, true],
    ['holds it among others', { 'if-none-match': '"x", "abc.1", "y"' }, true],
    ['holds anything', { 'if-none-match': '*' }, true],
    ['holds another', { 'if-none-match': '"abc.2"' }, false],
    [
      'holds another, though the time would do',
      { 'if-none-match': '"x"', 'if-modified-since': new Date(AT).toUTCString() },
      false,
    ],
    ['has the time of the last change', { 'if-modified-since': new Date(AT).toUTCString() }, true],
    ['has a later time', { 'if-modified-since': new Date(AT + 60_000).toUTCString() }, true],
    ['has an earlier time', { 'if-modified-since': new Date(AT - 60_000).toUTCString() }, false],
    ['has no time at all', { 'if-modified-since': 'yesterday' }, false],
    ['asks for nothing', {}, false],
  ];
  for (const [what, headers, expected] of cases) {
    it(`is ${expected ? 'answered 304' : 'sent anew'} where it ${what}`, () => {
      expect(isNotModified(headers, ETAG, AT)).to.equal(expected);
    });
  }
});
