import { readStructure } from '../../manifests/structure/read-structure.ts';
import { writeStructure } from '../../manifests/structure/write-structure.ts';
import { Fault } from '../../model/fault.ts';
import { newId } from '../../model/ids.ts';
import type { LanguageMap } from '../../model/language.ts';
import type { StructureReading } from '../../model/structure-text.ts';
import { findItem } from '../../storage/records/items.ts';
import type { Rows } from '../../storage/records/records.ts';
import { structureOf } from '../../storage/records/structures.ts';
import { surfacesOfItem } from '../../storage/records/surfaces.ts';
import type { Parts } from '../parts.ts';

type Source = Pick<Parts, 'records'>;

/**
 * What a typed structure would come to, by the pages and the structure that an item has now.
 *
 * @param typed `language` of titles without a tag; without, that of the title of the item
 * @throws Fault('not-found')
 */
export async function readTypedStructure(
  { records }: Source,
  itemId: string,
  typed: { readonly text: string; readonly language: string | undefined },
): Promise<StructureReading> {
  const { language, ...standing } = await records.read((rows) => readStanding(rows, itemId));
  return readStructure(typed.text, { ...standing, language: typed.language ?? language, newId });
}

/** The structure of an item as text to be edited, and the language of its titles without a tag. @throws Fault('not-found') */
export async function writeTypedStructure(
  { records }: Source,
  itemId: string,
  asked: string | undefined,
): Promise<{ readonly text: string; readonly language: string }> {
  const { surfaces, existing, ...item } = await records.read((rows) => readStanding(rows, itemId));
  const language = asked ?? item.language;
  return { text: writeStructure(existing, surfaces, language), language };
}

async function readStanding(rows: Rows, itemId: string) {
  const item = await findItem(rows, itemId);
  if (item === undefined) throw new Fault('not-found', 'There is no such item.');
  return {
    surfaces: await surfacesOfItem(rows, itemId),
    existing: await structureOf(rows, itemId),
    language: languageOf(item.label),
  };
}

function languageOf(label: LanguageMap): string {
  return Object.keys(label).find((tag) => tag !== 'none') ?? 'none';
}
