/** How far a server is in its life. It takes requests in all three, but asks for none unless it is ready. */
export type ServerState = 'starting' | 'ready' | 'draining';

/** Told by `main.ts`, asked by `/health/ready`. */
export interface Readiness {
  state(): ServerState;
  become(next: ServerState): void;
}

/** A server that is starting. */
export function createReadiness(): Readiness {
  let state: ServerState = 'starting';
  return Object.freeze({
    state: () => state,
    become(next: ServerState) {
      state = next;
    },
  });
}
