import type { RenderingPlan } from '../../model/rendering.ts';
import { type PageImages, PDF_LONGEST_PX } from './page-images.ts';

/** The PDF of a plan, from images that stand. What sets letters is loaded with the first: most workers never need it. */
export async function* pdfOf(plan: RenderingPlan, images: PageImages): AsyncGenerator<Buffer> {
  const { itemPdf } = await import('../../pdf/item-pdf.ts');
  yield* itemPdf(plan, {
    longestPx: PDF_LONGEST_PX,
    jpegOf: (image) => images.read(image),
    placed: ({ image, offset, length }) => images.placed(image, offset, length),
  });
}
