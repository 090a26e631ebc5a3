/**
 * How a TIFF writes down L*a*b*, where the image library has to be told: it reads the samples as plain numbers, and
 * what they mean is worked out afterwards.
 *
 * @see https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf section 23; TIFF Technical Note 4 for ICCLab
 */
export interface LabSamples {
  /** CIELab has a* and b* as signed numbers, ICCLab as unsigned ones from which the middle is taken. */
  readonly coding: 'CIELab' | 'ICCLab';
  readonly bits: 8 | 16;
  /** The colours were multiplied by the transparency that follows them. */
  readonly isPremultiplied: boolean;
}
