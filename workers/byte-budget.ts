/** Memory that several steps share, in bytes. */
export interface ByteBudget {
  /** Takes so many bytes out of it, and returns how to give them back; undefined where there are not so many left. */
  take(bytes: number): (() => void) | undefined;
}

/** A budget of so many bytes. Nobody waits for it: who gets nothing has to do without. */
export function createByteBudget(bytes: number): ByteBudget {
  let left = bytes;
  return Object.freeze({
    take(wanted: number) {
      if (wanted > left) return undefined;
      left -= wanted;
      let isTaken = true;
      return () => {
        if (isTaken) left += wanted;
        isTaken = false;
      };
    },
  });
}
