/** What the server tells its parent once it listens. */
export interface ReadyMessage {
  readonly url: string;
  /** On the very first run: where the administrator signs in, once. */
  readonly signIn?: string;
}

/** Reads a message of the server's, `{type: 'ready', url, signIn?}`; undefined if it is another one. */
export function readReadyMessage(message: unknown): ReadyMessage | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { type, url, signIn } = message as Record<string, unknown>;
  if (type !== 'ready' || typeof url !== 'string') return undefined;
  return typeof signIn === 'string' ? { url, signIn } : { url };
}
