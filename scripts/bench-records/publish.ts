import { Fault } from '../../model/fault.ts';

const MOST = 100;

/** Publishes some of the items through the server, so that their manifests lie in the store. @returns their ids. */
export async function publishSome(of: {
  readonly url: string;
  readonly token: string;
  readonly itemIds: readonly string[];
}): Promise<string[]> {
  const { url, token, itemIds } = of;
  const every = Math.max(1, Math.floor(itemIds.length / MOST));
  const published: string[] = [];
  for (let at = 3; at < itemIds.length && published.length < MOST; at += every) {
    const id = itemIds[at] ?? '';
    const answer = await fetch(`${url}/api/items/${id}/publish`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ override: 'Measured.' }),
    });
    if (answer.ok) published.push(id);
    else if (answer.status !== 409)
      throw new Fault('unavailable', `Publishing was answered with ${answer.status}.`);
    await answer.arrayBuffer();
  }
  return published;
}
