/** What a revision says of how it came about. `overridden` is JSON: the codes of gates. */
export interface RevisionOriginColumns {
  override_reason: string;
  overridden: string;
}

/** What was said with the wish that an item be published as soon as it is ready. Empty where nothing was. */
export interface PublishWishRow {
  item_id: string;
  note: string;
  override_reason: string;
}
