/** Pauses that can be cut short. */
export interface Nap {
  /** Ends the pause, or the next one where there is none now. */
  wake(): void;
  /** @throws what the signal was aborted with. */
  sleep(ms: number): Promise<void>;
}

/** A signal that is aborted ends the pause as well. */
export function createNap(signal: AbortSignal): Nap {
  let isWoken = false;
  let end = () => {};
  function wake(): void {
    isWoken = true;
    end();
  }
  signal.addEventListener('abort', wake);
  return Object.freeze({
    wake,
    async sleep(ms: number) {
      if (!isWoken) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          end = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      isWoken = false;
      signal.throwIfAborted();
    },
  });
}
