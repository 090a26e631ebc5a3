import { createHash } from 'node:crypto';
import type { Message } from '../model/finding.ts';
import type { SampleCounts, SampleOutcome, SamplePlan, SampleVerdict } from '../model/sample.ts';

/** An item of a delivery: it is drawn whole or not at all. */
export interface SampleUnit {
  readonly id: string;
  /** Its inventory number, unique in the delivery. */
  readonly name: string;
  readonly files: number;
}

/** Per cent and per thousand are given to three decimals, and counted in whole thousandths: no fraction is ever lost. */
const PARTS = 1_000;

/**
 * Draws whole units until at least a percentage of all files is reached. The order of the draw is that of the SHA-256
 * over seed, line feed and name (UTF-8; hexadecimal, ascending), so that anybody can repeat it with the list of names
 * and the seed: in which order the units are given does not matter. Units without files are left out.
 *
 * @returns the units that were drawn, in the order of the draw; none where there are no files at all.
 * @see docs/intake/sampling.md for how to repeat it on the command line
 */
export function drawSample(
  units: readonly SampleUnit[],
  { percent, seed }: Pick<SamplePlan, 'percent' | 'seed'>,
): readonly SampleUnit[] {
  const inOrder = units
    .filter(({ files }) => files > 0)
    .map((unit) => ({ unit, key: keyOf(seed, unit.name) }))
    .toSorted((one, other) => compare(one.key, other.key) || compare(one.unit.id, other.unit.id));
  const total = inOrder.reduce((sum, { unit }) => sum + unit.files, 0);
  const wanted = total * Math.round(percent * PARTS);
  const drawn: SampleUnit[] = [];
  let files = 0;
  for (const { unit } of inOrder) {
    if (files * 100 * PARTS >= wanted) break;
    drawn.push(unit);
    files += unit.files;
  }
  return drawn;
}

function keyOf(seed: string, name: string): string {
  return createHash('sha256').update(`${seed}\n${name}`, 'utf8').digest('hex');
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/**
 * What the counts of a sample come to: one wrong name in the delivery returns it, and so do more defects than are
 * tolerated; exactly as many as that are. It is accepted only once every file of the sample was looked at.
 */
export function outcomeOf(counts: SampleCounts, { perMille }: Pick<SamplePlan, 'perMille'>): SampleOutcome {
  const allowed = (counts.files * Math.round(perMille * PARTS)) / (1_000 * PARTS);
  const verdict = verdictOf(counts, perMille);
  return { verdict, allowed, arithmetic: arithmeticOf(counts, { allowed, perMille, verdict }) };
}

function verdictOf(
  { files, looked, defects, misnamed }: SampleCounts,
  perMille: number,
): SampleVerdict | null {
  const isOver = defects * 1_000 * PARTS > files * Math.round(perMille * PARTS);
  if (misnamed > 0 || isOver) return 'return';
  return looked < files ? null : 'accept';
}

interface Sum {
  readonly allowed: number;
  readonly perMille: number;
  readonly verdict: SampleVerdict | null;
}

function arithmeticOf(counts: SampleCounts, sum: Sum): Message {
  return { en: inEnglish(counts, sum), nl: inDutch(counts, sum) };
}

function inEnglish(
  { files, looked, defects, misnamed }: SampleCounts,
  { allowed, perMille, verdict }: Sum,
): string {
  const say = numbersIn('en');
  const sentences = [
    `${say(defects)} ${defects === 1 ? 'defect' : 'defects'} in ${say(files)} ${files === 1 ? 'file' : 'files'}; allowed ${say(allowed)} (${say(perMille)} per thousand).`,
    misnamed === 0
      ? 'Every name in the delivery is right.'
      : `${say(misnamed)} wrong ${misnamed === 1 ? 'name' : 'names'} in the delivery; allowed 0.`,
  ];
  if (looked < files) sentences.push(`${say(files - looked)} still to be looked at.`);
  if (verdict === 'accept') sentences.push('Within the tolerance: to be accepted.');
  if (verdict === 'return') sentences.push('Outside the tolerance: to be returned.');
  return sentences.join(' ');
}

function inDutch(
  { files, looked, defects, misnamed }: SampleCounts,
  { allowed, perMille, verdict }: Sum,
): string {
  const say = numbersIn('nl');
  const sentences = [
    `${say(defects)} ${defects === 1 ? 'fout' : 'fouten'} op ${say(files)} ${files === 1 ? 'bestand' : 'bestanden'}; toegestaan ${say(allowed)} (${say(perMille)} per duizend).`,
    misnamed === 0
      ? 'Elke naam in de levering klopt.'
      : `${say(misnamed)} verkeerde ${misnamed === 1 ? 'naam' : 'namen'} in de levering; toegestaan 0.`,
  ];
  if (looked < files) sentences.push(`Nog ${say(files - looked)} te bekijken.`);
  if (verdict === 'accept') sentences.push('Binnen de tolerantie: goed te keuren.');
  if (verdict === 'return') sentences.push('Buiten de tolerantie: terug te sturen.');
  return sentences.join(' ');
}

function numbersIn(language: 'en' | 'nl'): (value: number) => string {
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: 6 });
  return (value) => format.format(value);
}
