import type { DirectoryPlace } from '../../image/pack.ts';
import type { RenderPlan } from '../../image/plan.ts';
import { FAULT_CODES, type FaultCode } from '../../model/fault.ts';

/** One picture to be made by a renderer, and where. */
export interface RenderJob {
  /** Its name in the cache. */
  readonly key: string;
  readonly plan: RenderPlan;
  readonly packKey: string;
  readonly directory: DirectoryPlace;
  /** Whether it waited in the lane of the large ones. */
  readonly isLarge: boolean;
  /** The file that the entry is written to; it does not exist yet. */
  readonly path: string;
}

/** What a renderer is told. A job that is stopped is answered too. */
export type RenderOrder =
  | { readonly kind: 'render'; readonly id: number; readonly job: RenderJob }
  | { readonly kind: 'stop'; readonly id: number };

/** What a renderer answers, once for every job. */
export type RenderAnswer = {
  readonly id: number;
  /** What the renderer holds afterwards. */
  readonly rssBytes: number;
} & RenderEnd;

/** How a job ended. */
export type RenderEnd =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly code: FaultCode;
      readonly detail: string;
      /** For the log: what was behind it. */
      readonly cause: string;
      /** Why the file could not be written, as the system calls it. */
      readonly fileError?: string | undefined;
    };

/** What a renderer sent, if it is an answer. */
export function readAnswer(message: unknown): RenderAnswer | undefined {
  return isAnswer(message) ? message : undefined;
}

function isAnswer(message: unknown): message is RenderAnswer {
  if (typeof message !== 'object' || message === null || !('ok' in message)) return false;
  if (!('id' in message && typeof message.id === 'number')) return false;
  if (!('rssBytes' in message && typeof message.rssBytes === 'number')) return false;
  return message.ok === true || ('code' in message && FAULT_CODES.some((code) => code === message.code));
}
