/**
 * Makes the same thing once for everybody who asks for it while it is being made. It is given up when the last of
 * them has hung up, and not before.
 */
export interface SingleFlight<T> {
  run(key: string, make: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T>;
}

interface Flight<T> {
  readonly result: Promise<T>;
  readonly abort: AbortController;
  passengers: number;
}

export function createSingleFlight<T>(): SingleFlight<T> {
  const flights = new Map<string, Flight<T>>();

  function take(key: string, make: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const standing = flights.get(key);
    if (standing !== undefined && !standing.abort.signal.aborted) return standing;
    const abort = new AbortController();
    const flight: Flight<T> = { abort, passengers: 0, result: make(abort.signal) };
    flights.set(key, flight);
    const land = () => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    flight.result.then(land, land);
    return flight;
  }

  return {
    async run(key, make, signal) {
      signal.throwIfAborted();
      const flight = take(key, make);
      flight.passengers += 1;
      return new Promise((resolve, reject) => {
        const leave = () => {
          flight.passengers -= 1;
          if (flight.passengers === 0) flight.abort.abort(signal.reason);
          reject(signal.reason);
        };
        signal.addEventListener('abort', leave, { once: true });
        flight.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
      });
    },
  };
}
