import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { examineBytes } from '../fixtures/examine-bytes.ts';
import { convertTiff, copyTiff, makePixels, writeTiff } from '../fixtures/make-tiffs.ts';

/** How ImageMagick and libtiff's own tools write, and what is to be read from it. */
const IMAGEMAGICK: Readonly<Record<string, readonly [flags: string, facts: object]>> = {
  'LZW, big-endian': ['-endian MSB -compress lzw', { compression: 'LZW', photometric: 'RGB' }],
  '16 bit Deflate': ['-depth 16 -compress zip', { compression: 'Deflate', bitsPerSample: 16 }],
  PackBits: ['-compress rle', { compression: 'PackBits' }],
  JPEG: ['-compress jpeg', { compression: 'JPEG' }],
  'Group 4': ['-monochrome -compress group4', { compression: 'CCITT Group 4', bitsPerSample: 1 }],
  'Group 3': ['-monochrome -compress fax', { compression: 'CCITT Group 3' }],
  grey: ['-colorspace gray -compress none', { photometric: 'BlackIsZero', samplesPerPixel: 1 }],
  CMYK: ['-colorspace CMYK -compress lzw', { photometric: 'CMYK', samplesPerPixel: 4 }],
  palette: ['-type palette -compress lzw', { photometric: 'palette', samplesPerPixel: 1 }],
  '16 bit CIELab': ['-colorspace Lab -depth 16', { photometric: 'CIELab', bitsPerSample: 16 }],
  alpha: ['-alpha set -compress zip', { samplesPerPixel: 4 }],
  tiles: ['-define tiff:tile-geometry=64x64 -compress zip', { compression: 'Deflate' }],
  '600 per inch': ['-density 600 -units PixelsPerInch', { ppiX: 600, ppiY: 600 }],
  '118 per centimetre': ['-density 118 -units PixelsPerCentimeter', { ppiX: 299.72 }],
};
const LIBTIFF: Readonly<Record<string, readonly [flags: string, facts: object]>> = {
  BigTIFF: ['-8', { puid: 'fmt/1917' }],
  'BigTIFF, big-endian, LZW': ['-8 -B -c lzw', { puid: 'fmt/1917', compression: 'LZW' }],
  'separate planes': ['-p separate', { samplesPerPixel: 3 }],
  'a strip for each line': ['-r 1', { width: 300 }],
  'JPEG in YCbCr tiles': ['-t -w 64 -l 64 -c jpeg:r', { compression: 'JPEG' }],
};

describe('a good scan of another program', () => {
  let folder: string;
  let plain: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'recto-encodings-'));
    plain = await writeTiff(join(folder, 'plain.tif'), makePixels(300, 211));
  });
  after(() => rm(folder, { recursive: true }));

  for (const [tool, encodings, write] of [
    ['ImageMagick', IMAGEMAGICK, convertTiff],
    ['libtiff', LIBTIFF, copyTiff],
  ] as const) {
    for (const [name, [flags, facts]] of Object.entries(encodings)) {
      it(`has nothing said against it: ${name}, by ${tool}`, async () => {
        const path = await write(plain, join(folder, 'made.tif'), ...flags.split(' '));
        const examined = await examineBytes(await readFile(path));
        expect(examined.findings).to.deep.equal([]);
        expect(examined.facts).to.include({ width: 300, height: 211, pages: 1, ...facts });
      });
    }
  }
});
