/** The tiles that were asked for last, in memory: as many as go into so many bytes. */
export interface TileMemory {
  /** undefined where it must be read. */
  get(key: string): Buffer | undefined;
  /** Reads it, once for everybody who asks meanwhile, and keeps it if it is small enough. */
  read(key: string, read: () => Promise<Buffer>): Promise<Buffer>;
  /** How many bytes are kept. */
  readonly sizeBytes: number;
}

interface KeptTile {
  readonly bytes: Buffer;
  wasUsed: boolean;
}

/** What is larger than this part of all the room would drive too much else out. */
const LARGEST_PART = 1 / 32;

/**
 * Whoever was asked for again since it came in, or since it was last looked at, gets another turn when room is
 * needed; so a hit costs no more than a look-up, and pages that are read once from front to back drive nothing out
 * that is read often.
 */
export function createTileMemory(limitBytes: number): TileMemory {
  const tiles = new Map<string, KeptTile>();
  const coming = new Map<string, Promise<Buffer>>();
  let sizeBytes = 0;

  function makeRoom(forBytes: number): void {
    for (const [key, tile] of tiles) {
      if (sizeBytes + forBytes <= limitBytes) return;
      tiles.delete(key);
      if (tile.wasUsed) {
        tile.wasUsed = false;
        tiles.set(key, tile);
      } else sizeBytes -= tile.bytes.length;
    }
  }

  function keep(key: string, bytes: Buffer): void {
    if (bytes.length > limitBytes * LARGEST_PART || tiles.has(key)) return;
    makeRoom(bytes.length);
    tiles.set(key, { bytes, wasUsed: false });
    sizeBytes += bytes.length;
  }

  return {
    get(key) {
      const tile = tiles.get(key);
      if (tile === undefined) return undefined;
      tile.wasUsed = true;
      return tile.bytes;
    },
    read(key, read) {
      const standing = coming.get(key);
      if (standing !== undefined) return standing;
      const reading = read().finally(() => coming.delete(key));
      coming.set(key, reading);
      // Beside whoever waits for it, who hears what went wrong.
      reading.then(
        (bytes) => keep(key, bytes),
        () => undefined,
      );
      return reading;
    },
    get sizeBytes() {
      return sizeBytes;
    },
  };
}
