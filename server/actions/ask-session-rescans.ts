import type { AffectedSurface } from '../../model/capture-session.ts';
import type { RejectReason } from '../../model/review.ts';
import { affectedSurfaces } from '../../storage/records/affected.ts';
import type { Parts } from '../parts.ts';
import { findSession } from '../stations/session-view.ts';
import { askRescan } from './ask-rescan.ts';
import { tell } from './review-surfaces.ts';

/** So many in one transaction: others want to write too. */
const AT_ONCE = 100;

/** How many surfaces were asked for, and how many were left as they are. */
export interface SessionRescans {
  readonly asked: number;
  readonly left: number;
}

/**
 * Asks for every surface that a session affects to be scanned again. Those that are asked for already, or are left out
 * of their item, stay as they are; so it may be done twice.
 *
 * @throws Fault('not-found') where there is no such session.
 */
export async function askSessionRescans(
  parts: Parts,
  wanted: { sessionId: string; reason: RejectReason; note: string | null; agent: string },
): Promise<SessionRescans> {
  const { sessionId, reason, note, agent } = wanted;
  const total = { asked: 0, left: 0 };
  for (let offset = 0; ; offset += AT_ONCE) {
    const found = await parts.records.write(async (rows) => {
      await findSession(rows, sessionId);
      const surfaces = await affectedSurfaces(rows, sessionId, { limit: AT_ONCE, offset });
      const at = Date.now();
      for (const { surfaceId } of surfaces.filter(isToAsk))
        await askRescan(rows, { surfaceId, reason, note, agent, at });
      return surfaces;
    });
    const asked = found.filter(isToAsk);
    total.asked += asked.length;
    total.left += found.length - asked.length;
    await tell(parts, new Set(asked.map(({ item }) => item.id)));
    if (found.length < AT_ONCE) return total;
  }
}

function isToAsk({ state }: AffectedSurface): boolean {
  return state !== 'suppressed' && state !== 'rescan_requested';
}
