import { uris } from '../../manifests/uris.ts';
import { suppressedSurfaces } from '../../storage/records/surfaces.ts';
import type { Parts } from '../parts.ts';
import { hiddenSide } from './closed.ts';
import type { Presented } from './presented.ts';

/**
 * A file that was made of a whole revision must not be had any more once one of its pages is not to be seen: only
 * publishing anew makes one without it. Staff who look at a draft are not held up.
 *
 * @param base the public URL, as it stands in the presented manifest
 * @throws Fault('forbidden') with what readers are told of that page
 */
export async function requireAllShown(
  { records }: Pick<Parts, 'records'>,
  { item, kind, json }: Presented,
  base: string,
): Promise<void> {
  if (kind !== 'published') return;
  const hidden = await records.read((rows) => suppressedSurfaces(rows, item.id));
  if (hidden.length === 0) return;
  const manifest = await json();
  const one = hidden.find(({ id }) => manifest.includes(`${uris.imageServices(base)}/${id}`));
  if (one !== undefined) throw hiddenSide(one.absence?.statement ?? {});
}
