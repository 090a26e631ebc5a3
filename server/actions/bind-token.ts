import { Fault } from '../../model/fault.ts';
import { agentNames } from '../../storage/records/agents.ts';
import { appendEvent } from '../../storage/records/events.ts';
import { bindToken, findStation } from '../../storage/records/stations.ts';
import type { Parts } from '../parts.ts';

/**
 * Binds a token to a station: what is sent with it is of the session that is open there. null: to none.
 *
 * @throws Fault('not-found') where there is no such token or station, or the token was revoked.
 */
export async function bindTokenToStation(
  parts: Pick<Parts, 'records'>,
  { tokenId, stationId, agent }: { tokenId: string; stationId: string | null; agent: string },
): Promise<void> {
  await parts.records.write(async (rows) => {
    const station = stationId === null ? undefined : await findStation(rows, stationId);
    if (stationId !== null && station === undefined)
      throw new Fault('not-found', 'There is no such station.');
    if (!(await bindToken(rows, tokenId, stationId)))
      throw new Fault('not-found', 'There is no such token, or it has been revoked.');
    const token = (await agentNames(rows, [tokenId])).get(tokenId) ?? tokenId;
    const detail = `The token ${token} is of ${station === undefined ? 'no station' : station.name} now.`;
    await appendEvent(rows, { type: 'metadata modification', detail, agent, at: Date.now() });
  });
}
