import { type ApiError, asApiError } from '../api.ts';
import { watchLive } from '../live.ts';
import { sendUntilHeard } from '../table/send-behind.ts';
import { deskApi } from './api.ts';
import { type Draft, draftOf, dropped, looked, returned, saved, sending, unsavedOf } from './draft.ts';
import { keep } from './kept.ts';

/** Whether the server has what was done here. */
export type Saving =
  | { readonly kind: 'saved'; readonly at: number | null }
  | { readonly kind: 'saving' }
  /** The server does not answer: it is sent again until it does. */
  | { readonly kind: 'stuck' }
  /** The server says no: somebody has to decide. */
  | { readonly kind: 'refused'; readonly error: ApiError };

/** Everything that is known of a desk. */
export interface DeskState {
  /** undefined before the first answer. */
  readonly draft: Draft | undefined;
  /** Why there is none. */
  readonly error: ApiError | undefined;
  readonly isConnected: boolean;
  readonly saving: Saving;
}

/** One item on the desk, outside of the screen: what is shown, what is sent, and when it is looked at again. */
export interface Keeper {
  readonly state: () => DeskState;
  readonly subscribe: (changed: () => void) => () => void;
  /** Something was done here: shown at once, sent behind. */
  readonly act: (work: (draft: Draft) => Draft) => void;
  /** Sends again what was refused. */
  readonly retry: () => void;
  /** Gives up what was refused. */
  readonly drop: () => void;
  /** Listens to what others do, until the returned function is called. What is under way is sent all the same. */
  readonly start: () => () => void;
}

/** A burst of keys makes one request. */
const GATHER_MS = 120;
/** Events come in bunches; one look answers all of a moment. */
const LOOK_SOON_MS = 300;
const LOOK_AGAIN_MS = 3000;
const KEEP_MS = 400;

/** Makes the keeper of an item. `key`: where the browser keeps what is not sent. */
export function makeKeeper(itemId: string, key: string): Keeper {
  return new ItemKeeper(itemId, key);
}

class ItemKeeper implements Keeper {
  readonly #itemId: string;
  readonly #key: string;
  readonly #watchers = new Set<() => void>();
  readonly #timers: Partial<Record<'send' | 'look' | 'keep', number>> = {};
  #isSending = false;
  /** Nothing is sent before the item was looked at: somebody else was first. */
  #isOvertaken = false;
  #isOpen = false;
  #state: DeskState = {
    ...{ draft: undefined, error: undefined, isConnected: true },
    saving: { kind: 'saved', at: null },
  };

  constructor(itemId: string, key: string) {
    this.#itemId = itemId;
    this.#key = key;
  }

  readonly state = (): DeskState => this.#state;

  readonly subscribe = (changed: () => void): (() => void) => {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  };

  readonly act = (work: (draft: Draft) => Draft): void => {
    const { draft } = this.#state;
    if (draft === undefined) return;
    const next = work(draft);
    if (next === draft) return;
    this.#set({ draft: next, ...(next.unsent !== null && { saving: { kind: 'saving' } }) });
    this.#in('keep', KEEP_MS, this.#keepNow);
    if (next.unsent !== null) this.#in('send', GATHER_MS, this.#send);
  };

  readonly retry = (): void => {
    this.#set({ saving: { kind: 'saving' } });
    void this.#send();
  };

  readonly drop = (): void => {
    this.act(dropped);
    this.#set({ saving: { kind: 'saved', at: null } });
    this.#keepNow();
  };

  readonly start = (): (() => void) => {
    this.#isOpen = true;
    void this.#look();
    const stop = watchLive(
      { item: this.#itemId },
      {
        changed: () => this.#lookIn(LOOK_SOON_MS),
        connected: (isConnected) => this.#set({ isConnected }),
      },
    );
    window.addEventListener('beforeunload', this.#warn);
    window.addEventListener('pagehide', this.#keepNow);
    return () => {
      this.#isOpen = false;
      stop();
      window.removeEventListener('beforeunload', this.#warn);
      window.removeEventListener('pagehide', this.#keepNow);
      window.clearTimeout(this.#timers.look);
      this.#keepNow();
    };
  };

  #set(change: Partial<DeskState>): void {
    this.#state = { ...this.#state, ...change };
    for (const changed of this.#watchers) changed();
  }

  /** Does it in a moment, once for all that ask for it until then. */
  #in(what: 'send' | 'look' | 'keep', ms: number, work: () => unknown): void {
    if (this.#timers[what] !== undefined) return;
    this.#timers[what] = window.setTimeout(() => {
      delete this.#timers[what];
      work();
    }, ms);
  }

  #lookIn(ms: number): void {
    if (this.#isOpen || this.#isOvertaken) this.#in('look', ms, this.#look);
  }

  readonly #keepNow = (): void => {
    const { draft } = this.#state;
    if (draft !== undefined) keep(this.#key, unsavedOf(draft));
  };

  readonly #warn = (event: BeforeUnloadEvent): void => {
    const { draft } = this.#state;
    if (draft !== undefined && unsavedOf(draft) !== null) event.preventDefault();
  };

  readonly #look = async (): Promise<void> => {
    // What is answered meanwhile may hold what is on its way, or not: it is asked after it.
    if (this.#isSending) return this.#lookIn(LOOK_SOON_MS);
    try {
      const answer = await deskApi.read(this.#itemId);
      const { draft } = this.#state;
      if (this.#isSending) return this.#lookIn(LOOK_SOON_MS);
      this.#set({ draft: draft === undefined ? draftOf(answer) : looked(draft, answer), error: undefined });
      this.#goOn();
    } catch (thrown) {
      const error = asApiError(thrown);
      this.#set({ error });
      if (error.status === 0 || error.status >= 500) this.#lookIn(LOOK_AGAIN_MS);
    }
  };

  /** After a look: what waited for it is sent. */
  #goOn(): void {
    const { draft, saving } = this.#state;
    const wasOvertaken = this.#isOvertaken;
    this.#isOvertaken = false;
    this.#in('keep', KEEP_MS, this.#keepNow);
    if (draft?.unsent) {
      if (saving.kind !== 'refused') this.#in('send', GATHER_MS, this.#send);
    } else if (wasOvertaken) this.#set({ saving: { kind: 'saved', at: Date.now() } });
  }

  readonly #send = async (): Promise<void> => {
    const { draft } = this.#state;
    if (this.#isSending || this.#isOvertaken || !draft?.unsent) return;
    this.#isSending = true;
    const going = sending(draft);
    this.#set({ draft: going, saving: { kind: 'saving' } });
    try {
      const { edition } = await this.#sendNow(going);
      this.#settle((now) => saved(now, edition), { kind: 'saved', at: Date.now() });
    } catch (thrown) {
      this.#refused(asApiError(thrown));
    }
  };

  async #sendNow({ known, sent }: Draft): Promise<{ readonly edition: number }> {
    let answer = { edition: known.edition };
    const stuck = (isStuck: boolean) => isStuck && this.#set({ saving: { kind: 'stuck' } });
    await sendUntilHeard(async () => {
      answer = await deskApi.change(this.#itemId, known.edition, sent ?? {});
    }, stuck);
    return answer;
  }

  #refused(error: ApiError): void {
    this.#isOvertaken = error.status === 412;
    this.#settle(returned, this.#isOvertaken ? { kind: 'saving' } : { kind: 'refused', error });
    if (this.#isOvertaken) void this.#look();
  }

  /** A request has ended: with what came meanwhile the next begins. */
  #settle(work: (draft: Draft) => Draft, saving: Saving): void {
    this.#isSending = false;
    const { draft } = this.#state;
    if (draft === undefined) return;
    const next = work(draft);
    const isMore = saving.kind === 'saved' && next.unsent !== null;
    this.#set({ draft: next, saving: isMore ? { kind: 'saving' } : saving });
    this.#in('keep', KEEP_MS, this.#keepNow);
    if (isMore) void this.#send();
  }
}
