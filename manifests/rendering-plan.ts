import type { Canvas, InternationalString, Manifest, Range } from '@iiif/presentation-3';
import type { Dimensions } from '../image/region.ts';
import { formatImageId, parseImageId } from '../model/ids.ts';
import type { LanguageMap } from '../model/language.ts';
import type { OutlineEntry, PageImage, RenderingPage, RenderingPlan } from '../model/rendering.ts';
import { nameRights } from './rights.ts';
import { STORED_BASE } from './uris.ts';

/** What a file to take away is made from, besides the manifest as it was published. */
export interface PlanFacts {
  readonly reference: string;
  readonly revision: number;
  /** ms since 1970. */
  readonly publishedAt: number;
  /** The public URL, without a slash at its end: a file has no other host to be asked from. */
  readonly base: string;
  /** The images of the item, by image id (`{surface}~{n}`). */
  readonly images: ReadonlyMap<string, Omit<PageImage, 'full'>>;
  /** The largest picture that an image service gives of an image. */
  readonly fullSize: (image: Dimensions) => Dimensions;
}

/** Nobody nests deeper on purpose. */
const MOST_DEPTH = 20;

/**
 * The pages of a published revision, from its manifest alone: what that shows is what they show, in its order. Where a
 * canvas offers several pictures to choose from it is the first; where it is put together of several, a page each.
 * Canvases without a picture are pages that say so.
 */
export function planRendering(manifest: Manifest, facts: PlanFacts): RenderingPlan {
  const canvases = manifest.items.map((canvas) => ({ canvas, pages: pagesOf(canvas, facts) }));
  const starts = new Map<string, number>();
  let count = 0;
  for (const { canvas, pages } of canvases) {
    starts.set(canvas.id, count);
    count += pages.length;
  }
  const { rights, requiredStatement } = manifest;
  return {
    format: 1,
    revision: facts.revision,
    publishedAt: facts.publishedAt,
    reference: facts.reference,
    label: mapOf(manifest.label),
    summary: mapOf(manifest.summary),
    metadata: (manifest.metadata ?? []).map(pairOf).filter(({ value }) => !says(value, facts.reference)),
    rights: typeof rights === 'string' ? { uri: rights, name: nameRights(rights) } : null,
    requiredStatement: requiredStatement ? pairOf(requiredStatement) : null,
    institution: mapOf(manifest.provider?.[0]?.label),
    address: (manifest.homepage?.[0]?.id ?? manifest.id).replace(STORED_BASE, facts.base),
    isRightToLeft: manifest.viewingDirection === 'right-to-left',
    pages: canvases.flatMap(({ pages }) => pages),
    outline: outlineOf(manifest.structures ?? [], starts, 0),
  };
}

function pagesOf(canvas: Canvas, { images, fullSize }: PlanFacts): RenderingPage[] {
  const label = mapOf(canvas.label);
  const found = imageIdsOf(canvas).flatMap((id) => images.get(id) ?? []);
  if (found.length === 0) return [{ label, image: null, statement: mapOf(canvas.summary) }];
  return found.map((image) => ({ label, image: { ...image, full: fullSize(image) }, statement: {} }));
}

/** What stands in an annotation, as far as it is looked at. */
interface Body {
  readonly type?: string;
  readonly items?: readonly Body[];
  readonly source?: Body | string;
  readonly service?: readonly { readonly id?: string; readonly '@id'?: string }[];
}

/** The images that are painted on a canvas, in the order in which they are. */
function imageIdsOf(canvas: Canvas): string[] {
  const annotations = (canvas.items ?? []).flatMap((page) => page.items ?? []);
  return annotations.flatMap(({ body }) => {
    const [first] = [body].flat();
    const id = typeof first === 'object' ? imageIdOf(first as Body) : undefined;
    return id === undefined ? [] : [id];
  });
}

function imageIdOf(body: Body): string | undefined {
  const [chosen] = body.type === 'Choice' ? (body.items ?? []) : [body];
  const resource = typeof chosen?.source === 'object' ? chosen.source : chosen;
  const [service] = resource?.service ?? [];
  const uri = service?.id ?? service?.['@id'] ?? '';
  const id = parseImageId(uri.slice(uri.lastIndexOf('/') + 1));
  return id && formatImageId(id);
}

/** Ranges are parts; one of which no page is there is left out, and its parts take its place. */
function outlineOf(
  ranges: readonly Range[],
  starts: ReadonlyMap<string, number>,
  depth: number,
): OutlineEntry[] {
  if (depth > MOST_DEPTH) return [];
  return ranges.filter(isPart).flatMap((range) => {
    const within = (range.items ?? []).filter((item) => typeof item === 'object');
    const parts = outlineOf(
      within.filter((item): item is Range => item.type === 'Range'),
      starts,
      depth + 1,
    );
    const own = within.flatMap((item) => starts.get(canvasIdOf(item)) ?? []);
    const page = Math.min(...own, ...parts.map((part) => part.page));
    return Number.isFinite(page) ? [{ label: mapOf(range.label), page, parts }] : parts;
  });
}

/** Another order of the same pages is no part of them. */
function isPart({ behavior }: Range): boolean {
  const said: readonly string[] = [behavior ?? []].flat();
  return !said.includes('sequence') && !said.includes('no-nav');
}

function canvasIdOf(item: object): string {
  const { id, source } = item as {
    readonly id?: string;
    readonly source?: string | { readonly id?: string };
  };
  const of = typeof source === 'object' ? source.id : source;
  return (of ?? id ?? '').replace(/#.*$/, '');
}

function pairOf(pair: { readonly label: InternationalString; readonly value: InternationalString }) {
  return { label: mapOf(pair.label), value: mapOf(pair.value) };
}

/** HTML, which a value may hold, is for browsers. */
function mapOf(map: InternationalString | null | undefined): LanguageMap {
  return Object.fromEntries(
    Object.entries(map ?? {}).map(([tag, values]) => [tag, (values ?? []).map(withoutHtml)]),
  );
}

/** @see https://iiif.io/api/presentation/3.0/#45-html-markup-in-property-values */
function withoutHtml(value: string): string {
  if (!value.startsWith('<') || !value.endsWith('>')) return value;
  return value
    .replace(/<br\s*\/?>|<\/p>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .trim();
}

function says(map: LanguageMap, text: string): boolean {
  const values = Object.values(map).flat();
  return values.length === 1 && values[0] === text;
}
