import { expect } from 'chai';
import fc from 'fast-check';
import { sanitizeValue } from '../../manifests/html.ts';

/** Each with what is made of it. */
const CASES: readonly (readonly [string, string, string])[] = [
  ['plain text', 'Aan alle arbeiders', 'Aan alle arbeiders'],
  ['text with signs', 'a < b & c > d', 'a < b & c > d'],
  ['what IIIF lists', '<p>To <b>all</b><br/>workers</p>', '<p>To <b>all</b><br/>workers</p>'],
  [
    'links to the web',
    '<a href="https://iisg.nl/?a=1&b=2">IISH</a>',
    '<a href="https://iisg.nl/?a=1&amp;b=2">IISH</a>',
  ],
  ['links to anything else', '<a href="javascript:alert(1)">x</a>', '<a>x</a>'],
  ['handlers', '<p onclick="alert(1)" class="big">x</p>', '<p>x</p>'],
  ['scripts', '<script>alert(1)</script>', '<span>&lt;script&gt;alert(1)&lt;/script&gt;</span>'],
  ['what is no element', '<unknown>', '<span>&lt;unknown&gt;</span>'],
  ['what is left open', '<p>To <b>all</p>', '<p>To <b>all</b></p>'],
  ['what is closed and not open', '<p>x</b></p>', '<p>x&lt;/b&gt;</p>'],
  ['elements side by side', '<p>a</p><p>b</p>', '<span><p>a</p><p>b</p></span>'],
  [
    'an image alone',
    '<img src="https://x.org/a.png" alt="A">',
    '<span><img src="https://x.org/a.png" alt="A"/></span>',
  ],
  ['capitals', '<P>x</P>', '<p>x</p>'],
  ['entities', '<p>caf&eacute; &amp; &#233;</p>', '<p>caf&amp;eacute; &amp; &#233;</p>'],
  ['a quote in an attribute', `<a href='https://x.org/"'>x</a>`, '<a href="https://x.org/&quot;">x</a>'],
  ['a comment', '<!-- secret --><p>x</p>', '<span>&lt;!-- secret --&gt;<p>x</p></span>'],
];

describe('HTML in values', () => {
  for (const [what, given, made] of CASES)
    it(`of ${what}`, () => {
      expect(sanitizeValue(given)).to.equal(made);
    });

  it('is never more than IIIF lists, well-formed, in one element, and the same when done twice', () => {
    const piece = fc.constantFrom(
      ...[
        '<p>',
        '</p>',
        '<b>',
        '</b>',
        '<i',
        '>',
        '<script>',
        '</script>',
        '<br>',
        '<img src="https://a/b">',
      ],
      ...[
        'text',
        '&',
        '&amp;',
        '"',
        "'",
        '<a href="javascript:x">',
        '<a href="https://x">',
        '</a>',
        ' onx="y"',
      ],
    );
    const property = fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const made = sanitizeValue(`<p>${pieces.join('')}>`);
      const open: string[] = [];
      for (const [tag, slash, name = ''] of made.matchAll(/<(\/?)([a-z]+)[^<>]*>/g)) {
        expect(name).to.match(/^(a|b|br|i|img|p|small|span|sub|sup)$/);
        if (slash === '/') expect(open.pop(), made).to.equal(name);
        else if (!tag.endsWith('/>')) open.push(name);
      }
      expect(open).to.deep.equal([]);
      expect(made.replaceAll(/<\/?[a-z]+( (href|src|alt)="[^"<>]*")*\/?>/g, '')).to.not.match(/[<>]/);
      expect(sanitizeValue(made)).to.equal(made);
    });
    fc.assert(property, { numRuns: 500 });
  });
});
