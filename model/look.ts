/** A run of rows or columns without any picture in it. In pixels as stored, before orientation is applied. */
export interface Band {
  readonly axis: 'rows' | 'columns';
  /** The first row or column, counted from 0. */
  readonly from: number;
  readonly length: number;
  /** Its one level, 0–255; the mean where it has several. */
  readonly level: number;
  /** Of zeros: more than a quarter of the picture right above is zeros already, as where a black cloth begins. */
  readonly fadesIn?: true;
}

/** What the pixels of a scan look like. */
export interface Look {
  /** 64 hex digits: 256 bits that change little when a picture does. */
  readonly dHash: string;
  /** Of the levels, 0–255. */
  readonly mean: number;
  /** The standard deviation of the levels, 0–255. */
  readonly deviation: number;
  readonly bands: readonly Band[];
}
