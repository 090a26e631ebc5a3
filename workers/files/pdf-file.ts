import type { RenderingPlan } from '../../model/rendering.ts';
import { itemPdf } from '../../pdf/item-pdf.ts';
import { type PageImages, PDF_LONGEST_PX } from './page-images.ts';

/** The PDF of a plan, from images that stand. */
export function pdfOf(plan: RenderingPlan, images: PageImages): AsyncGenerator<Buffer> {
  return itemPdf(plan, {
    longestPx: PDF_LONGEST_PX,
    jpegOf: (image) => images.read(image),
    placed: ({ image, offset, length }) => images.placed(image, offset, length),
  });
}
