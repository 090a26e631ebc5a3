import { GOOD } from './good.ts';
import type { ExpectedFinding, Kind } from './kind.ts';
import { DEFECTS } from './kinds.ts';

/** The page of the documentation that lists every kind, as Markdown. */
export function defectsPage(): string {
  return `# Seeded scans

Scans that are broken, mixed up or suspicious in ${DEFECTS.length} ways, and scans that are good in ${GOOD.length}, to prove the rules of
intake with, or those of another program. This page is written from the program that makes them.

\`\`\`
npm run defects -- --seed 7 DIR     # a folder for each kind, and expected.json: what has to be said of each
npm run defects -- --list           # this page
npm test -- test/intake/seeded.test.ts
\`\`\`

The same seed gives the same bytes; another seed, other pages, other places of the damage. TIFFs are written byte by
byte, without an image library, unless libtiff's tools or ImageMagick are named. Under \`any\` a scan is judged by the
profile that takes whatever IIIF can show; under \`strict\` by a contract: uncompressed TIFF, 8 bit RGB, Adobe RGB (1998),
300 per inch, upright, names as \`ARCH00860.1_00003.tif\`. Both are written beside the scans as JSON, so that
\`recto-station check DIR/lzw --profile DIR/strict.json\` judges one of them by hand.

## Defects
${tableOf(DEFECTS)}

### Known, and not found
No kind makes these, because no rule finds them; only the digest that a station sends along does, where it was taken
before the damage:

- line ends that a transfer in text mode made longer (each LF of an uncompressed TIFF became CR LF), and bytes behind the end of a TIFF;
- other numbers than zero over a part of the pixels: noise, one tile or one colour of 0xFF, strips in another order;
- a tile of zeros that was compressed after it was lost, and zeros to the end of an image of 1 bit;
- overwritten bytes within a JPEG that still mean something, and a PNG without its last twelve bytes, whose pixels are all there;
- a header that claims fewer lines than there are, or, where they are compressed or in tiles, fewer columns.

## Good scans
Nothing is to be said of these.

${tableOf(GOOD)}
`;
}

function tableOf(kinds: readonly Kind[]): string {
  const isGood = kinds.every(({ expects }) => expects.length === 0);
  const heads = ['Kind', isGood ? 'What it is' : 'What is wrong', 'Written by', 'Profile'];
  if (!isGood) heads.push('Has to be said');
  const lines = kinds.map(({ kind, about, writer, profile, expects }) => {
    const cells = [kind, about, writer, profile];
    return isGood ? cells : [...cells, expects.map(wordsOf).join(', ')];
  });
  return [heads, heads.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function wordsOf({ rule, severity }: ExpectedFinding): string {
  return `\`${rule}\`${severity === 'warning' ? ' (warning)' : ''}`;
}
