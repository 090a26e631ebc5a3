import { type CanvasInput, imagesOn } from '../../manifests/canvas.ts';
import { canvasBySurface } from '../../manifests/range.ts';
import { isEnded } from '../../model/file-version.ts';
import type { Message } from '../../model/finding.ts';
import type { Gate, GateCode } from '../../model/publishing.ts';
import { rangesIn } from '../../model/structure.ts';
import { type GateSentence, SAY } from './gates-words.ts';
import { canvasesOf, type Holding, type Holdings } from './holdings.ts';

/** What gates are read from. */
export type GateFacts = Pick<Holdings, 'item' | 'holdings' | 'ranges'>;

/**
 * Everything that stands in the way of publishing an item, in the order in which it is best put right. What cannot be
 * overridden comes first. That an item is closed or under embargo is none: what is published then is there on the day
 * that it opens (docs/decisions/0021).
 */
export function gatesOf(facts: GateFacts): Gate[] {
  const hard = scanGates(facts);
  const canvases = canvasesOf(facts);
  const isShown = canvases.some((canvas) => imagesOn(canvas).length > 0);
  const nothing = hard.length === 0 && !isShown ? [gate('nothing-shown', [], false)] : [];
  return [...hard, ...nothing, ...softGates(facts, canvases)];
}

/** What a person cannot override, in words. */
export function publishBlockers(facts: GateFacts): Message[] {
  return hardOf(gatesOf(facts)).map(({ message }) => message);
}

export function hardOf(gates: readonly Gate[]): Gate[] {
  return gates.filter(({ canOverride }) => !canOverride);
}

/** Whether a newer scan would not do and an older one is shown: whoever waits, waits for a better one. */
export function isOlderShown({ latest, shown, surface }: Holding): boolean {
  return shown !== undefined && isStuck(latest) && surface.state !== 'suppressed';
}

function scanGates({ holdings }: GateFacts): Gate[] {
  const sides = holdings.filter(({ surface }) => surface.state !== 'suppressed');
  if (sides.length === 0) return [gate('empty', [], false)];
  const tests: [GateCode, (side: Holding) => boolean][] = [
    ['underway', ({ latest }) => latest !== undefined && !isEnded(latest.state)],
    ['rejected', ({ latest, shown }) => latest?.state === 'rejected' && shown === undefined],
    ['failed', ({ latest, shown }) => latest?.state === 'failed' && shown === undefined],
    ['without-scan', ({ latest, surface }) => latest === undefined && surface.state !== 'missing'],
    ['rescan-wanted', ({ surface }) => surface.state === 'rescan_requested'],
    ['without-tiles', ({ latest, shown }) => latest?.state === 'ready' && shown === undefined],
  ];
  return tests.flatMap(([code, test]) => aboutSides(code, idsOf(sides.filter(test)), false));
}

function softGates(facts: GateFacts, canvases: readonly CanvasInput[]): Gate[] {
  const { item, holdings } = facts;
  const captured = holdings.filter(({ surface }) => surface.state === 'captured');
  const unseen = captured.filter((side) => side.shown !== undefined && !isStuck(side.latest));
  const isClosed = item.access === 'closed' || item.embargoUntil !== null;
  return [
    ...aboutSides('not-looked-at', idsOf(unseen)),
    ...aboutSides('older-shown', idsOf(captured.filter(isOlderShown))),
    ...aboutItem('without-title', !hasTitle(item)),
    ...aboutItem('without-rights', item.rights === null),
    ...aboutItem(
      'closed-without-reason',
      isClosed && `${item.accessReason}${item.accessBasis}`.trim() === '',
    ),
    ...manifestGates(facts, canvases),
  ];
}

/** What would make the manifest say less than was meant. */
function manifestGates({ item, holdings, ranges }: GateFacts, canvases: readonly CanvasInput[]): Gate[] {
  const canvasOf = canvasBySurface(canvases);
  const start = item.startSurfaceId;
  const lost = rangesIn(ranges)
    .flatMap(({ range }) => range.items)
    .flatMap((one) => ('surface' in one && !canvasOf.has(one.surface) ? [one.surface] : []));
  const order = idsOf(holdings);
  const isLost = new Set(lost);
  const unlaid = holdings.filter(
    ({ surface, shown }) =>
      surface.placement !== null &&
      shown !== undefined &&
      surface.state !== 'suppressed' &&
      !canvasOf.has(surface.id),
  );
  return [
    ...(start !== null && !canvasOf.has(start) ? [gate('start-not-shown', [start], true)] : []),
    ...aboutSides(
      'part-not-shown',
      order.filter((id) => isLost.has(id)),
    ),
    ...aboutSides('side-not-laid', idsOf(unlaid)),
  ];
}

/** A title is more than what the archive calls it. */
function hasTitle({ label, reference }: Holdings['item']): boolean {
  const values = Object.values(label).flat();
  return values.some((value) => value.trim() !== '' && value.trim() !== reference);
}

function isStuck(latest: Holding['latest']): boolean {
  return latest?.state === 'rejected' || latest?.state === 'failed';
}

function idsOf(sides: readonly Holding[]): string[] {
  return sides.map(({ surface }) => surface.id);
}

function aboutSides(code: GateCode, surfaces: readonly string[], canOverride = true): Gate[] {
  return surfaces.length === 0 ? [] : [gate(code, surfaces, canOverride)];
}

function aboutItem(code: GateCode, isSo: boolean): Gate[] {
  return isSo ? [gate(code, [], true)] : [];
}

function gate(code: GateCode, surfaces: readonly string[], canOverride: boolean): Gate {
  const say: GateSentence = SAY[code];
  return { code, message: say(surfaces.length), canOverride, surfaces };
}
