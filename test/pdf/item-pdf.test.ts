import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import sharp from 'sharp';
import { getDocumentProxy } from 'unpdf';
import type { PageImage, RenderingPlan } from '../../model/rendering.ts';
import { itemPdf, type PlacedImage } from '../../pdf/item-pdf.ts';
import { firstSaid, wayOf } from '../../pdf/languages.ts';
import { layOut } from '../../pdf/lay-out.ts';
import { paperOf } from '../../pdf/paper.ts';
import { zipOf } from '../../workers/files/zip-file.ts';

const IMAGE: PageImage = {
  fileVersionId: 'a',
  name: 'p1',
  packKey: 'packs/a',
  directoryOffset: 0,
  directoryBytes: 1,
  width: 3000,
  height: 4000,
  ppi: 300,
  full: { width: 3000, height: 4000 },
};

const PLAN: RenderingPlan = {
  format: 1,
  revision: 3,
  publishedAt: Date.UTC(2026, 10, 22),
  reference: 'COLL00123',
  label: { nl: ['Brieven'], he: ['מכתבים'] },
  summary: {},
  metadata: [],
  rights: null,
  requiredStatement: null,
  institution: { none: ['IISH'] },
  address: 'https://example.org/view/1',
  isRightToLeft: false,
  pages: [
    { label: { none: ['1r'] }, image: IMAGE, statement: {} },
    { label: { none: ['1v'] }, image: null, statement: { nl: ['Gesloten tot 2040.'] } },
    { label: { none: ['2r'] }, image: { ...IMAGE, fileVersionId: 'b', ppi: null }, statement: {} },
  ],
  outline: [
    { label: { nl: ['Aan Kautsky'] }, page: 0, parts: [{ label: { nl: ['Bijlage'] }, page: 2, parts: [] }] },
  ],
};

describe('the PDF of an item', () => {
  let jpeg: Buffer;
  before(async () => {
    jpeg = await sharp({ create: { width: 300, height: 400, channels: 3, background: '#d8c8a0' } })
      .jpeg()
      .toBuffer();
  });
  const make = async (placed: (at: PlacedImage) => void = () => undefined) =>
    buffer(Readable.from(itemPdf(PLAN, { longestPx: 2500, jpegOf: async () => jpeg, placed })));

  it('has the same bytes each time, and the images in it as they are, where it says', async () => {
    const places: PlacedImage[] = [];
    const bytes = await make((at) => places.push(at));
    expect((await make()).equals(bytes)).to.be.true;
    expect(places.map(({ image }) => image.fileVersionId)).to.deep.equal(['a', 'b']);
    for (const { offset, length } of places)
      expect(bytes.subarray(offset, offset + length).equals(jpeg)).to.be.true;
  });

  it('says in its own language what it is, has a page for what is not shown, and its parts as outline', async () => {
    const pdf = await getDocumentProxy(new Uint8Array(await make()));
    const textOf = async (number: number) => {
      const { items } = await (await pdf.getPage(number)).getTextContent();
      return items.map((item: object) => ('str' in item ? item.str : '')).join('');
    };
    expect(await textOf(1))
      .to.include('Dit bestand is gemaakt van revisie 3')
      .and.to.include('22 november 2026');
    expect(await textOf(3)).to.include('Gesloten tot 2040.');
    expect(await pdf.getPageLabels()).to.deep.equal(['i', '1r', '1v', '2r']);
    const [part] = await pdf.getOutline();
    expect([part.title, part.items[0].title]).to.deep.equal(['Aan Kautsky', 'Bijlage']);
    expect(await pdf.getPageIndex(part.items[0].dest[0])).to.equal(3);
    // 3000 pixels at 300 to the inch are ten inches.
    expect((await pdf.getPage(2)).view).to.deep.equal([0, 0, 720, 960]);
  });

  it('ends with what the images end with', async () => {
    const images = { longestPx: 1, jpegOf: () => Promise.reject(new Error('gone')), placed: () => undefined };
    const thrown = await buffer(Readable.from(itemPdf(PLAN, images))).catch((error: unknown) => error);
    expect(String(thrown)).to.equal('Error: gone');
  });

  it('is as large as the original where its scan says so, and else as A4', () => {
    expect(paperOf({ width: 3000, height: 4000, ppi: 300 })).to.deep.equal({ width: 720, height: 960 });
    expect(paperOf({ width: 3000, height: 4000, ppi: null })).to.deep.equal({ width: 631.5, height: 842 });
    // What programs write that do not know.
    expect(paperOf({ width: 4000, height: 2000, ppi: 72 })).to.deep.equal({ width: 842, height: 421 });
    // More than any reader can show.
    expect(paperOf({ width: 90_000, height: 9_000, ppi: 100 })).to.deep.equal({
      width: 14_400,
      height: 1_440,
    });
  });

  it('runs from right to left where its language or its letters do', () => {
    const ways = [
      { tag: 'ar', text: '1917' },
      { tag: 'none', text: '(عنوان)' },
      { tag: 'none', text: 'Title' },
      { tag: 'ar-Latn', text: 'ʻUnwān' },
    ].map(wayOf);
    expect(ways).to.deep.equal(['rtl', 'rtl', 'ltr', 'ltr']);
    expect(firstSaid({ none: [' '], nl: ['a\nb'] }, 'x')).to.equal('a b');
    // Brackets are turned round with the text that they are in.
    const [line = []] = layOut('שלום (א)', 10, 500, 'rtl');
    expect(line.map(({ text }) => text)).to.deep.equal(['(', 'א', ')', ' ', 'שלום']);
  });
});

describe('the ZIP of an item', () => {
  it('has the same bytes each time, and holds one image at a time', async () => {
    let held = 0;
    const made = async () => {
      const placed: number[] = [];
      const bytes = await buffer(
        Readable.from(
          zipOf(PLAN, {
            ensure: async () => false,
            read: async () => {
              held = Math.max(held, placed.length + 1);
              return Buffer.alloc(300_000, placed.length + 1);
            },
            placed: (_, offset) => placed.push(offset),
            writeIndex: async () => undefined,
            remove: async () => undefined,
          }),
        ),
      );
      return { bytes, placed };
    };
    const [one, two] = [await made(), await made()];
    expect(one.bytes.equals(two.bytes)).to.be.true;
    expect(held).to.equal(2);
    for (const [at, offset] of one.placed.entries())
      expect(one.bytes.subarray(offset, offset + 300_000).every((byte) => byte === at + 1)).to.be.true;
  });
});
