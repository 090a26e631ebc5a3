import type { Face } from './faces.ts';
import { type Base, layOut, type Run } from './lay-out.ts';

/** From every edge of the paper, in points. */
export const MARGIN = 50;

const LEADING = 1.45;

/** Where the next line goes. */
export interface Sheet {
  readonly doc: PDFKit.PDFDocument;
  /** Those that are in the file already. */
  readonly faces: Set<Face>;
  /** From the top, in points. */
  y: number;
  /** How many letters were drawn as shapes. */
  drawn: number;
}

/** How a paragraph is set. Sizes in points. */
export interface Style {
  readonly size: number;
  readonly colour: string;
  readonly indent?: number;
  /** From right to left it stands at the right. */
  readonly base?: Base;
  /** Where a click leads. */
  readonly link?: string;
}

/** Leaves some points free. */
export function space(sheet: Pick<Sheet, 'y'>, points: number): void {
  sheet.y += points;
}

/** Writes a paragraph, on as many lines and pages as it needs. */
export function write(sheet: Sheet, text: string, style: Style): void {
  const { doc } = sheet;
  const { size, indent = 0, base = 'ltr' } = style;
  const width = doc.page.width - 2 * MARGIN - indent;
  for (const runs of layOut(text, size, width, base)) {
    if (sheet.y + size * LEADING > doc.page.height - MARGIN) {
      doc.addPage();
      sheet.y = MARGIN;
    }
    const filled = runs.reduce((sum, run) => sum + run.width, 0);
    const left = base === 'rtl' ? MARGIN + width - filled : MARGIN + indent;
    for (const run of runs) writeRun(sheet, run, left, style);
    if (style.link !== undefined) doc.link(left, sheet.y, filled, size * LEADING, style.link);
    sheet.y += size * LEADING;
  }
}

/** @param left where the line begins, in points. */
function writeRun(sheet: Sheet, { text, face, x }: Run, left: number, style: Style): void {
  if (text.trim() === '') return;
  const { doc } = sheet;
  const baseline = sheet.y + style.size * 1.1;
  if (face.isDrawn) {
    sheet.drawn += text.length;
    drawRun(doc, { text, face, x: left + x }, baseline, style);
    return;
  }
  embed(sheet, face);
  doc.font(face.name).fontSize(style.size).fillColor(style.colour);
  doc.text(text, left + x, baseline, { lineBreak: false, baseline: 'alphabetic' });
}

function embed({ doc, faces }: Sheet, face: Face): void {
  if (faces.has(face)) return;
  faces.add(face);
  doc.registerFont(face.name, face.bytes);
}

/**
 * The file has the thinnest of its weights only where it cannot be varied: a fine line around each shape makes up for
 * it. What the shapes say is told beside them, for readers aloud and for who searches.
 */
function drawRun(
  doc: PDFKit.PDFDocument,
  { text, face, x }: Omit<Run, 'width'>,
  baseline: number,
  { size, colour }: Style,
): void {
  const scale = size / face.font.unitsPerEm;
  const { glyphs, positions } = face.font.layout(text);
  let at = x;
  doc.markContent('Span', { actual: text });
  for (const [place, glyph] of glyphs.entries()) {
    doc.save().translate(at, baseline).scale(scale, -scale).path(glyph.path.toSVG());
    doc
      .lineWidth(face.font.unitsPerEm / 50)
      .fillAndStroke(colour, colour)
      .restore();
    at += (positions[place]?.xAdvance ?? glyph.advanceWidth) * scale;
  }
  doc.endMarkedContent();
}
