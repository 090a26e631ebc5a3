import { expect } from 'chai';
import { REJECT_REASONS, STATE_AFTER, VERDICTS } from '../../model/review.ts';
import type { TableSide } from '../../model/table-view.ts';
import {
  type Act,
  canJudge,
  NO_VERDICTS,
  REASONS,
  sayingOf,
  undoingOf,
  type VerdictEvent,
  verdictsAfter,
  withVerdicts,
} from '../../web/table/verdicts.ts';

function sideOf(id: string, patch: Partial<TableSide> = {}): TableSide {
  const standing = {
    id,
    name: id,
    number: 1,
    label: {},
    state: 'captured',
    latest: 1,
    file: 'ready',
  } as const;
  return { ...standing, shown: 1, versions: [], findings: [], ...patch };
}

function actOf(id: string, side: TableSide, verdict: Act['verdict'] = 'passed'): Act {
  const before = { state: side.state, review: side.review };
  const saw = { version: 1, review: 0 };
  return { id, sideId: side.id, verdict, reason: null, region: null, note: null, saw, before };
}

const given = (...events: VerdictEvent[]) => events.reduce(verdictsAfter, NO_VERDICTS);
const judged = (act: Act): VerdictEvent => ({ type: 'judged', act });
const undone = (act: Act): VerdictEvent => ({ type: 'undone', act });
const statesOf = (sides: readonly TableSide[], ...events: VerdictEvent[]) =>
  withVerdicts(sides, given(...events)).map(({ state }) => state);

describe('verdicts at the table', () => {
  const sides = [sideOf('a'), sideOf('b', { state: 'passed' })];
  const [a, b] = sides as [TableSide, TableSide];

  it('have a key for every reason, in the order of the model', () => {
    expect(REASONS.map(([reason]) => reason)).to.deep.equal([...REJECT_REASONS]);
    expect(REASONS.map(([, key]) => sayingOf(key)?.reason)).to.deep.equal([...REJECT_REASONS]);
    expect([sayingOf('j')?.verdict, sayingOf('K')?.verdict, sayingOf('0')]).to.deep.equal([
      'passed',
      'rejected',
      undefined,
    ]);
  });

  it('show at once what the server will make of them', () => {
    for (const verdict of VERDICTS)
      expect(statesOf(sides, judged(actOf('1', a, verdict)))).to.deep.equal([STATE_AFTER[verdict], 'passed']);
  });

  it('leave a page of which nothing was said the very object that it was', () => {
    expect(withVerdicts(sides, given(judged(actOf('1', a))))[1]).to.equal(b);
    expect(withVerdicts(sides, NO_VERDICTS)).to.equal(sides);
  });

  it('are taken back to what the page was, the last one first', () => {
    const first = actOf('1', a);
    const second = actOf('2', b, 'rejected');
    expect(given(judged(first), judged(second)).acts.at(-1)).to.equal(second);
    expect(statesOf(sides, judged(first), judged(second), undone(second))).to.deep.equal([
      'passed',
      'passed',
    ]);
    expect(given(judged(first), judged(second), undone(second)).acts).to.deep.equal([first]);
  });

  it('are gone where the server refuses, and cannot be taken back any more', () => {
    const act = actOf('1', a);
    const events = [judged(act), { type: 'refused', because: '1', act } as const];
    expect(statesOf(sides, ...events)).to.deep.equal(['captured', 'passed']);
    expect(given(...events).acts).to.deep.equal([]);
  });

  it('are not undone by the refusal of an older one', () => {
    const older = actOf('1', a);
    const newer = actOf('2', a, 'rejected');
    const events = [judged(older), judged(newer), { type: 'refused', because: '1', act: older } as const];
    expect(statesOf(sides, ...events)[0]).to.equal('rescan_requested');
    expect(given(...events).acts).to.deep.equal([newer]);
  });

  it('are kept until an answer that was asked for after the server had agreed', () => {
    const act = actOf('1', a);
    const agreed = { type: 'agreed', because: '1', turn: 5 } as const;
    const looked = (turn: number): VerdictEvent => ({ type: 'looked', turn });
    expect(statesOf(sides, judged(act), looked(9))[0]).to.equal('passed');
    expect(statesOf(sides, judged(act), agreed, looked(5))[0]).to.equal('passed');
    expect(statesOf(sides, judged(act), agreed, looked(6))[0]).to.equal('captured');
    const back = { type: 'agreed', because: undoingOf(act), turn: 7 } as const;
    const table = [sideOf('a', { state: 'passed' })];
    expect(statesOf(table, judged(act), agreed, undone(act), looked(6))[0]).to.equal('captured');
    expect(statesOf(table, judged(act), agreed, undone(act), back, looked(8))[0]).to.equal('passed');
  });

  it('are of pages of which there is something to see', () => {
    expect(
      [a, sideOf('c', { shown: null }), sideOf('d', { state: 'suppressed' })].map(canJudge),
    ).to.deep.equal([true, false, false]);
  });
});
