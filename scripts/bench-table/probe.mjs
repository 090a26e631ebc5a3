// Put into the page before anything of it runs; what it found is read by rounds.ts.
const probe = { openedMs: null, frames: [], blank: 0, longTasks: [], keys: [] };
globalThis.rectoProbe = probe;

/** Whether there are pages with their pictures at the edges and in the middle of the sheet, or the sheet has ended there. */
function isWhole(sheet) {
  const { left, top, width, height } = sheet.getBoundingClientRect();
  const points = [0.1, 0.5, 0.8].flatMap((x) =>
    [0.05, 0.5, 0.95].map((y) => ({ x: left + x * width, y: top + y * height })),
  );
  return points.every((point) => {
    const cell = document.elementFromPoint(point.x, point.y)?.closest('[role=option]');
    if (!cell) return isBeyondLast(sheet, point);
    const image = cell.querySelector('img');
    return image?.complete && image.naturalWidth > 0;
  });
}

function isBeyondLast(sheet, { y }) {
  const last = [...sheet.querySelectorAll('[role=option]')].at(-1);
  return last?.ariaPosInSet === last?.ariaSetSize && y >= last?.getBoundingClientRect().top;
}

let last;
function frame(now) {
  const sheet = document.querySelector('[role=listbox]');
  const whole = sheet !== null && isWhole(sheet);
  if (whole && probe.openedMs === null) probe.openedMs = now;
  if (probe.isScrolling) {
    if (last !== undefined) probe.frames.push(now - last);
    if (!whole) probe.blank += 1;
  }
  last = probe.isScrolling ? now : undefined;
  requestAnimationFrame(frame);
}
requestAnimationFrame(frame);

new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) probe.longTasks.push({ startTime, duration });
}).observe({ type: 'longtask', buffered: true });

// From the key itself to the first frame after the page has answered it: two frames hold the paint between them.
addEventListener(
  'keydown',
  (event) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => probe.keys.push({ key: event.key, ms: performance.now() - event.timeStamp });
      port2.postMessage(null);
    });
  },
  { capture: true },
);
