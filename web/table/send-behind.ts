import { type ApiError, asApiError } from '../api.ts';

/** What goes away by itself: nobody answers, or somebody in front of the server says that it does not. */
const PASSING = new Set([0, 429, 502, 503, 504]);
const RETRY_MS = [500, 1000, 2000, 4000];

/** What is still to be sent from this page. */
let unsent = 0;

/** Whether verdicts wait here to be sent: leaving now would lose them. */
export function hasUnsent(): boolean {
  return unsent > 0;
}

/**
 * Sends until the server has answered, however long that takes: what is sent twice must be one. Throws the
 * {@link ApiError} of a server that answers with a refusal.
 *
 * @param stuck is told whether it has to wait.
 */
export async function sendUntilHeard(
  request: () => Promise<unknown>,
  stuck: (isStuck: boolean) => void,
): Promise<void> {
  unsent += 1;
  try {
    for (let tries = 0; ; tries += 1) {
      const error = await tryOnce(request);
      if (error === undefined) return;
      if (!PASSING.has(error.status)) throw error;
      stuck(true);
      await pause(RETRY_MS[Math.min(tries, RETRY_MS.length - 1)] ?? 0);
    }
  } finally {
    unsent -= 1;
    stuck(false);
  }
}

async function tryOnce(request: () => Promise<unknown>): Promise<ApiError | undefined> {
  try {
    await request();
    return undefined;
  } catch (thrown) {
    return asApiError(thrown);
  }
}

/** Ends early when the browser says that there is a connection again. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      window.clearTimeout(timer);
      window.removeEventListener('online', done);
      resolve();
    };
    const timer = window.setTimeout(done, ms);
    window.addEventListener('online', done);
  });
}
