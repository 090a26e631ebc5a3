import type { DeliveryPlace } from './batch.ts';

/**
 * A file on its way in. It becomes a FileVersion when every byte has arrived and its digest is proved;
 * a refused one keeps its bytes aside until the same file is sent again.
 */
export interface Upload {
  readonly id: string;
  readonly itemId: string;
  readonly fileName: string;
  readonly sizeBytes: number | null;
  /** Lower-case hex SHA-256 that the sender promises; null where it cannot know. */
  readonly sha256: string | null;
  readonly state: 'receiving' | 'accepted' | 'refused';
  /** Why it was refused, in plain words. */
  readonly detail: string | null;
  readonly fileVersionId: string | null;
  /** The capture session that the scan will be of; null where it is of none. */
  readonly sessionId: string | null;
  /** The station that it comes from; null where it comes from none. */
  readonly stationId: string | null;
  readonly agent: string;
  /** Where in which delivery it belongs; left out for what is of none. */
  readonly place?: DeliveryPlace | undefined;
  readonly createdAt: number;
  readonly finishedAt: number | null;
}

/** A SHA-256 in hexadecimal, made lower-case; undefined if the text is none. */
export function parseSha256(text: string): string | undefined {
  return /^[0-9a-fA-F]{64}$/.test(text) ? text.toLowerCase() : undefined;
}
