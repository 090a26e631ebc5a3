import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { Fault } from '../../model/fault.ts';
import type { Say } from '../bench/program.ts';
import { findChromium } from '../setup/parts.ts';
import { ROOT } from '../setup/places.ts';

/** What one opening of the table gave. Times in milliseconds. */
export interface TableRound {
  /** From the address to every page in view drawn, the app itself and its start included. */
  readonly openedMs: number;
  /** The longest task that kept the page from answering, while it opened and while it was scrolled; 0 where none took 50 ms. */
  readonly longestOpeningTaskMs: number;
  readonly longestScrollingTaskMs: number;
  readonly frames: number;
  /** The longest frame while it was scrolled. */
  readonly longestFrameMs: number;
  /** Frames of these in which a page in view had no picture yet. */
  readonly blankFrames: number;
  /** From each key to the screen, the longest last. */
  readonly keysMs: readonly number[];
  /** Cells in the document at the end. */
  readonly cells: number;
}

/** What is measured. */
export interface TableBench {
  readonly url: string;
  readonly token: string;
  readonly itemId: string;
  readonly pages: number;
  readonly rounds: number;
  readonly say: Say;
}

interface Probe {
  isScrolling?: boolean;
  readonly openedMs: number | null;
  readonly frames: readonly number[];
  readonly blank: number;
  readonly longTasks: readonly { readonly startTime: number; readonly duration: number }[];
  readonly keys: readonly { readonly ms: number }[];
}

const OPENS_WITHIN_MS = 30_000;
/** Nobody turns the wheel sooner after seeing that there is something: the quickest of us need so long. */
const REACTION_MS = 250;
const WHEEL_PX = 100;
const WHEELS = 80;
const KEYS = ['ArrowRight', 'j', 'ArrowDown', '3', 'PageDown', 'k', 'ArrowLeft', 'Control+z'] as const;

/** Opens the table, scrolls it and judges on it, each round in a browser that knows nothing of it. */
export async function measureTable(bench: TableBench): Promise<{ rounds: readonly TableRound[] }> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Fault('unavailable', 'There is no Chromium. Set CHROMIUM_BIN.');
  const rounds: TableRound[] = [];
  for (let round = 1; round <= bench.rounds; round += 1) {
    bench.say(`Opening it, ${round} of ${bench.rounds}`);
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    try {
      rounds.push(await measureRound(browser, bench));
    } finally {
      await browser.close();
    }
  }
  return { rounds };
}

async function measureRound(browser: Browser, { url, token, itemId }: TableBench): Promise<TableRound> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.addInitScript({ path: join(ROOT, 'scripts', 'bench-table', 'probe.mjs') });
  await page.setExtraHTTPHeaders({ authorization: `Bearer ${token}` });
  await page.goto(`${url}/items/${itemId}/table`);
  const opened = await untilOpen(page);
  await sleep(REACTION_MS);
  await scroll(page);
  const scrolled = await read(page);
  for (const key of Array.from({ length: 5 }, () => KEYS).flat()) {
    await page.keyboard.press(key);
    await sleep(30);
  }
  const { keys } = await read(page);
  const longest = (tasks: Probe['longTasks']) => Math.max(0, ...tasks.map(({ duration }) => duration));
  return {
    openedMs: opened.openedMs ?? 0,
    longestOpeningTaskMs: longest(opened.longTasks),
    longestScrollingTaskMs: longest(scrolled.longTasks.slice(opened.longTasks.length)),
    frames: scrolled.frames.length,
    longestFrameMs: Math.max(0, ...scrolled.frames),
    blankFrames: scrolled.blank,
    keysMs: keys.map(({ ms }) => ms).sort((a, b) => a - b),
    cells: await page.locator('[role=option]').count(),
  };
}

async function untilOpen(page: Page): Promise<Probe> {
  const deadline = Date.now() + OPENS_WITHIN_MS;
  for (;;) {
    const probe = await read(page);
    if (probe.openedMs !== null) return probe;
    if (Date.now() > deadline) throw new Fault('unavailable', 'The table did not open in time.');
    await sleep(50);
  }
}

/** With the wheel, as fast as a hand turns it: some three views a second. */
async function scroll(page: Page): Promise<void> {
  await page.mouse.move(400, 500);
  await page.evaluate(() => {
    (globalThis as unknown as { rectoProbe: Probe }).rectoProbe.isScrolling = true;
  });
  for (let turn = 0; turn < WHEELS; turn += 1) {
    await page.mouse.wheel(0, WHEEL_PX);
    await sleep(50);
  }
  await page.evaluate(() => {
    (globalThis as unknown as { rectoProbe: Probe }).rectoProbe.isScrolling = false;
  });
}

function read(page: Page): Promise<Probe> {
  return page.evaluate(() => (globalThis as unknown as { rectoProbe: Probe }).rectoProbe);
}
