import { expect } from 'chai';
import sharp from 'sharp';
import { recogniseFormat } from '../../intake/format.ts';

const text = (latin1: string): Buffer => Buffer.from(latin1, 'latin1');

describe('what a file is', () => {
  const known: readonly (readonly [string, Buffer, string | undefined])[] = [
    ['TIFF', text('II*\0\x08\0\0\0'), 'fmt/353'],
    ['TIFF', text('MM\0*\0\0\0\x08'), 'fmt/353'],
    ['BigTIFF', text('II+\0\x08\0\0\0'), 'fmt/1917'],
    ['BigTIFF', text('MM\0+\0\x08\0\0'), 'fmt/1917'],
    ['Canon raw (CR2)', text('II*\0\x10\0\0\0CR\x02\0'), 'fmt/592'],
    ['JPEG', text('\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x00'), 'fmt/42'],
    ['JPEG', text('\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01'), 'fmt/43'],
    ['JPEG', text('\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x02'), 'fmt/44'],
    ['JPEG', text('\xff\xd8\xff\xe1\0\x40Exif\0\0MM\0*\x90\0\0\x07\0\0\0\x040220'), 'x-fmt/391'],
    ['JPEG', text('\xff\xd8\xff\xe1\0\x40Exif\0\0II*\0\0\x90\x07\0\x04\0\0\x000221'), 'fmt/645'],
    ['JPEG', text('\xff\xd8\xff\xdb\0\x43'), 'fmt/41'],
    ['PNG', text('\x89PNG\r\n\x1a\n\0\0\0\x0dIHDRIDAT'), 'fmt/11'],
    ['PNG', text('\x89PNG\r\n\x1a\n\0\0\0\x0dIHDRsRGBIDAT'), 'fmt/12'],
    ['PNG', text('\x89PNG\r\n\x1a\n\0\0\0\x0dIHDRiTXtIDAT'), 'fmt/13'],
    ['WebP', text('RIFF\0\0\0\0WEBPVP8 '), 'fmt/566'],
    ['JPEG 2000', text('\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjp2 '), 'x-fmt/392'],
    ['GIF', text('GIF89a'), 'fmt/4'],
    ['PDF', text('%PDF-1.7\n'), 'fmt/276'],
    ['Photoshop', text('8BPS\0\x01'), 'x-fmt/92'],
    ['ZIP', text('PK\x03\x04'), 'x-fmt/263'],
    ['XML', text('<?xml version="1.0"?>'), 'fmt/101'],
    ['HEIF', text('\0\0\0\x18ftypheic'), undefined],
    ['text', text('objnr;ID;master\r\n'), 'x-fmt/111'],
  ];
  for (const [name, head, puid] of known) {
    it(`is ${name} (${puid ?? 'no PRONOM id that is certain'}) by its first bytes`, () => {
      expect(recogniseFormat(head)).to.include({ name, puid });
    });
  }

  it('is told of what real encoders write', async () => {
    const image = sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } });
    const made = await Promise.all(
      (['jpeg', 'png', 'webp', 'tiff', 'gif', 'avif'] as const).map((format) =>
        image.toFormat(format).toBuffer(),
      ),
    );
    expect(made.map((bytes) => recogniseFormat(bytes)?.name)).to.deep.equal([
      'JPEG',
      'PNG',
      'WebP',
      'TIFF',
      'GIF',
      'AVIF',
    ]);
  });

  it('is unknown for nothing, for zeros, and for a signature that is cut short', () => {
    for (const head of ['', '\0\0\0\0', '\xff\xd8']) expect(recogniseFormat(text(head))).to.equal(undefined);
  });
});
