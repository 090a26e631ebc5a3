import { z } from 'zod';
import { isEdtf } from '../../manifests/dates/edtf.ts';
import { MOST_DATE_SIGNS } from '../../model/date-reading.ts';
import { LINK_RELATIONS, MOST_LINKS, MOST_PAIRS, PAGING_BEHAVIORS } from '../../model/description.ts';
import type { DeskPatch } from '../../model/desk.ts';
import {
  DEEPEST_RANGE,
  MOST_RANGES,
  RANGE_BEHAVIORS,
  type RangeItem,
  type RangeNode,
  rangesIn,
} from '../../model/structure.ts';
import { SURFACE_BEHAVIORS } from '../../model/surface.ts';
import { access, kind, languageMap, note, plainText, region, rights, viewingDirection } from './fields.ts';

/** What a curator changes on the desk, field by field. */

const MOST_SURFACES = 20_000;
const LAST_INSTANT = 8_640_000_000_000_000;

const id = z.uuid('is not an id').lowercase();
const instant = z.int('must be a time in milliseconds').min(-LAST_INSTANT).max(LAST_INSTANT);
const url = plainText.max(2_000, 'is too long').refine(isWebAddress, 'must begin with http:// or https://');

const pair = z.strictObject({
  field: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, 'is not the code of a field')
    .nullable(),
  label: languageMap,
  value: languageMap,
});

const link = z.strictObject({
  relation: z.enum(LINK_RELATIONS, `must be one of ${LINK_RELATIONS.join(', ')}`),
  url,
  label: languageMap,
  format: plainText.trim().max(200, 'is too long'),
  profile: plainText.trim().max(2_000, 'is too long'),
});

const description = z.strictObject({
  label: languageMap.exactOptional(),
  summary: languageMap.exactOptional(),
  kind: kind.exactOptional(),
  metadata: z.array(pair).max(MOST_PAIRS, 'has too many lines').exactOptional(),
  date: plainText
    .trim()
    .max(MOST_DATE_SIGNS, 'is too long')
    .refine(isEdtf, 'must be a date in EDTF, like 1917-05, 1917~ or 1917/1919')
    .nullable()
    .exactOptional(),
  rights: rights.exactOptional(),
  requiredStatement: languageMap.exactOptional(),
  viewingDirection: viewingDirection.exactOptional(),
  behavior: z
    .enum(PAGING_BEHAVIORS, `must be one of ${PAGING_BEHAVIORS.join(', ')}`)
    .nullable()
    .exactOptional(),
  startSurfaceId: id.nullable().exactOptional(),
  links: z.array(link).max(MOST_LINKS, 'has too many links').exactOptional(),
  access: access.exactOptional(),
  accessReason: note.exactOptional(),
  accessBasis: note.exactOptional(),
  embargoUntil: instant.nullable().exactOptional(),
});

const placement = z
  .strictObject({
    on: id,
    as: z.enum(['view', 'part'], 'must be view or part'),
    label: languageMap,
    region: region.nullable(),
  })
  .refine((given) => (given.as === 'part') === (given.region !== null), {
    path: ['region'],
    error: 'must be given for a part, and for nothing else',
  });

const absence = z.strictObject({
  reason: note,
  statement: languageMap,
  shownAs: z.enum(['empty', 'left-out'], 'must be empty or left-out'),
  until: instant.nullable(),
});

const surfaceChange = z.strictObject({
  behavior: z
    .enum(SURFACE_BEHAVIORS, `must be one of ${SURFACE_BEHAVIORS.join(', ')}`)
    .nullable()
    .exactOptional(),
  placement: placement.nullable().exactOptional(),
  absence: absence.nullable().exactOptional(),
});

/** One level of ranges at a time, to a depth that is bounded before it is walked. */
function rangeOf(depth: number): z.ZodType<RangeNode> {
  const surface = z.strictObject({ surface: id });
  const items: z.ZodType<RangeItem> =
    depth === 1 ? surface : z.union([surface, z.strictObject({ range: rangeOf(depth - 1) })]);
  return z.strictObject({
    id,
    label: languageMap,
    behavior: z.enum(RANGE_BEHAVIORS).nullable(),
    items: z.array(items).max(MOST_SURFACES),
  });
}

const ranges = z
  .array(rangeOf(DEEPEST_RANGE))
  .refine((given) => rangesIn(given).length <= MOST_RANGES, 'has too many ranges')
  .refine(haveIdsOfTheirOwn, 'must name each range once');

const perSurface = <T extends z.ZodType>(schema: T) =>
  z.record(id, schema).refine((map) => Object.keys(map).length <= MOST_SURFACES, 'names too many pages');

/** A change on the desk. Whether its ids are of the item is for the records to say. */
export const deskPatch: z.ZodType<DeskPatch> = z.strictObject({
  order: z
    .array(id)
    .max(MOST_SURFACES, 'names too many pages')
    .refine((ids) => new Set(ids).size === ids.length, 'names a page twice')
    .exactOptional(),
  labels: perSurface(languageMap).exactOptional(),
  surfaces: perSurface(surfaceChange).exactOptional(),
  ranges: ranges.exactOptional(),
  description: description.exactOptional(),
});

function haveIdsOfTheirOwn(given: readonly RangeNode[]): boolean {
  const ids = rangesIn(given).map(({ range }) => range.id);
  return new Set(ids).size === ids.length;
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s]+$/.test(text) && URL.canParse(text);
}
