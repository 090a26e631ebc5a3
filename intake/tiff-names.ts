/** The tags that are read. @see https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf */
export const TAG = Object.freeze({
  newSubfileType: 254,
  subfileType: 255,
  imageWidth: 256,
  imageLength: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  stripOffsets: 273,
  orientation: 274,
  samplesPerPixel: 277,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  xResolution: 282,
  yResolution: 283,
  planarConfiguration: 284,
  resolutionUnit: 296,
  tileWidth: 322,
  tileLength: 323,
  tileOffsets: 324,
  tileByteCounts: 325,
  extraSamples: 338,
  sampleFormat: 339,
  jpegInterchange: 513,
  subDirectories: 330,
  exifDirectory: 34_665,
  gpsDirectory: 34_853,
  iccProfile: 34_675,
});

const PHOTOMETRICS: Readonly<Record<number, string>> = {
  0: 'WhiteIsZero',
  1: 'BlackIsZero',
  2: 'RGB',
  3: 'palette',
  4: 'transparency mask',
  5: 'CMYK',
  6: 'YCbCr',
  8: 'CIELab',
  9: 'ICCLab',
  10: 'ITULab',
  32803: 'colour filter array',
  32844: 'LogL',
  32845: 'LogLuv',
  34892: 'linear raw',
};

const COMPRESSIONS: Readonly<Record<number, string>> = {
  1: 'none',
  2: 'CCITT modified Huffman',
  3: 'CCITT Group 3',
  4: 'CCITT Group 4',
  5: 'LZW',
  6: 'JPEG (old style)',
  7: 'JPEG',
  8: 'Deflate',
  32773: 'PackBits',
  32946: 'Deflate',
  34661: 'JBIG',
  34712: 'JPEG 2000',
  34887: 'LERC',
  34925: 'LZMA',
  50000: 'Zstandard',
  50001: 'WebP',
  50002: 'JPEG XL',
};

/** Every name that a TIFF's PhotometricInterpretation is called by here. */
export const PHOTOMETRIC_NAMES: readonly string[] = Object.freeze(Object.values(PHOTOMETRICS));
/** Every name that a TIFF's Compression is called by here. */
export const COMPRESSION_NAMES: readonly string[] = Object.freeze([...new Set(Object.values(COMPRESSIONS))]);

/** The name of a PhotometricInterpretation, or its number. */
export function photometricName(value: number): string {
  return PHOTOMETRICS[value] ?? `photometric ${value}`;
}

/** The name of a Compression, or its number. */
export function compressionName(value: number): string {
  return COMPRESSIONS[value] ?? `compression ${value}`;
}
