import { z } from 'zod';

const target = z.enum(['none', 'pass', 'fail']);

/** What this program reads of a station: its name, and the capture session that is open there. */
export const stationSeen = z.object({
  name: z.string(),
  session: z
    .object({ operator: z.string(), startedAt: z.number(), target, targetAt: z.number().nullable() })
    .nullable(),
});
export type StationSeen = z.infer<typeof stationSeen>;

/** The same of a session that was named. */
export const sessionSeen = z.object({
  station: z.object({ name: z.string() }),
  operator: z.string(),
  startedAt: z.number(),
  target,
  targetAt: z.number().nullable(),
});

/**
 * For which station and session scans are sent, and what is amiss with that: no session, no target of today, one that
 * failed. `now` says what today is, by this computer's clock.
 */
export function sessionWords(station: StationSeen | null, now: number): string {
  if (station === null)
    return 'This token is bound to no station: the scans carry no capture session, and what lies on a stand is not known. An administrator binds it on the page Settings; --session names a session without that.';
  const { name, session } = station;
  if (session === null)
    return `Sending for ${name}. Warning: no capture session is open there, so the scans carry none. Begin one on the page Sessions.`;
  const begun = `Sending for ${name}, in the session of ${session.operator} since ${timeOf(session.startedAt)}.`;
  const amiss = targetWords(session, now);
  return amiss === undefined ? begun : `${begun} Warning: ${amiss}`;
}

function targetWords(
  { target: result, targetAt }: NonNullable<StationSeen['session']>,
  now: number,
): string | undefined {
  if (result === 'fail')
    return 'its target failed. Find out why, and give a new result, before more is scanned.';
  if (targetAt === null || dayOf(targetAt) !== dayOf(now))
    return 'no target was passed today. Scan one, and say on the page Sessions what it showed.';
  return undefined;
}

function dayOf(at: number): string {
  return new Date(at).toDateString();
}

/** As this computer's clock shows it: `2026-11-21 09:05`. */
function timeOf(at: number): string {
  const date = new Date(at);
  const two = (n: number): string => String(n).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
