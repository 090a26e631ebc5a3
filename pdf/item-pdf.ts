import PDFDocument from 'pdfkit';
import type { OutlineEntry, PageImage, RenderingPage, RenderingPlan } from '../model/rendering.ts';
import { allSaid, firstSaid } from './languages.ts';
import { paperOf } from './paper.ts';
import { MARGIN, type Sheet } from './sheet.ts';
import { writeSaid, writeTitlePage } from './title-page.ts';
import { titleWords } from './title-words.ts';

/** Where the JPEG of a page lies in the file, in bytes. */
export interface PlacedImage {
  readonly image: PageImage;
  readonly offset: number;
  readonly length: number;
}

/** Where the images come from, and who wants to know where they went. */
export interface ImagesOfPdf {
  /** The most pixels on the longer side, as the title page says. */
  readonly longestPx: number;
  /** A JPEG without orientation of its own. It goes into the file as it is. */
  readonly jpegOf: (image: PageImage) => Promise<Buffer>;
  readonly placed: (at: PlacedImage) => void;
}

/**
 * The PDF of an item, piece by piece: a title page, then a page for each of the plan, with its labels as the labels of
 * the PDF's own pages, its parts as its outline, and the direction in which it is read. One image is held at a time,
 * and nothing is made before what came before it was taken. The same plan and images make the same bytes.
 *
 * @throws what `jpegOf` throws
 */
export async function* itemPdf(plan: RenderingPlan, images: ImagesOfPdf): AsyncGenerator<Buffer> {
  const doc = openDocument(plan);
  const sheet: Sheet = { doc, faces: new Set(), y: MARGIN, drawn: 0 };
  writeTitlePage(sheet, plan, images.longestPx);
  const starts: number[] = [];
  let written = 0;
  for (const page of plan.pages) {
    starts.push(kidsOf(doc).length);
    const jpeg = page.image === null ? undefined : await images.jpegOf(page.image);
    if (page.image === null || jpeg === undefined) writeAbsence(sheet, page, plan);
    else showImage(doc, page.image, jpeg);
    const chunk: Buffer | null = doc.read();
    if (chunk === null) continue;
    const at = jpeg === undefined ? -1 : chunk.indexOf(jpeg);
    if (page.image !== null && jpeg !== undefined && at >= 0)
      images.placed({ image: page.image, offset: written + at, length: jpeg.length });
    written += chunk.length;
    yield chunk;
  }
  setLabels(doc, plan, starts);
  addOutline(doc, plan, starts);
  doc.end();
  for await (const chunk of doc) yield chunk as Buffer;
}

/** What pdfkit keeps to itself, and has no other way to say. @see https://opensource.adobe.com/dc-acrobat-sdk-docs/pdfstandards/pdfreference1.3.pdf */
interface Inside {
  readonly _root: {
    readonly data: {
      PageLabels?: { readonly Nums: unknown[] };
      readonly ViewerPreferences: { readonly data: Record<string, unknown> };
      readonly Pages: { readonly data: { readonly Kids: unknown[] } };
    };
  };
}

function insideOf(doc: PDFKit.PDFDocument): Inside['_root']['data'] {
  return (doc as unknown as Inside)._root.data;
}

function kidsOf(doc: PDFKit.PDFDocument): readonly unknown[] {
  return insideOf(doc).Pages.data.Kids;
}

function openDocument(plan: RenderingPlan): PDFKit.PDFDocument {
  const tag = allSaid(plan.label)[0]?.tag;
  const { rights, requiredStatement } = plan;
  const statement = requiredStatement === null ? '' : firstSaid(requiredStatement.value, '');
  const terms = [rights === null ? '' : `${rights.name} (${rights.uri})`, statement].filter(Boolean);
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    displayTitle: true,
    ...(tag !== undefined && tag !== 'none' && { lang: tag }),
    info: {
      Title: firstSaid(plan.label, plan.reference),
      Author: firstSaid(plan.institution, ''),
      Subject: terms.join(' · '),
      Keywords: `${plan.reference} ${plan.address}`,
      Creator: 'Recto',
      CreationDate: new Date(plan.publishedAt),
    },
  });
  if (plan.isRightToLeft) insideOf(doc).ViewerPreferences.data['Direction'] = 'R2L';
  return doc;
}

function showImage(doc: PDFKit.PDFDocument, image: PageImage, jpeg: Buffer): void {
  const { width, height } = paperOf(image);
  doc.addPage({ size: [width, height], margin: 0 });
  doc.image(jpeg, 0, 0, { width, height });
}

/** A page that says that something is there, as the manifest has an empty canvas for it. */
function writeAbsence(sheet: Sheet, page: RenderingPage, plan: RenderingPlan): void {
  sheet.doc.addPage({ size: 'A4', margin: MARGIN });
  sheet.y = MARGIN + 100;
  const tag = allSaid(plan.label)[0]?.tag ?? 'none';
  for (const said of allSaid(page.label)) writeSaid(sheet, said, { size: 18, colour: '#1a1a1a' });
  const told = allSaid(page.statement);
  const otherwise = { tag: 'en', text: titleWords(tag).notShown };
  for (const said of told.length > 0 ? told : [otherwise])
    writeSaid(sheet, said, { size: 12, colour: '#1a1a1a' });
}

/** The title pages are i, ii, …; every other page is called what the manifest calls it. */
function setLabels(doc: PDFKit.PDFDocument, plan: RenderingPlan, starts: readonly number[]): void {
  const labels = plan.pages.flatMap((page, index) => [
    starts[index],
    { P: textOf(firstSaid(page.label, String(index + 1))) },
  ]);
  insideOf(doc).PageLabels = { Nums: [0, { S: 'r' }, ...labels] };
}

/** The parts of the item; where it has none, its pages. */
function addOutline(doc: PDFKit.PDFDocument, plan: RenderingPlan, starts: readonly number[]): void {
  const byPage = () => plan.pages.map((page, index) => ({ label: page.label, page: index, parts: [] }));
  const add = (parent: PDFKit.PDFOutline, entries: readonly OutlineEntry[]): void => {
    for (const { label, page, parts } of entries) {
      const options: { expanded?: boolean; pageNumber: number; fit: true } = {
        pageNumber: starts[page] ?? 0,
        fit: true,
      };
      add(parent.addItem(firstSaid(label, String(page + 1)), options), parts);
    }
  };
  add(doc.outline, plan.outline.length > 0 ? plan.outline : byPage());
}

/** A text of the file, where a plain string would be a name. */
function textOf(text: string): object {
  return Object(text) as object;
}
