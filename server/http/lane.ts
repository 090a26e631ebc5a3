import { Fault } from '../../model/fault.ts';

/** How much of one kind of work may be done at once, and how much more may wait for its turn. */
export interface LaneLimits {
  readonly running: number;
  readonly waiting: number;
}

export interface LanesLimits<Name extends string> {
  /** In the order of their claims: what waits in an earlier lane is kept room for by the later ones. */
  readonly lanes: Readonly<Record<Name, LaneLimits>>;
  /** How much work of all lanes may be done at once. */
  readonly running: number;
  /** What all work that is done at once may weigh together: bytes of memory, say. */
  readonly weight: number;
  /** Who has waited for so long is told to come back later. */
  readonly waitMs: number;
}

/** Work that may be done at the same time, kind by kind, and how much more may wait for its turn. */
export interface Lanes<Name extends string> {
  /**
   * Runs the work as soon as there is room for it. A caller that gives up while it waits frees its place.
   *
   * @throws Fault('busy') at once where the queue is full, and later where it does not move; the signal's reason where
   *   the caller gave up. What weighs more than everything may is the caller's to refuse: it would wait in vain.
   */
  run<T>(name: Name, weight: number, work: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** For metrics. */
  count(name: Name): { readonly running: number; readonly waiting: number };
}

interface Lane {
  readonly limits: LaneLimits;
  readonly queue: Waiter[];
  running: number;
}

interface Waiter {
  readonly weight: number;
  readonly start: () => void;
}

interface Room {
  readonly limits: { readonly running: number; readonly weight: number; readonly waitMs: number };
  /** In the order of their claims. */
  readonly lanes: readonly Lane[];
  running: number;
  weight: number;
}

/** Lanes that share room. Work of one lane goes in the order in which it came. */
export function createLanes<Name extends string>(limits: LanesLimits<Name>): Lanes<Name> {
  const byName = new Map<string, Lane>();
  for (const [name, own] of Object.entries<LaneLimits>(limits.lanes)) {
    byName.set(name, { limits: own, queue: [], running: 0 });
  }
  const room: Room = { limits, lanes: [...byName.values()], running: 0, weight: 0 };
  const laneOf = (name: Name): Lane => {
    const lane = byName.get(name);
    if (lane === undefined) throw new Fault('internal', `There is no lane ${name}.`);
    return lane;
  };
  return {
    async run(name, weight, work, signal) {
      const lane = laneOf(name);
      signal.throwIfAborted();
      await enter(room, lane, weight, signal);
      try {
        return await work();
      } finally {
        giveBack(room, lane, weight);
        startNext(room);
      }
    },
    count(name) {
      const { running, queue } = laneOf(name);
      return { running, waiting: queue.length };
    },
  };
}

/** Whether there is room beside what runs, and beside what an earlier lane would start if it had the room. */
function hasRoom({ limits, lanes, running, weight }: Room, lane: Lane, more: number): boolean {
  if (lane.running >= lane.limits.running) return false;
  const claims = lanes
    .slice(0, lanes.indexOf(lane))
    .flatMap((earlier) => (earlier.running < earlier.limits.running ? earlier.queue.slice(0, 1) : []));
  const claimed = claims.reduce((sum, claim) => sum + claim.weight, 0);
  return running + claims.length + 1 <= limits.running && weight + claimed + more <= limits.weight;
}

function take(room: Room, lane: Lane, weight: number): void {
  lane.running += 1;
  room.running += 1;
  room.weight += weight;
}

function giveBack(room: Room, lane: Lane, weight: number): void {
  lane.running -= 1;
  room.running -= 1;
  room.weight -= weight;
}

function startNext(room: Room): void {
  for (const lane of room.lanes) {
    for (let [next] = lane.queue; next && hasRoom(room, lane, next.weight); [next] = lane.queue) {
      lane.queue.shift();
      take(room, lane, next.weight);
      next.start();
    }
  }
}

async function enter(room: Room, lane: Lane, weight: number, signal: AbortSignal): Promise<void> {
  if (lane.queue.length === 0 && hasRoom(room, lane, weight)) return take(room, lane, weight);
  if (lane.queue.length >= lane.limits.waiting) throw tooMany();
  await new Promise<void>((resolve, reject) => {
    const settle = () => {
      clearTimeout(late);
      signal.removeEventListener('abort', giveUp);
    };
    const leave = (reason: unknown) => {
      settle();
      lane.queue.splice(lane.queue.indexOf(waiter), 1);
      reject(reason);
      // What it kept others from may fit now.
      startNext(room);
    };
    const start = () => {
      settle();
      resolve();
    };
    const waiter = { weight, start };
    const giveUp = () => leave(signal.reason);
    const late = setTimeout(() => leave(tooMany()), room.limits.waitMs);
    lane.queue.push(waiter);
    signal.addEventListener('abort', giveUp, { once: true });
  });
}

/** What they hear for whom there is no room. */
export function tooMany(): Fault {
  return new Fault('busy', 'Too many pictures are being made just now. Try again in a moment.');
}
