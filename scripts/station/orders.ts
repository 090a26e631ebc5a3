import { asFault } from '../../model/fault.ts';

/** Variables around a program. */
export type Env = Readonly<Record<string, string | undefined>>;

/**
 * Carries out an order of the station: `args` is what follows its name, without `--help`. Aborted when the person
 * at the station, or the system, asks it to stop.
 *
 * @returns the exit code: 0 everything is well, 1 something is not, 2 wrong use.
 */
export type RunOrder = (args: readonly string[], env: Env, signal: AbortSignal) => Promise<number>;

/** One thing that a station can do. */
export interface Order {
  /** All of its options. */
  readonly help: string;
  readonly run: RunOrder;
}

/** An order's options; undefined where they are wrong, which has then been said on standard error. */
export function readOptions<T>(name: string, parse: () => T): T | undefined {
  try {
    return parse();
  } catch (thrown) {
    console.error(`${asFault(thrown).detail}\nHow it is used: recto-station ${name} --help`);
    return undefined;
  }
}
