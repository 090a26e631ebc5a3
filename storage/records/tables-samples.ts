/** A sample of a delivery. `percent` and `per_mille` are in thousandths: what a double would round is not rounded. */
export interface SampleRow {
  id: string;
  batch_id: string;
  seed: string;
  percent: number;
  per_mille: number;
  of_items: number;
  of_files: number;
  drawn_by: string;
  drawn_at: number;
  /** What was counted and said when it was settled, as JSON; null until then. */
  settlement: string | null;
  settled_by: string | null;
  settled_at: number | null;
}

/** An item of a sample; `number` is its place in the draw, from 0. */
export interface SampleItemRow {
  sample_id: string;
  number: number;
  item_id: string;
}

export interface SampleTables {
  samples: SampleRow;
  sample_items: SampleItemRow;
}
