import { expect } from 'chai';
import type { StripEntry, StripView } from '../../model/copy-stand.ts';
import { NO_BURST, pressed, scannedBy } from '../../web/copy-stand/burst.ts';
import { daySpan, todayWords } from '../../web/copy-stand/day.ts';
import { lastToTakeBack, mergeEntries, newVerdicts } from '../../web/copy-stand/entries.ts';

const HOUR_MS = 3_600_000;

const entry = (id: string, patch: Partial<StripEntry> = {}): StripEntry => ({
  ...{ id, surfaceId: id, name: `${id}.tif`, version: 1, state: 'ready', isUndone: false, isLatest: true },
  ...{ picture: null, sentences: [], at: Number(id) },
  ...patch,
});
const view = (entries: readonly StripEntry[], arriving: readonly string[] = []) =>
  ({ entries, arriving }) as unknown as StripView;

describe('a barcode scanner, which is a fast keyboard', () => {
  function typed(text: string, everyMs: number, value: string | null = null) {
    let burst = NO_BURST;
    for (const [index, key] of [...text].entries())
      burst = pressed(burst, key, {
        at: 1_000 + index * everyMs,
        value: value && value + text.slice(0, index),
      });
    return { burst, end: 1_000 + text.length * everyMs };
  }

  it('is told from a hand by its speed, and what was in the field before is known', () => {
    const { burst, end } = typed('ARCH00860.1', 5, 'half a ');
    expect(scannedBy(burst, end)).to.equal('ARCH00860.1');
    expect(burst.before).to.equal('half a ');
  });

  it('is heard whole when it halts for a moment, before Enter too', () => {
    const { burst, end } = typed('ARCH0', 5);
    const halted = pressed(burst, '1', { at: end + 150, value: '' });
    expect(scannedBy(halted, end + 300)).to.equal('ARCH01');
    expect(halted.before).to.equal(burst.before);
    const late = pressed(burst, '1', { at: end + 500, value: '' });
    expect(scannedBy(late, end + 505)).to.equal(undefined);
  });

  it('is no hand, however quick, and no single key', () => {
    const { burst, end } = typed('ARCH00860.1', 80);
    expect(scannedBy(burst, end)).to.equal(undefined);
    expect(scannedBy(NO_BURST, 0)).to.equal(undefined);
    const short = typed('12', 5);
    expect(scannedBy(short.burst, short.end)).to.equal(undefined);
    // A hand that waits before Enter meant what it typed for the field.
    const { burst: fast } = typed('ARCH00860.1', 5);
    expect(scannedBy(fast, 5_000)).to.equal(undefined);
  });

  it('halts seldom: who rolled over three keys and goes on by hand is none', () => {
    let { burst, end } = typed('ARC', 20);
    for (const key of 'H00860.1') {
      end += 120;
      burst = pressed(burst, key, { at: end, value: '' });
    }
    expect([burst.text, scannedBy(burst, end)]).to.deep.equal(['ARCH00860.1', undefined]);
  });

  it('is heard from its first key, whatever a hand had typed a moment before', () => {
    const hand = pressed(NO_BURST, 'x', { at: 0, value: '' });
    const { burst, end } = typed('ARCH1', 5, 'x');
    expect(scannedBy(pressed(hand, 'A', { at: 1_000, value: 'x' }), 1_005)).to.equal(undefined);
    expect([scannedBy(burst, end), burst.before]).to.deep.equal(['ARCH1', 'x']);
  });
});

describe('the strip of a copy stand', () => {
  it('puts what has changed in the place of what was known, and forgets an upload that is in', () => {
    const known = [
      entry('3', { surfaceId: null, version: null, state: 'receiving' }),
      entry('2'),
      entry('1'),
    ];
    const next = mergeEntries(known, view([entry('4', { name: '3.tif', state: 'received' })]));
    expect(next.map(({ id }) => id)).to.deep.equal(['4', '2', '1']);
    const kept = mergeEntries(known, view([entry('1', { state: 'failed' })], ['3']));
    expect(kept.map(({ id, state }) => `${id} ${state}`)).to.deep.equal([
      '3 receiving',
      '2 ready',
      '1 failed',
    ]);
  });

  it('knows that a scan was replaced by a newer one of its side', () => {
    const next = mergeEntries([entry('1')], view([entry('2', { surfaceId: '1', version: 2 })]));
    expect(next.map(({ isLatest }) => isLatest)).to.deep.equal([true, false]);
  });

  it('hears each verdict once', () => {
    const before = [entry('1', { state: 'checking' }), entry('2', { state: 'accepted' })];
    const now = [entry('1', { state: 'rejected' }), entry('2'), entry('3', { isUndone: true })];
    expect(newVerdicts(before, now).map(({ entry: { id }, verdict }) => [id, verdict])).to.deep.equal([
      ['1', 'bad'],
    ]);
    expect(newVerdicts(now, now)).to.deep.equal([]);
  });

  it('takes back the newest scan that counts', () => {
    const entries = [entry('3', { version: null }), entry('2', { isUndone: true }), entry('1')];
    expect(lastToTakeBack(entries)?.id).to.equal('1');
    expect(lastToTakeBack([])).to.equal(undefined);
  });
});

describe('a day of a place', () => {
  it('is from midnight to midnight, however long that is', () => {
    const day = todayWords(new Date(2026, 0, 5, 23, 59));
    expect(day).to.equal('2026-01-05');
    const { from, until } = daySpan(day);
    expect([until - from, new Date(from).getHours()]).to.deep.equal([24 * HOUR_MS, 0]);
    for (let date = 1; date <= 365; date += 1) {
      const span = daySpan(todayWords(new Date(2026, 0, date)));
      expect((span.until - span.from) / HOUR_MS).to.be.within(23, 25);
    }
  });
});
